import { Field, Int, ObjectType } from '@nestjs/graphql';
import type {
  FieldDifference as FieldDifferenceData, LanguageMap, Problem as ProblemData, Severity as SeverityName, VersionConflict as VersionConflictData,
} from '#libs/kernel';
import { enumOf } from './enums.js';
import { LocalisedText } from './localised-text.type.js';
import { GraphQLJson } from './scalars.js';

export const Severity = enumOf('Severity', 'How much a problem matters.', {
  ERROR: 'What was asked for was not done.',
  WARNING: 'It was done, but somebody should look at it.',
  INFO: 'Good to know.',
});

@ObjectType({ description: 'One field that two states of a record have differently.' })
export class FieldDifference implements FieldDifferenceData {
  @Field({ description: 'Which, in dot notation; entries of a list that have a code are named by it (`runs.autumn-2026.price`).' })
  path!: string;

  @Field(() => GraphQLJson, { nullable: true, description: 'In the one state; null where it is not there.' })
  before!: unknown;

  @Field(() => GraphQLJson, { nullable: true, description: 'In the other; null where it is not there.' })
  after!: unknown;
}

@ObjectType({ description: 'Two editors started from one state. Nothing was overwritten.' })
export class VersionConflict implements VersionConflictData {
  @Field(() => Int, { description: 'The version you started from.' })
  expected!: number;

  @Field(() => Int, { description: 'The version that stands.' })
  actual!: number;

  @Field(() => [FieldDifference], { description: 'Where the two states differ: `before` is what stands, `after` what you sent.' })
  fields!: FieldDifference[];
}

@ObjectType({ description: 'One finding about a record or a request.' })
export class Problem implements ProblemData {
  @Field({ description: 'What is wrong, for programs; the code never changes its meaning.' })
  code!: string;

  @Field(() => Severity, { description: 'How much it matters.' })
  severity!: SeverityName;

  @Field({ description: 'Where: a path in dot notation (`runs.0.price.currency`), empty for the whole record.' })
  path!: string;

  @Field(() => LocalisedText, { description: 'What is wrong, for people.' })
  message!: LanguageMap;

  @Field(() => VersionConflict, { nullable: true, description: 'Of VERSION_CONFLICT: both states.' })
  conflict?: VersionConflictData;
}

@ObjectType({ description: 'Nothing was changed, and why.' })
export class Problems {
  @Field(() => [Problem], { description: 'The reasons, at least one of them an error.' })
  problems!: Problem[];

  constructor(problems: readonly Problem[]) {
    this.problems = [...problems];
  }
}
