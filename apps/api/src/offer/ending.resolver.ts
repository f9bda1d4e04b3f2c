import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { OfferEndings } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { savedOffer } from './draft.resolver.js';
import { OfferChanges, OfferResult, readChanges } from './draft.type.js';

@Resolver()
export class EndingResolver {
  constructor(private readonly endings: OfferEndings) {}

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Takes a published offer back at once; its address keeps the reason.' })
  async withdrawOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args('reason', { description: 'Why; the public will read it.' }) given: string,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const reason = reader.plain(given, 'reason');
    return savedOffer(await reader.proceed(() => context.change((tx) => this.endings.withdraw(tx, { offerId, reason }))));
  }

  @Requires('offer.edit', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Makes the draft of a new offer that replaces a published one when it is published itself.' })
  async supersedeOffer(
    @Args('id', { type: () => ID, description: 'The published offer.' }) offerId: string,
    @Args('changes', { type: () => OfferChanges, nullable: true, description: 'What is different in the new one; it keeps the code.' }) changes: OfferChanges | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const draft = changes ? readChanges(changes, reader) : {};
    return savedOffer(await reader.proceed(() => context.change((tx) => this.endings.supersede(tx, { offerId, draft }))));
  }
}
