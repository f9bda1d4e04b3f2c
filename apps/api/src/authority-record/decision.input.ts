import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { GraphQLDate } from '../graphql/scalars.js';

/** What every decision says. */
@InputType({ isAbstract: true })
export abstract class DecisionInput {
  @Field(() => ID, { description: 'Which offer.' })
  offerId!: string;

  @Field(() => ID, { description: 'The organisation that decided; never a provider of the offer.' })
  authorityId!: string;

  @Field(() => GraphQLDate, { description: 'First day.' })
  validFrom!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; left out is open.' })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'The authority’s reference.' })
  reference?: string | null;
}

@InputType({ description: 'The inclusion of an offer in the national qualifications framework.' })
export class NqfInclusionInput extends DecisionInput {
  @Field(() => String, { nullable: true, description: 'Name of the framework; default the country’s own.' })
  framework?: string | null;

  @Field(() => Int, { description: 'Level in that framework.' })
  level!: number;
}
