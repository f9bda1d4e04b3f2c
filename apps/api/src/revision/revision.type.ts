import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RevisionRecord } from '#libs/offers';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Problem } from '../graphql/problem.type.js';
import { resultUnion } from '../graphql/outcome.js';

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

export const PublishOfferResult = resultUnion('PublishOfferResult', () => PublishedRevision);
