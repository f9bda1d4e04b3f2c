import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Framework as FrameworkCode, PresumptionRuleRecord, UsedPresumption as PresumptionData } from '#libs/quality';
import { resultUnion } from '../graphql/outcome.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Framework } from '../procedure/procedure.type.js';

@ObjectType({ description: 'The rule by which an end was presumed, as known then.' })
export class UsedPresumption implements PresumptionData {
  @Field(() => ID, { nullable: true, description: 'Its identifier; null for a rule that is built in.' })
  id!: string | null;

  @Field(() => Framework, { description: 'Of decisions in procedures of this framework.' })
  framework!: FrameworkCode;

  @Field(() => Int, { nullable: true, description: 'Years from the first day of validity; null: no end is presumed.' })
  years!: number | null;

  @Field({ description: 'Why, and where it comes from.' })
  reason!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was set; null for a rule that is built in.' })
  recordedAt!: Date | null;
}

@ObjectType({ description: 'For how many years a decision that names no end is presumed to hold. Never changed: replaced by a later rule, for what is asked from then on.' })
export class PresumptionRule extends UsedPresumption implements PresumptionRuleRecord {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the next rule of the framework took its place; null while it is in force.' })
  replacedAt!: Date | null;
}

@InputType({ description: 'A new rule for a framework.' })
export class PresumptionRuleInput {
  @Field(() => Framework, { description: 'Of decisions in procedures of this framework.' })
  framework!: FrameworkCode;

  @Field(() => Int, { nullable: true, description: 'Years from the first day of validity, 1 to 50; left out: no end is presumed.' })
  years?: number | null;

  @Field({ description: 'Why; the public will read it.' })
  reason!: string;
}

@ObjectType({ description: 'A rule was set. Every offer concerned is looked at again.' })
export class PresumptionRuleSaved {
  @Field(() => PresumptionRule, { description: 'The rule in force.' })
  rule!: PresumptionRule;

  @Field(() => [Problem], { description: 'What somebody should look at; it was set all the same.' })
  warnings!: Problem[];
}

export const PresumptionRuleResult = resultUnion('PresumptionRuleResult', () => PresumptionRuleSaved);
