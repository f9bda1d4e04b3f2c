import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RevisionRecord } from '#libs/offers';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { FieldDifference, Problem } from '../graphql/problem.type.js';

@ObjectType({ description: 'One published state of an offer, never changed.' })
export class Revision {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;

  @Field({ description: 'SHA-256 of its document (canonical JSON, RFC 8785).' })
  hash!: string;

  @Field(() => Int, { description: 'Version of what is learned.' })
  specVersion!: number;

  @Field({ description: 'SHA-256 of what is learned.' })
  specHash!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why outcomes were corrected, where they were.' })
  reason!: string | null;

  @Field({ description: 'Where its document can be read.' })
  url!: string;
}

export const revisionOf = ({ document, ...revision }: RevisionRecord, publicUrl: string): Revision => ({
  ...revision, url: `${publicUrl}/offers/${document.offerId}/revisions/${revision.number}`,
});

@ObjectType({ description: 'A page of revisions.' })
export class RevisionPage {
  @Field(() => [Revision], { description: 'The revisions of this page, newest first.' })
  nodes!: Revision[];

  @Field(() => Int, { nullable: true, description: 'Give this as `after` to get the next page; null when this is the last.' })
  next!: number | null;
}

@ObjectType({ description: 'What two published states of an offer say differently.' })
export class RevisionDiff {
  @Field(() => Revision, { description: 'The one state.' })
  from!: Revision;

  @Field(() => Revision, { description: 'The other.' })
  to!: Revision;

  @Field(() => [FieldDifference], { description: 'Every field that differs, in `code`, `specification` and `runs`.' })
  fields!: FieldDifference[];

  @Field({ description: 'What is learned differs: a credential that cites the one does not cite the other.' })
  citationAffected!: boolean;
}

@ObjectType({ description: 'The state of an offer that is public now.' })
export class PublishedRevision {
  @Field(() => ID, { description: 'Which offer.' })
  offerId!: string;

  @Field(() => Int, { description: 'Number of the revision.' })
  revision!: number;

  @Field({ description: 'SHA-256 of its document.' })
  hash!: string;

  @Field({ description: 'False: this content was public already, and no new revision was made.' })
  created!: boolean;

  @Field(() => [Problem], { description: 'What somebody should look at; it was published all the same.' })
  warnings!: Problem[];
}
