import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Assessment as AssessmentData, CoDeveloper as CoDeveloperData, Party as PartyData } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { iscedFields as iscedList, languages as languageList } from '#libs/vocabularies';
import type { ApiContext } from '../graphql/context.js';
import { Organisation } from '../organisation/organisation.type.js';
import { Provider, providerOf } from '../provider/provider.type.js';
import { nextRun, Run, runOf } from '../run/run.type.js';
import { Concept, conceptsOf } from '../vocabulary/concept.type.js';
import { Assessment, CoDeveloper, OfferContent, Party } from './content.type.js';
import type { ContentSource } from './offer.type.js';

const contentOf = ({ record }: ContentSource) => ('document' in record ? record.document.specification : record.content);
const runsOf = ({ record }: ContentSource) => ('document' in record ? record.document.runs : record.runs);

async function organisationsOf(ids: readonly string[] | undefined, { loaders }: ApiContext): Promise<OrganisationRecord[]> {
  const found = await Promise.all((ids ?? []).map((id) => loaders.organisation.load(id)));
  return found.filter((organisation) => organisation !== null);
}

/** The same for published offers and drafts. Parameters without decorators: Nest then calls these without any wrapping. */
@Resolver(() => OfferContent)
export class ContentResolver {
  @ResolveField(() => [Concept], { description: 'Fields of education (ISCED-F 2013).' })
  iscedFields(source: ContentSource) {
    return conceptsOf(iscedList, contentOf(source).iscedFields);
  }

  @ResolveField(() => [Concept], { description: 'Languages of instruction.' })
  languages(source: ContentSource) {
    return conceptsOf(languageList, contentOf(source).languages);
  }

  @ResolveField(() => Provider, { description: 'Whose offer it is.' })
  async provider({ providerId }: ContentSource, _args: unknown, { loaders }: ApiContext) {
    return providerOf(await loaders.organisation.load(providerId), true);
  }

  @ResolveField(() => [Organisation], { description: 'Who awards it; the provider where nobody else is named.' })
  awardingBodies(source: ContentSource, _args: unknown, context: ApiContext) {
    const ids = contentOf(source).awardingBodyIds;
    return organisationsOf(ids?.length ? ids : [source.providerId], context);
  }

  @ResolveField(() => [Organisation], { description: 'Who else offers it.' })
  coProviders(source: ContentSource, _args: unknown, context: ApiContext) {
    return organisationsOf(contentOf(source).coProviderIds, context);
  }

  @ResolveField(() => [Run], { description: 'All its occasions, in the provider’s order.' })
  runs(source: ContentSource, _args: unknown, { today }: ApiContext): Run[] {
    const content = contentOf(source);
    return runsOf(source).map((run) => runOf(run, content, today));
  }

  @ResolveField(() => Run, {
    nullable: true,
    description: 'The run a learner would take next: one that can begin at any time, else the first that begins today or later. A full one only when there is no other.',
  })
  nextRun(source: ContentSource, _args: unknown, { today }: ApiContext): Run | null {
    const run = nextRun(runsOf(source), today);
    return run && runOf(run, contentOf(source), today);
  }
}

@Resolver(() => Assessment)
export class AssessmentResolver {
  @ResolveField(() => Party, { nullable: true, description: 'Who assesses, where it is not the provider.' })
  assessingBody(assessment: AssessmentData): PartyData | null {
    return assessment.assessingBody ?? null;
  }
}

const organisationOf = ({ organisationId }: PartyData, { loaders }: ApiContext) => (organisationId ? loaders.organisation.load(organisationId) : null);

@Resolver(() => Party)
export class PartyResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'Its entry in the register.' })
  organisation(party: PartyData, _args: unknown, context: ApiContext) {
    return organisationOf(party, context);
  }
}

@Resolver(() => CoDeveloper)
export class CoDeveloperResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'Its entry in the register.' })
  organisation(party: CoDeveloperData, _args: unknown, context: ApiContext) {
    return organisationOf(party, context);
  }
}
