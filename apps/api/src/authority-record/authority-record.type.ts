import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AuthorityRecordKind as KindCode } from '#libs/offers';
import { enumOf } from '../graphql/enums.js';
import { resultUnion } from '../graphql/outcome.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

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

  @Field(() => GraphQLDateTime, { description: 'When the register learned of it.' })
  recordedAt!: Date;
}

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

@InputType({ description: 'The inclusion of an offer in the national qualifications framework.' })
export class NqfInclusionInput {
  @Field(() => ID, { description: 'Which offer.' })
  offerId!: string;

  @Field(() => ID, { description: 'The organisation that decided.' })
  authorityId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the framework; default the country’s own.' })
  framework?: string | null;

  @Field(() => Int, { description: 'Level in that framework.' })
  level!: number;

  @Field(() => GraphQLDate, { description: 'First day.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; left out is open.' })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'The authority’s reference.' })
  reference?: string | null;
}
