import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { OfferCopies } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { savedOffer } from './draft.resolver.js';
import { OfferResult } from './draft.type.js';
import { RunRollInput } from './bulk.type.js';

@Resolver()
export class CopyResolver {
  constructor(private readonly copies: OfferCopies) {}

  @Requires('offer.edit', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Makes a new draft of the same provider with the same content; the runs are not copied.' })
  async copyOffer(
    @Args('id', { type: () => ID, description: 'Which offer, in whatever status.' }) offerId: string,
    @Args('code', { type: () => String, nullable: true, description: 'The new offer’s own code.' }) code: string | null,
    @Context() context: ApiContext,
  ) {
    return savedOffer(await context.change((tx) => this.copies.copy(tx, { offerId, code })));
  }

  @Requires('offer.edit', on('offer', 'offerId'))
  @Mutation(() => OfferResult, {
    description: 'Repeats a run in another term: its days and enrolment periods move by the days between the old and the new start; it is neither full nor cancelled.',
  })
  async rollRun(@Args() roll: RunRollInput, @Context() context: ApiContext) {
    return savedOffer(await context.change((tx) => this.copies.rollRun(tx, roll)));
  }
}
