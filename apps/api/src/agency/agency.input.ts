import { Field, ID, InputType } from '@nestjs/graphql';
import { GraphQLDate } from '../graphql/scalars.js';

@InputType({ description: 'An organisation of the register as an agency.' })
export class AgencyInput {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => String, { nullable: true, description: 'Its number in DEQAR.' })
  deqarId?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day on which it was listed in EQAR.' })
  eqarRegisteredFrom?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it was, or will be, listed in EQAR.' })
  eqarRegisteredTo?: string | null;

  @Field(() => [String], { nullable: true, description: 'Countries (ISO 3166-1 alpha-2) where its decisions are official.' })
  officialCountries?: string[] | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day as an agency: no decision of it can be older.' })
  activeFrom?: string | null;
}
