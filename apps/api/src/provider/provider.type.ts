import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { OrganisationRecord, ProviderStatus as StatusCode, StatusChangeRecord } from '#libs/organisations';
import { ORGANISATION_KINDS, organisationKinds, type OrganisationKind } from '#libs/vocabularies';
import { enumOf, enumOfList } from '../graphql/enums.js';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { Organisation } from '../organisation/organisation.type.js';

export const ProviderKind = enumOfList({
  name: 'ProviderKind', description: 'Kinds of provider by point 5(b) of the Council Recommendation.', codes: ORGANISATION_KINDS, list: organisationKinds,
});

export const ProviderStatus = enumOf('ProviderStatus', 'Where a provider stands in the register.', {
  APPLIED: 'Has asked to be registered; not public yet.',
  RETURNED: 'Has applied and was asked something; not public.',
  REFUSED: 'Has applied and was refused; not public. May apply again.',
  REGISTERED: 'In the register: its offers are public.',
  SUSPENDED: 'In the register, its offers hidden for the time being.',
  CLOSED: 'No longer a provider. Final.',
});

@ObjectType({ description: 'Text, a page that says more, or both.' })
export class TextOrLink {
  @Field(() => LocalisedText, { nullable: true, description: 'In words.' })
  text!: LanguageMap | undefined;

  @Field(() => String, { nullable: true, description: 'The page that says it, or says more.' })
  url!: string | undefined;
}

@ObjectType({ description: 'One step of a provider’s life in the register.' })
export class ProviderStatusChange implements StatusChangeRecord {
  @Field(() => ProviderStatus, { description: 'What it became.' })
  status!: StatusCode;

  @Field(() => GraphQLDate, { description: 'From which day.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  recordedAt!: Date;
}

@ObjectType({ description: 'An organisation of the register that offers micro-credentials.' })
export class Provider {
  @Field(() => ID, { description: 'The identifier of its organisation.' })
  id!: string;

  @Field(() => LocalisedText, { description: 'The legal name of its organisation.' })
  name!: LanguageMap;

  @Field(() => Organisation, { description: 'Everything else about the organisation.' })
  organisation!: OrganisationRecord;

  @Field(() => ProviderKind, { description: 'What kind of provider it is.' })
  kind!: OrganisationKind;

  @Field(() => ProviderStatus, { description: 'Where it stands.' })
  status!: StatusCode;

  @Field(() => GraphQLDate, { description: 'Since when.' })
  statusSince!: string;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was given.' })
  statusReason!: string | null;

  @Field(() => TextOrLink, { nullable: true, description: 'How it recognises other providers’ micro-credentials.' })
  recognitionPolicy!: TextOrLink | null;

  @Field(() => TextOrLink, { nullable: true, description: 'Its internal quality assurance.' })
  internalQualityAssurance!: TextOrLink | null;

  @Field(() => ID, { nullable: true, description: 'The provider that went on with its offers.' })
  successorId!: string | null;

  @Field(() => Int, { description: 'Rises with every change of these fields, and of the organisation as long as it applies; an edit names the version it started from.' })
  version!: number;

  /** Shown by a restricted field. */
  secondReview!: boolean;
}

/** The provider's part of an organisation; null where it is none, and for applicants, who are not public. */
export function providerOf(record: OrganisationRecord | null, seesApplicants = false): Provider | null {
  const part = record?.provider;
  if (!record || !part || !(part.isPublic || seesApplicants)) return null;
  return { id: record.id, name: record.legalName, organisation: record, ...(part as typeof part & Pick<Provider, 'recognitionPolicy' | 'internalQualityAssurance'>) };
}

@ObjectType({ description: 'A page of providers.' })
export class ProviderPage extends pageType(Provider, 'providers') {}

@ObjectType({ description: 'A provider was saved.' })
export class ProviderSaved {
  @Field(() => Provider, { description: 'As it is now.' })
  provider!: Provider;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const ProviderResult = resultUnion('ProviderResult', () => ProviderSaved);
