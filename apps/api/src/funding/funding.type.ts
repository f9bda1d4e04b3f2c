import { Field, Float, IntersectionType, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { FundingDetails, FundingEligibility as FundingData } from '#libs/offers';
import { Decision } from '../authority-record/decision.type.js';
import { LocalisedText } from '../graphql/localised-text.type.js';

@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Float, { description: 'How much.' })
  value!: number;

  @Field({ description: 'In which currency, ISO 4217.' })
  currency!: string;
}

@ObjectType({ description: 'Public money that a learner may get.' })
export class FundingTerms implements FundingDetails {
  @Field(() => LocalisedText, { description: 'Name of the scheme.' })
  scheme!: LanguageMap;

  @Field(() => String, { nullable: true, description: 'Page of the scheme.' })
  url?: string;

  @Field(() => LocalisedText, { nullable: true, description: 'Who gets it, and on which conditions.' })
  conditions?: LanguageMap;

  @Field(() => Money, { nullable: true, description: 'At the most; null where the scheme names no amount.' })
  amount?: Money;
}

@ObjectType({ description: 'Learners may get public money for an offer: decided by an authority, never by the provider.' })
export class FundingEligibility extends IntersectionType(Decision, FundingTerms) {}

/** What the resolvers of a funding eligibility have. */
export type FundingSource = FundingData & FundingDetails;

export const fundingOf = (record: FundingData): FundingSource => ({ ...record, ...record.details });
