import { Args, ArgsType, Context, Field, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import type { Tx } from '#libs/database';
import { fail, type Outcome } from '#libs/kernel';
import { OfferCommands, OfferReader, saveProblems, versionConflict, type OfferState } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { EXPECTED_VERSION, savedOffer } from '../offer/draft.resolver.js';
import { OfferResult } from '../offer/draft.type.js';
import { changeRuns, sentRuns, type RunChange } from './run-changes.js';
import { readRun, RunInput } from './run.input.js';

@ArgsType()
class Edit {
  @Field(() => ID, { description: 'Of which offer.' })
  offerId!: string;

  @Field(() => Int, { description: EXPECTED_VERSION.description })
  expectedVersion!: number;
}

@ArgsType()
class RunArgs extends Edit {
  @Field({ description: 'Which run, by its code.' })
  code!: string;
}

@Resolver()
export class RunResolver {
  constructor(
    private readonly reader: OfferReader,
    private readonly commands: OfferCommands,
  ) {}

  @Requires('offer.edit', on('offer', 'offerId'))
  @Mutation(() => OfferResult, { description: 'Adds a run at the end of an offer’s list.' })
  addRun(@Args() edit: Edit, @Args('run', { description: 'The run.' }) input: RunInput, @Context() context: ApiContext) {
    return this.change(edit, (reader) => ({ add: readRun(input, reader, 'run') }), context);
  }

  @Requires('offer.edit', on('offer', 'offerId'))
  @Mutation(() => OfferResult, { description: 'Puts a run in the place of another; the place in the list stays.' })
  editRun(
    @Args() { code, ...edit }: RunArgs,
    @Args('run', { description: 'The run as it is to be.' }) input: RunInput,
    @Context() context: ApiContext,
  ) {
    return this.change(edit, (reader) => ({ edit: code, run: readRun(input, reader, 'run') }), context);
  }

  @Requires('offer.edit', on('offer', 'offerId'))
  @Mutation(() => OfferResult, { description: 'Takes a run out of an offer. A run that was public is better marked as cancelled.' })
  removeRun(@Args() { code, ...edit }: RunArgs, @Context() context: ApiContext) {
    return this.change(edit, () => ({ remove: code }), context);
  }

  private async change(edit: Edit, read: (reader: InputReader) => RunChange, context: ApiContext) {
    const reader = new InputReader();
    const change = read(reader);
    return savedOffer(await reader.proceed(() => context.change((tx) => this.write(tx, edit, change))));
  }

  /** The version is checked again under the row's lock by the command: a list read too early is never written back. */
  private async write(tx: Tx, { offerId, expectedVersion }: Edit, change: RunChange): Promise<Outcome<OfferState>> {
    const state = await this.reader.state(tx, offerId);
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
    if (state.version !== expectedVersion) {
      return fail(versionConflict(state, expectedVersion, { runs: sentRuns(state.runs, change) }));
    }
    const runs = changeRuns(state.runs, change);
    return runs.ok ? this.commands.edit(tx, { offerId, expectedVersion, draft: { runs: runs.value } }) : runs;
  }
}
