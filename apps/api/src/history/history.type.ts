import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { RECORD_KINDS, type RecordKind as KindData } from '#libs/access';
import { Actor } from '../graphql/actor.type.js';
import { enumOf } from '../graphql/enums.js';
import { FieldDifference } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';

type Upper<Text extends string> = Text extends `${infer Head}-${infer Rest}` ? `${Uppercase<Head>}_${Upper<Rest>}` : Uppercase<Text>;
export type RecordKindName = Upper<KindData>;

export const RecordKind = enumOf<RecordKindName>('RecordKind', 'The kinds of records whose changes are kept in the history.', {
  ORGANISATION: 'An organisation.',
  PROVIDER: 'An organisation as a provider.',
  AGENCY: 'An organisation as an agency.',
  PROCEDURE: 'A procedure of an agency.',
  OUTCOME: 'A QA outcome.',
  PRESUMPTION_RULE: 'A rule about the end of decisions that have none.',
  OFFER: 'An offer with its runs.',
  SUBMISSION: 'An offer on its way to publication.',
  AUTHORITY_RECORD: 'A decision of an authority beside an offer.',
  PERSON: 'Somebody who signs in.',
  MEMBERSHIP: 'A role that somebody holds.',
  INVITATION: 'A role that somebody is invited to.',
  API_KEY: 'The key of a program.',
});

const upper = (kind: KindData): RecordKindName => kind.toUpperCase().replaceAll('-', '_') as RecordKindName;
export const kindNameOf: Readonly<Record<string, RecordKindName>> = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, upper(kind)]));
export const kindOf = (name: RecordKindName): KindData => RECORD_KINDS.find((kind) => upper(kind) === name) as KindData;

@ObjectType({ description: 'Who changed something.' })
export class HistoryActor extends Actor {
  @Field(() => String, {
    nullable: true,
    description: 'What the person or the key is called; null where the register does not know, and where they are not of your organisation.',
  })
  displayName!: string | null;
}

@ObjectType({ description: 'One change of one record, as the log has it for ever.' })
export class HistoryEntry {
  @Field(() => Int, { description: 'Its number; without gaps, in the order in which changes took effect.' })
  seq!: number;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: Date;

  @Field(() => HistoryActor, { description: 'Who.' })
  actor!: HistoryActor;

  @Field({ description: 'What was done, noun and verb (`offer.edit`).' })
  action!: string;

  @Field(() => RecordKind, { description: 'To what kind of record.' })
  recordKind!: RecordKindName;

  @Field(() => ID, { description: 'To which record.' })
  recordId!: string;

  @Field(() => ID, { nullable: true, description: 'The organisation whose record it is; null for the register’s own.' })
  ownerId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, where somebody said so.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The request in which it was done, as answers and log lines name it.' })
  requestId!: string | null;

  @Field(() => [FieldDifference], {
    description:
      'Field by field. In place of a personal value stands `sha256:<salt>:<hash>`, in place of one that is too long `{"tooLong": {"bytes": …, "sha256": …}}`; the path `runs#order` is the order of a list.',
  })
  changes!: FieldDifference[];

  @Field({ description: 'SHA-256 of the entry before and of this one.' })
  hash!: string;
}

@ObjectType({ description: 'A page of the history.' })
export class HistoryPage {
  @Field(() => [HistoryEntry], { description: 'Newest first.' })
  nodes!: HistoryEntry[];

  @Field(() => String, { nullable: true, description: 'Give this as `after` to get the next page; null when this is the last.' })
  next!: string | null;
}

@ObjectType({ description: 'The newest entry: whoever keeps a copy of it finds out later whether anything before it was changed or taken away.' })
export class HistoryHead {
  @Field(() => Int, { description: 'Its number; 0 while there is none.' })
  seq!: number;

  @Field({ description: 'Its hash.' })
  hash!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was written; null while there is none.' })
  at!: Date | null;
}
