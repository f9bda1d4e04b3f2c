import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { FieldDifference as DifferenceData, Problem as ProblemData } from '#libs/kernel';
import type { OfferPreview as PreviewData } from '#libs/offers';
import { FieldDifference, Problem, Problems } from '../graphql/problem.type.js';
import { PublishedRevision } from '../revision/revision.type.js';
import { SubmissionResult, SubmissionSaved } from '../submission/submission.type.js';
import { Offer, offerOf, type OfferSource } from './offer.type.js';

export const PublishOfferResult = createUnionType({
  name: 'PublishOfferResult',
  description: 'The offer is public, or will be on its day, or neither, and why.',
  types: () => [PublishedRevision, SubmissionSaved, Problems] as const,
  resolveType: (value: object) => (value instanceof Problems ? Problems : 'submission' in value ? SubmissionSaved : PublishedRevision),
});

@ObjectType({ description: 'What publishing would make of a draft now.' })
export class OfferPreview {
  @Field(() => Offer, { description: 'As the public would read it.' })
  offer!: OfferSource;

  @Field({ description: 'False: this content is public already, and publishing it would make no new revision.' })
  newRevision!: boolean;

  @Field({ description: 'What is learned would change, and with it what a credential cites.' })
  newSpecVersion!: boolean;

  @Field(() => [FieldDifference], { description: 'Against what is public now (`before`), named as in the draft; empty for a first publication.' })
  changes!: DifferenceData[];

  @Field(() => [Problem], { description: 'What publishing would say now: errors would stop it, warnings would not.' })
  blockers!: ProblemData[];

  @Field({ description: 'The provider publishes nothing before a second person has agreed, and nobody has agreed to this version yet.' })
  reviewNeeded!: boolean;
}

export const previewOf = (preview: PreviewData): OfferPreview => ({ ...preview, offer: offerOf(preview.offer) });

@ObjectType({ description: 'What became of one offer of several that were submitted. Each was, or was not, on its own.' })
export class SubmitOfferItem {
  @Field(() => ID, { description: 'Which offer.' })
  id!: string;

  @Field(() => SubmissionResult, { description: 'As `submitOffer` answers.' })
  result!: SubmissionSaved | Problems;
}

@ObjectType({ description: 'What became of one offer of several that were to be published. Each was, or was not, on its own.' })
export class PublishOfferItem {
  @Field(() => ID, { description: 'Which offer.' })
  id!: string;

  @Field(() => PublishOfferResult, { description: 'As `publishOffer` answers.' })
  result!: PublishedRevision | SubmissionSaved | Problems;
}
