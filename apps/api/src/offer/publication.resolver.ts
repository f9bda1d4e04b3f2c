import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { Publication } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { PublishOfferResult } from '../revision/revision.type.js';

@Resolver()
export class PublicationResolver {
  constructor(private readonly publication: Publication) {}

  @Requires('offer.publish', on('offer', 'id'))
  @Mutation(() => PublishOfferResult, { description: 'Makes the draft public as a new revision. The same content again makes none.' })
  async publishOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args('expectedVersion', { type: () => Int, nullable: true, description: 'The version you have seen; refused when it is another by now.' }) expectedVersion: number | null,
    @Args('correctionReason', { type: () => String, nullable: true, description: 'Why outcomes or credits of a published offer were corrected; without it a change of them is refused.' }) correctionReason: string | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const reason = reader.plain(correctionReason, 'correctionReason');
    const request = { offerId, expectedVersion: expectedVersion ?? undefined, correctionReason: reason ?? undefined };
    const outcome = await reader.proceed(() => context.change((tx) => this.publication.publish(tx, request)));
    return answer(outcome, (revision, warnings) => ({ ...revision, warnings }));
  }
}
