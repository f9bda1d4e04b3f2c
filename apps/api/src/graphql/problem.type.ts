import { Field, ObjectType } from '@nestjs/graphql';
import type { LanguageMap, Problem as ProblemData, Severity as SeverityName } from '#libs/kernel';
import { enumOf } from './enums.js';
import { LocalisedText } from './localised-text.type.js';

export const Severity = enumOf('Severity', 'How much a problem matters.', {
  ERROR: 'What was asked for was not done.',
  WARNING: 'It was done, but somebody should look at it.',
  INFO: 'Good to know.',
});

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
}

@ObjectType({ description: 'Nothing was changed, and why.' })
export class Problems {
  @Field(() => [Problem], { description: 'The reasons, at least one of them an error.' })
  problems!: Problem[];

  constructor(problems: readonly Problem[]) {
    this.problems = [...problems];
  }
}
