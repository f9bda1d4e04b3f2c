import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { OfferEndings } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { EXPECTED_VERSION, savedOffer } from './draft.resolver.js';
import { OfferChanges, OfferResult, readChanges } from './draft.type.js';

const SEEN_VERSION = {
  name: 'expectedVersion', type: () => Int, nullable: true, description: 'The version you have seen; refused when it is another by now.',
} as const;

@Resolver()
export class EndingResolver {
  constructor(private readonly endings: OfferEndings) {}

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Takes a published offer back at once; its address keeps the reason.' })
  async withdrawOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args(SEEN_VERSION) expectedVersion: number | null,
    @Args('reason', { description: 'Why; the public will read it.' }) given: string,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const reason = reader.plain(given, 'reason');
    return savedOffer(await reader.proceed(() => context.change((tx) => this.endings.withdraw(tx, { offerId, expectedVersion, reason }))));
  }

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => OfferResult, {
    description: 'Makes a withdrawn or archived offer public again: the revision that was public last, as it was. Refused by what would refuse its publication.',
  })
  async restoreOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args(EXPECTED_VERSION) expectedVersion: number,
    @Context() context: ApiContext,
  ) {
    return savedOffer(await context.change((tx) => this.endings.restore(tx, { offerId, expectedVersion })));
  }

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Takes an offer that is over out of the public. The register does so by itself when the last run has long ended.' })
  async archiveOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args(EXPECTED_VERSION) expectedVersion: number,
    @Context() context: ApiContext,
  ) {
    return savedOffer(await context.change((tx) => this.endings.archive(tx, { offerId, expectedVersion })));
  }

  @Requires('offer.edit', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Makes the draft of a new offer that replaces a published one when it is published itself.' })
  async supersedeOffer(
    @Args('id', { type: () => ID, description: 'The published offer.' }) offerId: string,
    @Args(SEEN_VERSION) expectedVersion: number | null,
    @Args('changes', { type: () => OfferChanges, nullable: true, description: 'What is different in the new one; it keeps the code.' }) changes: OfferChanges | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const draft = changes ? readChanges(changes, reader) : {};
    return savedOffer(await reader.proceed(() => context.change((tx) => this.endings.supersede(tx, { offerId, expectedVersion, draft }))));
  }
}
