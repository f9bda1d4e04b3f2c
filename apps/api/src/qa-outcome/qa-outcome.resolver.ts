import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import { QaOutcomeRecording } from '#libs/offers';
import { QaOutcomes, recorderOf, supersededBy, type AgencyRecord, type QaOutcomeRecord, type Recorder as RecorderCode } from '#libs/quality';
import { Agency } from '../agency/agency.type.js';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Procedure } from '../procedure/procedure.type.js';
import { outcomeInput, QaOutcomeInput } from './qa-outcome.input.js';
import { QaOutcome, QaOutcomeResult, Recorder } from './qa-outcome.type.js';

@Resolver(() => QaOutcome)
export class QaOutcomeResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outcomes: QaOutcomes,
    private readonly recording: QaOutcomeRecording,
  ) {}

  @Public()
  @Query(() => [QaOutcome], { description: 'All decisions about a provider and its offers, newest first.' })
  qaOutcomes(@Args('providerId', { type: () => ID, description: 'Which provider.' }) providerId: string): Promise<QaOutcomeRecord[]> {
    return this.outcomes.outcomesForProvider(this.uow.read, providerId);
  }

  @Public()
  @Query(() => [QaOutcome], {
    description: 'A decision with all that was entered in its place before and after: the first entry first, each with when it was recorded and withdrawn. Empty when there is none.',
  })
  qaOutcomeHistory(@Args('id', { type: () => ID, description: 'Any one of them.' }) id: string): Promise<QaOutcomeRecord[]> {
    return this.outcomes.chain(this.uow.read, id);
  }

  @ResolveField(() => Recorder, { description: 'Who entered it.' })
  recordedBy(outcome: QaOutcomeRecord): RecorderCode {
    return recorderOf(outcome);
  }

  @ResolveField(() => ID, {
    nullable: true,
    description: 'The later decision of the same agency and procedure that by today has replaced it for all that it was about; null while it is the last word on some of it.',
  })
  async supersededById({ id, providerId }: QaOutcomeRecord, _args: unknown, { loaders, today, now }: ApiContext): Promise<string | null> {
    return supersededBy(id, await loaders.providerFacts.load(providerId), { on: today, knownAt: now });
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
  @Mutation(() => QaOutcomeResult, { description: 'Records what an agency decided. The registrar names the source; the agency is its own. It cannot be changed afterwards, only corrected or withdrawn.' })
  async recordQaOutcome(@Args('outcome', { description: 'The decision.' }) input: QaOutcomeInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const outcome = outcomeInput(input, reader);
    const recordedBy = (await context.principal()).reach('outcome.record').isAll ? 'REGISTRAR' : 'AGENCY';
    return this.saved(await reader.proceed(() => context.change((tx) => this.recording.record(tx, { ...outcome, recordedBy }))));
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

  private saved(outcome: Outcome<QaOutcomeRecord>) {
    return answer(outcome, (saved, warnings) => ({ outcome: saved, warnings }));
  }
}
