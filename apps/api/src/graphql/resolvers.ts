import { AgencyResolver } from '../agency/agency.resolver.js';
import { AssuranceResolver } from '../assurance/assurance.resolver.js';
import { AuthorityRecordResolver, NqfInclusionResolver } from '../authority-record/authority-record.resolver.js';
import { AssessmentResolver, CoDeveloperResolver, ContentResolver, PartyResolver } from '../offer/content.resolver.js';
import { OfferDraftResolver } from '../offer/draft.resolver.js';
import { EndingResolver } from '../offer/ending.resolver.js';
import { OfferResolver } from '../offer/offer.resolver.js';
import { PublicationResolver } from '../offer/publication.resolver.js';
import { OrganisationResolver } from '../organisation/organisation.resolver.js';
import { ProcedureResolver } from '../procedure/procedure.resolver.js';
import { ApplicationResolver } from '../provider/application.resolver.js';
import { PresumptionResolver } from '../presumption/presumption.resolver.js';
import { OrganisationProviderResolver, ProviderResolver } from '../provider/provider.resolver.js';
import { QaOutcomeResolver } from '../qa-outcome/qa-outcome.resolver.js';
import { RegisterResolver } from '../register/register.resolver.js';
import { RunResolver } from '../run/run.resolver.js';
import { FacetResolver, SearchResolver } from '../search/search.resolver.js';
import { VocabularyResolver } from '../vocabulary/vocabulary.resolver.js';

export const resolvers = [
  RegisterResolver, VocabularyResolver, OrganisationResolver, OrganisationProviderResolver, ProviderResolver, ApplicationResolver, AgencyResolver, ProcedureResolver,
  QaOutcomeResolver, PresumptionResolver, AssuranceResolver, AuthorityRecordResolver, NqfInclusionResolver, ContentResolver, AssessmentResolver, PartyResolver,
  CoDeveloperResolver, OfferResolver, OfferDraftResolver, PublicationResolver, EndingResolver, RunResolver, SearchResolver, FacetResolver,
];
