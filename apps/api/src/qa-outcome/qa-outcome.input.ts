import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { Decision as DecisionCode, OutcomeInput } from '#libs/quality';
import { given, type InputReader } from '../graphql/input-reader.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Decision } from './qa-outcome.type.js';

@InputType({ description: 'Where a decision applies. A list that is empty or left out means no limit.' })
export class QaOutcomeScopeInput {
  @Field(() => [Int], { nullable: true, description: 'EQF levels.' })
  eqfLevels?: number[] | null;

  @Field(() => [String], { nullable: true, description: 'ISCED-F codes; each covers what lies below it.' })
  iscedFields?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Countries, ISO 3166-1 alpha-2.' })
  jurisdictions?: string[] | null;
}

@InputType({ description: 'A published report of a procedure.' })
export class QaReportInput {
  @Field({ description: 'Where it can be read.' })
  url!: string;

  @Field(() => [String], { description: 'Its languages, ISO 639-1.' })
  languages!: string[];

  @Field(() => String, { nullable: true, description: 'Its title.' })
  title?: string | null;
}

@InputType({ description: 'Where the registrar took a decision from: words, a page, or both.' })
export class QaSourceInput {
  @Field(() => String, { nullable: true, description: 'In words: the document, its number and date.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'The page that says it.' })
  url?: string | null;
}

@InputType({ description: 'What an agency decided.' })
export class QaOutcomeInput {
  @Field(() => ID, { description: 'In which procedure.' })
  procedureId!: string;

  @Field(() => ID, { description: 'About which provider.' })
  providerId!: string;

  @Field(() => [ID], { nullable: true, description: 'About which of its offers; left out: the provider as a whole.' })
  offerIds?: string[] | null;

  @Field(() => Decision, { description: 'What was decided.' })
  decision!: DecisionCode;

  @Field(() => GraphQLDate, { description: 'When it was decided.' })
  decisionDate!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day of validity; default the day of the decision.' })
  validFrom?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day of validity; presumed by the framework when left out.' })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'The agency’s reference.' })
  reference?: string | null;

  @Field(() => QaOutcomeScopeInput, { nullable: true, description: 'Where it applies; left out: everywhere.' })
  scope?: QaOutcomeScopeInput | null;

  @Field(() => [ID], { nullable: true, description: 'Other agencies that contributed.' })
  contributingAgencyIds?: string[] | null;

  @Field(() => [QaReportInput], { nullable: true, description: 'The reports behind it.' })
  reports?: QaReportInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The outcome that this one corrects.' })
  correctsId?: string | null;

  @Field(() => QaSourceInput, { nullable: true, description: 'Of the registrar: where the decision was taken from. The agency leaves it out.' })
  source?: QaSourceInput | null;
}

export function outcomeInput({ scope, reports, source, ...input }: QaOutcomeInput, reader: InputReader): OutcomeInput {
  const { procedureId, providerId, decision, decisionDate, ...rest } = input;
  return {
    procedureId, providerId, decision, decisionDate, ...given(rest),
    ...(source && { source: given({ text: reader.plain(source.text, 'outcome.source.text'), url: reader.plain(source.url, 'outcome.source.url') }) }),
    ...(scope && { scope: given(scope) }),
    ...(reports && { reports: reports.map(({ url, languages, title }) => ({ url, languages, ...(title && { title }) })) }),
  };
}
