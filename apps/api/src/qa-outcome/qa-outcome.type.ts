import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Decision as DecisionCode, OutcomeScope as ScopeData, OutcomeSource as SourceData, Recorder as RecorderCode, ReportFile as ReportData } from '#libs/quality';
import { enumOf } from '../graphql/enums.js';
import { resultUnion } from '../graphql/outcome.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

export const Decision = enumOf<DecisionCode>('QaDecision', 'What an agency decided.', {
  POSITIVE: 'Quality assured.',
  CONDITIONAL: 'Quality assured under conditions.',
  NEGATIVE: 'Refused.',
  NO_DECISION: 'The procedure ended without a decision.',
});

export const Recorder = enumOf<RecorderCode>('QaRecorder', 'Who entered a decision.', {
  AGENCY: 'The agency itself.',
  REGISTRAR: 'The registrar, from the source that is named.',
});

@ObjectType({ description: 'Where the registrar took a decision from.' })
export class QaSource implements SourceData {
  @Field(() => String, { nullable: true, description: 'In words.' })
  text?: string;

  @Field(() => String, { nullable: true, description: 'The page that says it.' })
  url?: string;
}

@ObjectType({ description: 'Where a decision applies. An empty list means no limit.' })
export class QaOutcomeScope implements ScopeData {
  @Field(() => [Int], { description: 'EQF levels.' })
  eqfLevels!: number[];

  @Field(() => [String], { description: 'ISCED-F codes; each covers what lies below it.' })
  iscedFields!: string[];

  @Field(() => [String], { description: 'Countries, ISO 3166-1 alpha-2.' })
  jurisdictions!: string[];
}

@ObjectType({ description: 'A published report of a procedure.' })
export class QaReport implements ReportData {
  @Field({ description: 'Where it can be read.' })
  url!: string;

  @Field(() => [String], { description: 'Its languages, ISO 639-1.' })
  languages!: string[];

  @Field(() => String, { nullable: true, description: 'Its title.' })
  title?: string;
}

@ObjectType({ description: 'A decision taken back by its agency.' })
export class QaOutcomeWithdrawal {
  @Field(() => GraphQLDate, { description: 'First day on which the decision no longer counts.' })
  withdrawnOn!: string;

  @Field({ description: 'Why.' })
  reason!: string;

  @Field(() => GraphQLDateTime, { description: 'When that was entered.' })
  recordedAt!: Date;
}

@ObjectType({ description: 'One decision of one agency in one procedure. Never changed: corrected by another or withdrawn.' })
export class QaOutcome {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => ID, { description: 'The provider decided about, also where some of its offers are the subject.' })
  providerId!: string;

  @Field(() => [ID], { nullable: true, description: 'The offers decided about; null when it is the provider as a whole.' })
  offerIds!: string[] | null;

  @Field(() => Decision, { description: 'What was decided.' })
  decision!: DecisionCode;

  @Field(() => GraphQLDate, { description: 'When it was decided.' })
  decisionDate!: string;

  @Field(() => String, { nullable: true, description: 'The agency’s reference.' })
  reference!: string | null;

  @Field(() => GraphQLDate, { description: 'First day of validity.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day of validity; null where the decision names none.' })
  validTo!: string | null;

  @Field(() => QaOutcomeScope, { description: 'Where it applies.' })
  scope!: QaOutcomeScope;

  @Field(() => [QaReport], { description: 'The reports behind it.' })
  reports!: QaReport[];

  @Field(() => ID, { nullable: true, description: 'The outcome that this one corrects.' })
  correctsId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The outcome that corrects this one, which then counts as never decided.' })
  correctedById!: string | null;

  @Field(() => QaSource, { nullable: true, description: 'Where the registrar took it from; null where the agency itself recorded it.' })
  source!: QaSource | null;

  @Field(() => GraphQLDateTime, { description: 'When the register learned of it.' })
  recordedAt!: Date;

  @Field(() => QaOutcomeWithdrawal, { nullable: true, description: 'Its withdrawal.' })
  withdrawal!: QaOutcomeWithdrawal | null;
}

@ObjectType({ description: 'A decision was recorded.' })
export class QaOutcomeSaved {
  @Field(() => QaOutcome, { description: 'As it is now.' })
  outcome!: QaOutcome;

  @Field(() => [Problem], { description: 'What somebody should look at; it was recorded all the same.' })
  warnings!: Problem[];
}

export const QaOutcomeResult = resultUnion('QaOutcomeResult', () => QaOutcomeSaved);
