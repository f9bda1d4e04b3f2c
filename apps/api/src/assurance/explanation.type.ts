import { Field, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import {
  OUTCOME_PARTS, PRECEDENCE_RULES, type ExplainedOutcome as OutcomeData, type Explanation,
  type OutcomePart as PartCode, type PrecedenceRule as RuleCode, type UsedPresumption as PresumptionData,
} from '#libs/quality';
import { enumOf } from '../graphql/enums.js';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { UsedPresumption } from '../presumption/presumption.type.js';
import { AssuranceBasis } from './assurance.type.js';

const inEnglish = <Code extends string>(catalogue: Readonly<Record<Code, { en: string }>>): Record<Code, string> =>
  Object.fromEntries(Object.entries<{ en: string }>(catalogue).map(([code, { en }]) => [code, en])) as Record<Code, string>;

export const PrecedenceRule = enumOf<RuleCode>('PrecedenceRule', 'What decided whether an offer counts as quality-assured.', inEnglish(PRECEDENCE_RULES));
export const OutcomePart = enumOf<PartCode>('OutcomePart', 'What part a decision had in an answer.', inEnglish(OUTCOME_PARTS));

@ObjectType({ description: 'A decision that was known, and what part it had in the answer.' })
export class ExplainedOutcome {
  /** The decision, resolved with everything that is said of it. */
  outcomeId!: string;

  @Field(() => OutcomePart, { description: 'What part it had.' })
  part!: PartCode;

  @Field(() => LocalisedText, { description: 'The same in words.' })
  sentence!: LanguageMap;

  @Field(() => AssuranceBasis, { description: 'What it is about.' })
  level!: OutcomeData['level'];

  @Field(() => GraphQLDate, { description: 'First day on which it could count.' })
  from!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it counts, or counted, as known then; null: open.' })
  until!: string | null;

  @Field(() => UsedPresumption, { nullable: true, description: 'The rule that gave it its end; null where the end was decided.' })
  presumption!: PresumptionData | null;
}

@ObjectType({ description: 'Why the answer is what it is.' })
export class AssuranceExplanation {
  @Field(() => PrecedenceRule, { description: 'The rule that decided.' })
  rule!: RuleCode;

  @Field(() => LocalisedText, { description: 'The same in words.' })
  sentence!: LanguageMap;

  @Field(() => [ExplainedOutcome], { description: 'Every decision that was known about the offer or its provider; those that decided first.' })
  outcomes!: ExplainedOutcome[];
}

export const explanationOf = ({ rule, outcomes }: Explanation): AssuranceExplanation => ({
  rule,
  sentence: PRECEDENCE_RULES[rule],
  outcomes: outcomes.map((outcome) => ({ ...outcome, sentence: OUTCOME_PARTS[outcome.part] })),
});
