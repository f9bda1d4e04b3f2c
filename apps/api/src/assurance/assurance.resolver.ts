import { Args, ArgsType, Context, Field, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { localDateOf } from '#libs/kernel';
import { assuranceSubject, OfferReader, type PublicOffer } from '#libs/offers';
import { assurance, explain, isAssured, type AssuranceAnswer, type Explanation, type QaOutcomeRecord, type When } from '#libs/quality';
import type { ApiContext } from '../graphql/context.js';
import { refusedInput } from '../graphql/errors.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import { QaOutcome } from '../qa-outcome/qa-outcome.type.js';
import { Assurance, ShownAssurance } from './assurance.type.js';
import { AssuranceExplanation, ExplainedOutcome, explanationOf } from './explanation.type.js';

/** The answer, and its reasons for whoever asks for them. */
export type AssuranceSource = AssuranceAnswer & { explain: () => Explanation };

export async function assuranceOf(offer: PublicOffer, { loaders }: ApiContext, when: When): Promise<AssuranceSource> {
  const { providerId } = offer.document;
  const [provider, facts] = await Promise.all([loaders.organisation.load(providerId), loaders.facts.load({ id: offer.id, providerId })]);
  const subject = assuranceSubject(offer, { id: providerId, country: provider?.country ?? '' });
  return { ...assurance(subject, facts, when), explain: () => explain(subject, facts, when) };
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
    private readonly config: Config,
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
  ): Promise<AssuranceSource | null> {
    const when = { on: on ?? context.today, knownAt: knownAt ?? context.now };
    // What was asked about may have had other fields and levels then: the document of that time decides.
    const then = knownAt ? await this.offers.asOf(this.uow.read, offerId, knownAt) : null;
    const offer = then ?? (await context.loaders.offer.load(offerId));
    return offer && assuranceOf(offer, context, when);
  }

  @Public()
  @Query(() => ShownAssurance, {
    description: 'What the register showed of this offer at that instant: whether it was public, in which revision, and whether it was shown as quality-assured, and why.',
  })
  async wasShownAssured(
    @Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args('at', { type: () => GraphQLDateTime, description: 'The instant; it belongs to a day in the register’s time zone.' }) at: Date,
    @Context() context: ApiContext,
  ): Promise<ShownAssurance> {
    if (at > context.now) throw refusedInput('Nothing has been shown yet at an instant that lies ahead.');
    const on = localDateOf(at, this.config.country.timeZone);
    const then = await this.offers.asOf(this.uow.read, offerId, at);
    const answer = then && (await assuranceOf(then, context, { on, knownAt: at }));
    return { at, on, wasPublic: then !== null, revision: then?.revision ?? null, shownAssured: answer !== null && isAssured(answer.status), assurance: answer };
  }

  @ResolveField(() => [QaOutcome], { description: 'The decisions that justify the answer, newest first.' })
  async outcomes(answer: AssuranceAnswer, _args: unknown, { loaders }: ApiContext): Promise<QaOutcomeRecord[]> {
    const found = await Promise.all(answer.outcomeIds.map((id) => loaders.outcome.load(id)));
    return found.filter((outcome) => outcome !== null);
  }

  @ResolveField(() => AssuranceExplanation, { description: 'Why: the rule that decided, every decision known then with its part, and the rules by which ends were presumed.' })
  because(answer: AssuranceSource): AssuranceExplanation {
    return explanationOf(answer.explain());
  }
}

@Resolver(() => ExplainedOutcome)
export class ExplainedOutcomeResolver {
  @ResolveField(() => QaOutcome, { description: 'The decision, as the register knows it now: when each thing was recorded stands beside it.' })
  outcome({ outcomeId }: ExplainedOutcome, _args: unknown, { loaders }: ApiContext): Promise<QaOutcomeRecord | null> {
    return loaders.outcome.load(outcomeId);
  }
}
