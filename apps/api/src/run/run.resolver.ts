import { Args, ArgsType, Field, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { RequiresAdmin } from '#libs/access';
import { UnitOfWork, type Tx } from '#libs/database';
import { fail, type Outcome } from '#libs/kernel';
import { OfferCommands, OfferReader, saveProblems, type OfferState } from '#libs/offers';
import { InputReader } from '../graphql/input-reader.js';
import { EXPECTED_VERSION, savedOffer } from '../offer/draft.resolver.js';
import { OfferResult } from '../offer/draft.type.js';
import { changeRuns, type RunChange } from './run-changes.js';
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
    private readonly uow: UnitOfWork,
    private readonly reader: OfferReader,
    private readonly commands: OfferCommands,
  ) {}

  @RequiresAdmin()
  @Mutation(() => OfferResult, { description: 'Adds a run at the end of an offer’s list.' })
  addRun(@Args() edit: Edit, @Args('run', { description: 'The run.' }) input: RunInput) {
    const reader = new InputReader();
    return this.change(edit, { add: readRun(input, reader, 'run') }, reader);
  }

  @RequiresAdmin()
  @Mutation(() => OfferResult, { description: 'Puts a run in the place of another; the place in the list stays.' })
  editRun(
    @Args() { code, ...edit }: RunArgs,
    @Args('run', { description: 'The run as it is to be.' }) input: RunInput,
  ) {
    const reader = new InputReader();
    return this.change(edit, { edit: code, run: readRun(input, reader, 'run') }, reader);
  }

  @RequiresAdmin()
  @Mutation(() => OfferResult, { description: 'Takes a run out of an offer. A run that was public is better marked as cancelled.' })
  removeRun(@Args() { code, ...edit }: RunArgs) {
    return this.change(edit, { remove: code }, new InputReader());
  }

  private async change(edit: Edit, change: RunChange, reader: InputReader) {
    return savedOffer(await reader.proceed(() => this.uow.command((tx) => this.write(tx, edit, change))));
  }

  /** The version is checked again under the row's lock by the command: a list read too early is never written back. */
  private async write(tx: Tx, { offerId, expectedVersion }: Edit, change: RunChange): Promise<Outcome<OfferState>> {
    const state = await this.reader.state(tx, offerId);
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
    if (state.version !== expectedVersion) {
      return fail(saveProblems.make('VERSION_CONFLICT', 'expectedVersion', { expected: expectedVersion, actual: state.version }));
    }
    const runs = changeRuns(state.runs, change);
    return runs.ok ? this.commands.edit(tx, { offerId, expectedVersion, draft: { runs: runs.value } }) : runs;
  }
}
