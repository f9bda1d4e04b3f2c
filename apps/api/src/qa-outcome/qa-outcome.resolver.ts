import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork, type Tx } from '#libs/database';
import { fail, type Outcome, type Problem } from '#libs/kernel';
import { OfferReader, saveProblems } from '#libs/offers';
import { QaOutcomes, type AgencyRecord, type OutcomeInput, type QaOutcomeRecord } from '#libs/quality';
import { Agency } from '../agency/agency.type.js';
import type { ApiContext } from '../graphql/context.js';
import { answer } from '../graphql/outcome.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Procedure } from '../procedure/procedure.type.js';
import { outcomeInput, QaOutcomeInput } from './qa-outcome.input.js';
import { QaOutcome, QaOutcomeResult } from './qa-outcome.type.js';

@Resolver(() => QaOutcome)
export class QaOutcomeResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outcomes: QaOutcomes,
    private readonly offers: OfferReader,
  ) {}

  @Public()
  @Query(() => [QaOutcome], { description: 'All decisions about a provider and its offers, newest first.' })
  qaOutcomes(@Args('providerId', { type: () => ID, description: 'Which provider.' }) providerId: string): Promise<QaOutcomeRecord[]> {
    return this.outcomes.outcomesForProvider(this.uow.read, providerId);
  }

  @ResolveField(() => Agency, { description: 'Who decided.' })
  agency(outcome: QaOutcomeRecord, _args: unknown, { loaders }: ApiContext): Promise<AgencyRecord | null> {
    return loaders.agency.load(outcome.agencyId);
  }

  @ResolveField(() => [Agency], { description: 'Other agencies that contributed.' })
  async contributingAgencies(outcome: QaOutcomeRecord, _args: unknown, { loaders }: ApiContext): Promise<AgencyRecord[]> {
    const found = await Promise.all(outcome.contributingAgencyIds.map((id) => loaders.agency.load(id)));
    return found.filter((agency) => agency !== null);
  }

  @ResolveField(() => Procedure, { description: 'In which procedure.' })
  procedure(outcome: QaOutcomeRecord, _args: unknown, { loaders }: ApiContext) {
    return loaders.procedure.load(outcome.procedure.id);
  }

  @Requires('outcome.record', on('procedure', 'outcome.procedureId'))
  @Mutation(() => QaOutcomeResult, { description: 'Records what an agency decided. It cannot be changed afterwards, only corrected or withdrawn.' })
  async recordQaOutcome(@Args('outcome', { description: 'The decision.' }) input: QaOutcomeInput, @Context() context: ApiContext) {
    return this.saved(await context.change((tx) => this.record(tx, outcomeInput(input))));
  }

  @Requires('outcome.record', on('outcome', 'outcomeId'))
  @Mutation(() => QaOutcomeResult, { description: 'The agency takes its decision back: it counts until the day before.' })
  async withdrawQaOutcome(
    @Args('outcomeId', { type: () => ID, description: 'Which.' }) outcomeId: string,
    @Args('withdrawnOn', { type: () => GraphQLDate, description: 'First day on which it no longer counts.' }) withdrawnOn: string,
    @Args('reason', { description: 'Why; the public will read it.' }) reason: string,
    @Context() context: ApiContext,
  ) {
    return this.saved(await context.change((tx) => this.outcomes.withdraw(tx, { outcomeId, withdrawnOn, reason })));
  }

  /** libs/quality lies below libs/offers and cannot know whether the offers named are the provider's. */
  private async record(tx: Tx, input: OutcomeInput): Promise<Outcome<QaOutcomeRecord>> {
    const problems: Problem[] = [];
    for (const [index, id] of (input.offerIds ?? []).entries()) {
      const state = await this.offers.state(tx, id);
      if (state?.providerId !== input.providerId) problems.push(saveProblems.make('OFFER_UNKNOWN', `offerIds.${index}`, { id }));
    }
    return problems.length ? fail(...problems) : this.outcomes.record(tx, input);
  }

  private saved(outcome: Outcome<QaOutcomeRecord>) {
    return answer(outcome, (saved, warnings) => ({ outcome: saved, warnings }));
  }
}
