import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Problems } from '../graphql/problem.type.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { OfferResult, type OfferSaved } from './draft.type.js';

@InputType({ description: 'An offer in the version somebody has seen.' })
export class SeenOfferInput {
  @Field(() => ID, { description: 'Which offer.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; refused when it is another by now.' })
  expectedVersion!: number;
}

@ArgsType()
@InputType({ description: 'A run, and its repetition in another term.' })
export class RunRollInput {
  @Field(() => ID, { description: 'Of which offer.' })
  offerId!: string;

  @Field(() => Int, { description: 'The version of the offer you started from; refused when somebody else was faster.' })
  expectedVersion!: number;

  @Field({ description: 'The run that is repeated, by its code. It must have a first day.' })
  code!: string;

  @Field({ description: 'Code of the new run.' })
  newCode!: string;

  @Field(() => GraphQLDate, { description: 'First day of the new run.' })
  start!: string;
}

@ObjectType({ description: 'What became of one item of several. Each was done, or was not, on its own.' })
export class OfferItem {
  @Field(() => ID, { description: 'Which offer.' })
  id!: string;

  @Field(() => OfferResult, { description: 'The offer as it is now, or why nothing was done.' })
  result!: OfferSaved | Problems;
}
