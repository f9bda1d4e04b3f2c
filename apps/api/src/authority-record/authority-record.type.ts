import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { AuthorityRecordKind as KindCode, AuthorityRecordView } from '#libs/offers';
import { FundingTerms } from '../funding/funding.type.js';
import { enumOf } from '../graphql/enums.js';
import { resultUnion } from '../graphql/outcome.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { RecognitionTerms } from '../recognition/recognition.type.js';

export const AuthorityRecordKind = enumOf<KindCode>('AuthorityRecordKind', 'What an authority decided.', {
  NQF_INCLUSION: 'The offer leads to a qualification of the national framework.',
  FUNDING_ELIGIBILITY: 'Learners may get public money for the offer.',
  RECOGNITION: 'A body recognises what is learned.',
});

@ObjectType({ description: 'A dated decision beside an offer, by the body entitled to it. Never part of what the provider says.' })
export class AuthorityRecord {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => ID, { description: 'The offer it is about.' })
  offerId!: string;

  @Field(() => AuthorityRecordKind, { description: 'What was decided.' })
  kind!: KindCode;

  @Field(() => String, { nullable: true, description: 'Of NQF inclusions: name of the national framework.' })
  framework!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of NQF inclusions: level in that framework.' })
  level!: number | null;

  @Field(() => FundingTerms, { nullable: true, description: 'Of funding eligibilities: what learners may get.' })
  funding!: FundingTerms | null;

  @Field(() => RecognitionTerms, { nullable: true, description: 'Of recognitions: for what it is recognised.' })
  recognition!: RecognitionTerms | null;

  @Field(() => GraphQLDate, { description: 'First day.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; null is open.' })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'The authority’s reference.' })
  reference!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When the register learned of it.' })
  recordedAt!: Date;
}

/** The details stand under the name of the kind they are of. */
export const recordSource = (record: AuthorityRecordView) => ({
  ...record,
  funding: record.kind === 'FUNDING_ELIGIBILITY' ? record.details : null,
  recognition: record.kind === 'RECOGNITION' ? record.details : null,
});

@ObjectType({ description: 'An NQF inclusion that holds today.' })
export class NqfInclusion {
  @Field(() => ID, { description: 'The authority record it is.' })
  recordId!: string;

  @Field({ description: 'Name of the national framework.' })
  framework!: string;

  @Field(() => Int, { description: 'Level in that framework.' })
  level!: number;

  @Field(() => GraphQLDate, { description: 'First day.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; null is open.' })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'The authority’s reference.' })
  reference!: string | null;
}

@ObjectType({ description: 'A decision of an authority was recorded.' })
export class AuthorityRecordSaved {
  @Field(() => AuthorityRecord, { description: 'As it is now.' })
  record!: AuthorityRecord;

  @Field(() => [Problem], { description: 'What somebody should look at; it was recorded all the same.' })
  warnings!: Problem[];
}

export const AuthorityRecordResult = resultUnion('AuthorityRecordResult', () => AuthorityRecordSaved);
