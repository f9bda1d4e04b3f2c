import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate } from '../graphql/scalars.js';

@ObjectType({ description: 'An organisation that carries out external quality assurance.' })
export class Agency {
  @Field(() => ID, { description: 'The identifier of its organisation.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its number in DEQAR.' })
  deqarId!: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day on which it was listed in EQAR.' })
  eqarRegisteredFrom!: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it was, or will be, listed in EQAR.' })
  eqarRegisteredTo!: string | null;

  @Field(() => [String], { description: 'Countries (ISO 3166-1 alpha-2) where its decisions are official.' })
  officialCountries!: string[];

  @Field(() => Int, { description: 'Goes up with every change; an edit says from which one it started.' })
  version!: number;
}

@ObjectType({ description: 'A page of agencies.' })
export class AgencyPage extends pageType(Agency, 'agencies') {}

@ObjectType({ description: 'An agency was saved.' })
export class AgencySaved {
  @Field(() => Agency, { description: 'As it is now.' })
  agency!: Agency;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const AgencyResult = resultUnion('AgencyResult', () => AgencySaved);
