import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

/** What every decision in a ledger has. */
@ObjectType({ isAbstract: true })
export class Decision {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => ID, { description: 'The offer it is about.' })
  offerId!: string;

  @Field(() => GraphQLDate, { description: 'First day.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; null is open.' })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'The reference of whoever decided.' })
  reference!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When the register learned of it.' })
  recordedAt!: Date;
}
