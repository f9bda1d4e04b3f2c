import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { LocalDate, Outcome } from '#libs/kernel';
import { Publication, Submissions, type PublishedRevision as PublishedData } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { savedSubmission } from '../submission/submission.resolver.js';
import { OfferPreview, previewOf, PublishOfferResult } from './publication.type.js';

export const publishedOffer = (outcome: Outcome<PublishedData>) => answer(outcome, (revision, warnings) => ({ ...revision, warnings }));

@Resolver()
export class PublicationResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly publication: Publication,
    private readonly submissions: Submissions,
  ) {}

  @Requires('offer.read', on('offer', 'id'))
  @Query(() => OfferPreview, { nullable: true, description: 'What publishing a draft would make now; null when there is no such offer.' })
  async offerPreview(@Args('id', { type: () => ID, description: 'Which offer.' }) id: string): Promise<OfferPreview | null> {
    const preview = await this.publication.preview(this.uow.read, id);
    return preview && previewOf(preview);
  }

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => PublishOfferResult, { description: 'Makes the draft public as a new revision, now or on a day to come. The same content again makes none.' })
  async publishOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args('expectedVersion', { type: () => Int, nullable: true, description: 'The version you have seen; refused when it is another by now.' }) expectedVersion: number | null,
    @Args('correctionReason', { type: () => String, nullable: true, description: 'Why outcomes or credits of a published offer were corrected; without it a change of them is refused.' }) given: string | null,
    @Args('on', { type: () => GraphQLDate, nullable: true, description: 'The day on which it is to be public; default now. Any change of the draft before that day ends it.' }) publishOn: LocalDate | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const correctionReason = reader.plain(given, 'correctionReason') ?? undefined;
    const request = { offerId, expectedVersion: expectedVersion ?? undefined, correctionReason };
    if (publishOn && publishOn !== context.today) {
      return savedSubmission(await reader.proceed(() => context.change((tx) => this.submissions.schedule(tx, { ...request, publishOn }))));
    }
    return publishedOffer(await reader.proceed(() => context.change((tx) => this.publication.publish(tx, request))));
  }
}
