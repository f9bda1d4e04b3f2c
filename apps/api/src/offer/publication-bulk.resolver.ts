import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { RecordOwners, Requires } from '#libs/access';
import { Publication, Submissions } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { LIMITS } from '../http/limits.js';
import { savedSubmission } from '../submission/submission.resolver.js';
import { SeenOfferInput } from './bulk.type.js';
import { oneByOne } from './one-by-one.js';
import { publishedOffer } from './publication.resolver.js';
import { PublishOfferItem, SubmitOfferItem } from './publication.type.js';

const ITEMS = { type: () => [SeenOfferInput], description: 'Which offers.' } as const;

@Resolver()
export class BulkPublicationResolver {
  constructor(
    private readonly owners: RecordOwners,
    private readonly publication: Publication,
    private readonly submissions: Submissions,
  ) {}

  @Requires('offer.edit')
  @Mutation(() => [SubmitOfferItem], { description: `Puts drafts forward for publication, at most ${LIMITS.pageSize} at once, each on its own.` })
  async submitOffers(@Args('items', ITEMS) items: SeenOfferInput[], @Context() context: ApiContext) {
    const outcomes = await oneByOne({ context, owners: this.owners, permission: 'offer.edit' }, items.map(({ id, expectedVersion }) => (
      { id, work: (tx) => this.submissions.submit(tx, { offerId: id, expectedVersion }) })));
    return outcomes.map(({ id, outcome }) => ({ id, result: savedSubmission(outcome) }));
  }

  @Requires('offer.publish')
  @Mutation(() => [PublishOfferItem], { description: `Makes drafts public, at most ${LIMITS.pageSize} at once, each on its own.` })
  async publishOffers(@Args('items', ITEMS) items: SeenOfferInput[], @Context() context: ApiContext) {
    const outcomes = await oneByOne({ context, owners: this.owners, permission: 'offer.publish' }, items.map(({ id, expectedVersion }) => (
      { id, work: (tx) => this.publication.publish(tx, { offerId: id, expectedVersion }) })));
    return outcomes.map(({ id, outcome }) => ({ id, result: publishedOffer(outcome) }));
  }
}
