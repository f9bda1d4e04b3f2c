import { AgencyResolver } from '../agency/agency.resolver.js';
import { ApiKeyResolver } from '../api-key/api-key.resolver.js';
import { AssuranceResolver, ExplainedOutcomeResolver } from '../assurance/assurance.resolver.js';
import { AssuranceWatchResolver } from '../assurance/watch.resolver.js';
import { AuthorityRecordResolver, NqfInclusionResolver } from '../authority-record/authority-record.resolver.js';
import { AssessmentResolver, CoDeveloperResolver, ContentResolver, PartyResolver } from '../offer/content.resolver.js';
import { InvitationResolver } from '../invitation/invitation.resolver.js';
import { MeResolver } from '../me/me.resolver.js';
import { MembershipResolver } from '../membership/membership.resolver.js';
import { HistoryResolver } from '../history/history.resolver.js';
import { OfferDraftResolver } from '../offer/draft.resolver.js';
import { BulkResolver } from '../offer/bulk.resolver.js';
import { CopyResolver } from '../offer/copy.resolver.js';
import { EndingResolver } from '../offer/ending.resolver.js';
import { OfferResolver } from '../offer/offer.resolver.js';
import { BulkPublicationResolver } from '../offer/publication-bulk.resolver.js';
import { PublicationResolver } from '../offer/publication.resolver.js';
import { OrganisationResolver } from '../organisation/organisation.resolver.js';
import { ProcedureResolver } from '../procedure/procedure.resolver.js';
import { ApplicationResolver } from '../provider/application.resolver.js';
import { PresumptionResolver } from '../presumption/presumption.resolver.js';
import { OrganisationProviderResolver, ProviderResolver } from '../provider/provider.resolver.js';
import { QaOutcomeResolver } from '../qa-outcome/qa-outcome.resolver.js';
import { FundingResolver } from '../funding/funding.resolver.js';
import { RecognitionResolver } from '../recognition/recognition.resolver.js';
import { RegisterResolver } from '../register/register.resolver.js';
import { RevisionResolver } from '../revision/revision.resolver.js';
import { RunResolver } from '../run/run.resolver.js';
import { FacetResolver, SearchResolver } from '../search/search.resolver.js';
import { SubmissionResolver } from '../submission/submission.resolver.js';
import { VocabularyResolver } from '../vocabulary/vocabulary.resolver.js';

export const resolvers = [
  RegisterResolver, VocabularyResolver, OrganisationResolver, OrganisationProviderResolver, ProviderResolver, ApplicationResolver, AgencyResolver, ProcedureResolver,
  QaOutcomeResolver, PresumptionResolver, AssuranceResolver, ExplainedOutcomeResolver, AssuranceWatchResolver, AuthorityRecordResolver, NqfInclusionResolver, ContentResolver, AssessmentResolver, PartyResolver,
  CoDeveloperResolver, OfferResolver, OfferDraftResolver, PublicationResolver, BulkPublicationResolver, SubmissionResolver, EndingResolver, CopyResolver, BulkResolver, RevisionResolver, FundingResolver, RecognitionResolver, RunResolver, SearchResolver, FacetResolver, HistoryResolver,
  MeResolver, MembershipResolver, InvitationResolver, ApiKeyResolver,
];
