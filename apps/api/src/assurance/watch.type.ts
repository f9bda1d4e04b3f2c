import { Field, ID, ObjectType } from '@nestjs/graphql';
import { pageType } from '../graphql/paging.js';
import { GraphQLDate } from '../graphql/scalars.js';

@ObjectType({ description: 'A public offer, assured today, whose assurance ends with nothing known that follows.' })
export class LosingAssurance {
  @Field(() => ID, { description: 'Which offer.' })
  offerId!: string;

  @Field(() => ID, { description: 'Its provider.' })
  providerId!: string;

  @Field(() => GraphQLDate, { description: 'The last day on which it is quality-assured.' })
  until!: string;

  /** What it rests on that day, resolved with everything that is said of them. */
  outcomeIds!: string[];
}

@ObjectType({ description: 'A page of offers losing their assurance.' })
export class LosingAssurancePage extends pageType(LosingAssurance, 'offers') {}
