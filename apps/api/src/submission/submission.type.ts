import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalDate, Problem as ProblemData } from '#libs/kernel';
import type { SubmissionRecord, SubmissionState as StateCode } from '#libs/offers';
import { Actor } from '../graphql/actor.type.js';
import { enumOf } from '../graphql/enums.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

export const SubmissionState = enumOf<StateCode>('SubmissionState', 'Where a draft stands on its way to publication.', {
  SUBMITTED: 'Put forward; somebody who may publish looks at it.',
  APPROVED: 'Waits for its day.',
  PUBLISHED: 'It is public.',
  RETURNED: 'Sent back to its editor, with a comment.',
  CANCELLED: 'Taken back, or the draft was changed afterwards.',
  FAILED: 'On its day the rules of publication refused it.',
});

@ObjectType({ description: 'One version of a draft, put forward for publication. No other version is published by it: a changed draft is submitted again.' })
export class Submission {
  @Field(() => ID, { description: 'Its identifier.' })
  id!: string;

  @Field(() => ID, { description: 'Of which offer.' })
  offerId!: string;

  @Field(() => ID, { description: 'Whose offer it is.' })
  providerId!: string;

  @Field(() => Int, { description: 'The version of the draft.' })
  offerVersion!: number;

  @Field(() => SubmissionState, { description: 'Where it stands.' })
  state!: StateCode;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which it is to be public; null: as soon as it is approved.' })
  publishOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Why outcomes of the published offer are corrected.' })
  correctionReason!: string | null;

  @Field(() => Actor, { description: 'Who put it forward.' })
  submittedBy!: SubmissionRecord['submittedBy'];

  @Field(() => GraphQLDateTime, { description: 'When.' })
  submittedAt!: Date;

  @Field(() => Actor, { nullable: true, description: 'Who approved it, sent it back or ended it.' })
  decidedBy!: SubmissionRecord['decidedBy'];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What was said about it to its editor.' })
  comment!: string | null;

  @Field(() => [Problem], { description: 'Of FAILED: what refused it.' })
  problems!: ProblemData[];
}

export const submissionOf = (record: SubmissionRecord): Submission => ({ ...record, problems: record.problems ?? [] });

@ObjectType({ description: 'A page of submissions.' })
export class SubmissionPage extends pageType(Submission, 'submissions') {}

@ObjectType({ description: 'A draft is on its way to publication, or no longer.' })
export class SubmissionSaved {
  @Field(() => Submission, { description: 'As it is now.' })
  submission!: Submission;

  @Field(() => [Problem], { description: 'What somebody should look at; it was done all the same.' })
  warnings!: ProblemData[];
}

export const SubmissionResult = resultUnion('SubmissionResult', () => SubmissionSaved);
