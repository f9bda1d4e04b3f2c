import { Args, ArgsType, Context, Field, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { assuranceSubject, OfferReader, type PublicOffer } from '#libs/offers';
import { assurance, type AssuranceAnswer, type QaOutcomeRecord } from '#libs/quality';
import type { ApiContext } from '../graphql/context.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { QaOutcome } from '../qa-outcome/qa-outcome.type.js';
import { Assurance } from './assurance.type.js';

export async function assuranceOf(offer: PublicOffer, { loaders }: ApiContext, when: { on: string; knownAt: Date }): Promise<AssuranceAnswer> {
  const { providerId } = offer.document;
  const [provider, facts] = await Promise.all([loaders.organisation.load(providerId), loaders.facts.load({ id: offer.id, providerId })]);
  return assurance(assuranceSubject(offer, { id: providerId, country: provider?.country ?? '' }), facts, when);
}

@ArgsType()
export class AssuranceArgs {
  @Field(() => ID, { description: 'Which offer.' })
  offerId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day asked about; default today.' })
  on?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'What the register knew then; default now.' })
  knownAt?: Date | null;
}

@Resolver(() => Assurance)
export class AssuranceResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly offers: OfferReader,
  ) {}

  @Public()
  @Query(() => Assurance, {
    name: 'assurance', nullable: true,
    description: 'Was this offer quality-assured on that day, as known at that time? Null when there is no such public offer.',
  })
  async dated(
    @Args() { offerId, on, knownAt }: AssuranceArgs,
    @Context() context: ApiContext,
  ): Promise<AssuranceAnswer | null> {
    const when = { on: on ?? context.today, knownAt: knownAt ?? context.now };
    // What was asked about may have had other fields and levels then: the document of that time decides.
    const then = knownAt ? await this.offers.asOf(this.uow.read, offerId, knownAt) : null;
    const offer = then ?? (await context.loaders.offer.load(offerId));
    return offer && assuranceOf(offer, context, when);
  }

  @ResolveField(() => [QaOutcome], { description: 'The decisions that justify the answer, newest first.' })
  async outcomes(answer: AssuranceAnswer, _args: unknown, { loaders }: ApiContext): Promise<QaOutcomeRecord[]> {
    const found = await Promise.all(answer.outcomeIds.map((id) => loaders.outcome.load(id)));
    return found.filter((outcome) => outcome !== null);
  }
}
