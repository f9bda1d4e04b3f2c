import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { RecordOwners, Requires, type Permission } from '#libs/access';
import { OfferCopies, OfferEndings, type OfferState } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { LIMITS } from '../http/limits.js';
import { OfferItem, RunRollInput, SeenOfferInput } from './bulk.type.js';
import { savedOffer } from './draft.resolver.js';
import { oneByOne, type OfferItem as Item } from './one-by-one.js';

const ITEMS = { type: () => [SeenOfferInput], description: 'Which offers.' } as const;

@Resolver()
export class BulkResolver {
  constructor(
    private readonly owners: RecordOwners,
    private readonly endings: OfferEndings,
    private readonly copies: OfferCopies,
  ) {}

  @Requires('offer.publish')
  @Mutation(() => [OfferItem], { description: `Takes published offers back for one reason, at most ${LIMITS.pageSize} at once, each on its own.` })
  withdrawOffers(
    @Args('items', ITEMS) items: SeenOfferInput[],
    @Args('reason', { description: 'Why; the public will read it.' }) given: string,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const reason = reader.plain(given, 'reason');
    return this.each('offer.publish', context, items.map(({ id, expectedVersion }) => (
      { id, work: (tx) => reader.proceed(() => this.endings.withdraw(tx, { offerId: id, expectedVersion, reason })) })));
  }

  @Requires('offer.publish')
  @Mutation(() => [OfferItem], { description: `Makes withdrawn or archived offers public again, at most ${LIMITS.pageSize} at once, each on its own.` })
  restoreOffers(@Args('items', ITEMS) items: SeenOfferInput[], @Context() context: ApiContext) {
    return this.each('offer.publish', context, items.map(({ id, expectedVersion }) => (
      { id, work: (tx) => this.endings.restore(tx, { offerId: id, expectedVersion }) })));
  }

  @Requires('offer.edit')
  @Mutation(() => [OfferItem], { description: `Repeats runs in another term, at most ${LIMITS.pageSize} at once, each on its own.` })
  rollRuns(
    @Args('items', { type: () => [RunRollInput], description: 'Which runs, and when they begin next.' }) items: RunRollInput[],
    @Context() context: ApiContext,
  ) {
    return this.each('offer.edit', context, items.map((roll) => ({ id: roll.offerId, work: (tx) => this.copies.rollRun(tx, roll) })));
  }

  private async each(permission: Permission, context: ApiContext, items: readonly Item<OfferState>[]): Promise<OfferItem[]> {
    const outcomes = await oneByOne({ context, owners: this.owners, permission }, items);
    return outcomes.map(({ id, outcome }) => ({ id, result: savedOffer(outcome) as OfferItem['result'] }));
  }
}
