import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { FIRST_ARGUMENT } from '../graphql/paging.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { RecordKind, type RecordKindName } from './history.type.js';

@ArgsType()
export class HistoryArgs {
  @Field(() => RecordKind, { nullable: true, description: 'Only changes of this kind of record.' })
  recordKind?: RecordKindName | null;

  @Field(() => ID, { nullable: true, description: 'Only changes of this record; its kind must be given too.' })
  recordId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only changes of this organisation’s records.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this person or key did.' })
  actorId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only from this instant on.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only before this instant.' })
  to?: Date | null;

  @Field(() => Int, { nullable: true, description: FIRST_ARGUMENT.description })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: '`next` of the page before.' })
  after?: string | null;
}
