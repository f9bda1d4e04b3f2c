import { Field, ID, InputType } from '@nestjs/graphql';
import { GraphQLDate } from '../graphql/scalars.js';

@InputType({ description: 'Changes to an agency: what is left out stays, null empties.' })
export class AgencyChanges {
  @Field(() => String, { nullable: true, description: 'Its number in DEQAR; the registrar’s to change.' })
  deqarId?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day on which it was listed in EQAR; the registrar’s to change.' })
  eqarRegisteredFrom?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it was, or will be, listed in EQAR; the registrar’s to change.' })
  eqarRegisteredTo?: string | null;

  @Field(() => [String], { nullable: true, description: 'Countries (ISO 3166-1 alpha-2) where its decisions are official.' })
  officialCountries?: string[] | null;
}

@InputType({ description: 'An organisation of the register as an agency.' })
export class AgencyInput extends AgencyChanges {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day as an agency: no decision of it can be older.' })
  activeFrom?: string | null;
}
