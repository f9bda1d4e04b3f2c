import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { AssuranceAnswer, AssuranceStatus as StatusCode } from '#libs/quality';
import { enumOf } from '../graphql/enums.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

export const AssuranceStatus = enumOf<StatusCode>('AssuranceStatus', 'Whether an offer is quality-assured.', {
  ASSURED: 'A positive decision covers it.',
  CONDITIONAL: 'A decision covers it, under conditions.',
  EXPIRED: 'A decision covered it once; its validity has ended.',
  REFUSED: 'A negative decision is in force.',
  NONE: 'No decision is about it.',
});

export const AssuranceBasis = enumOf<'OFFER' | 'PROVIDER'>('AssuranceBasis', 'What the decision is about.', {
  OFFER: 'The offer itself.',
  PROVIDER: 'The provider as a whole.',
});

@ObjectType({
  description: 'Answer to "was this quality-assured on that day, as known at that time, and by what?". Computed from the decisions, never stored.',
})
export class Assurance {
  @Field(() => AssuranceStatus, { description: 'The answer.' })
  status!: StatusCode;

  @Field(() => GraphQLDate, { description: 'The day asked about.' })
  on!: string;

  @Field(() => GraphQLDateTime, { description: 'Decisions that the register learned of later are left out.' })
  knownAt!: Date;

  @Field(() => AssuranceBasis, { nullable: true, description: 'What the decision is about; null where there is none.' })
  basis!: AssuranceAnswer['basis'];

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which the decisions say so; null where nothing does.' })
  until!: string | null;

  @Field({ description: 'The end was not decided but presumed by a rule of the framework (DEQAR: six years).' })
  endPresumed!: boolean;
}

@ObjectType({ description: 'What the register showed of an offer at an instant of the past.' })
export class ShownAssurance {
  @Field(() => GraphQLDateTime, { description: 'The instant.' })
  at!: Date;

  @Field(() => GraphQLDate, { description: 'The day of that instant in the register’s time zone.' })
  on!: string;

  @Field({ description: 'Whether the offer was public then.' })
  wasPublic!: boolean;

  @Field(() => Int, { nullable: true, description: 'Number of the revision that was shown; null when none was.' })
  revision!: number | null;

  @Field({ description: 'Whether it was shown as quality-assured, under conditions or without.' })
  shownAssured!: boolean;

  @Field(() => Assurance, { nullable: true, description: 'The answer given that day with what was known at that instant; null when the offer was not public.' })
  assurance!: AssuranceAnswer | null;
}
