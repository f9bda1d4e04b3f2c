import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome, Problem as ProblemData } from '#libs/kernel';
import { OfferCommands, OfferReader, type OfferDraft as DraftData, type OfferState } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { Submission, submissionOf } from '../submission/submission.type.js';
import { draftSource, OfferChanges, OfferDraft, OfferDraftPage, OfferInput, OfferResult, readChanges, type DraftSource } from './draft.type.js';

export const savedOffer = (outcome: Outcome<OfferState>) => answer(outcome, (state, warnings) => ({ offer: draftSource(state), warnings }));

export const EXPECTED_VERSION = {
  name: 'expectedVersion', type: () => Int, description: 'The version you started from; refused when somebody else was faster.',
} as const;

@Resolver(() => OfferDraft)
export class OfferDraftResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: OfferReader,
    private readonly commands: OfferCommands,
  ) {}

  @Requires('offer.read', on('offer', 'id'))
  @Query(() => OfferDraft, { nullable: true, description: 'An offer as its editor sees it; null when there is none.' })
  async offerDraft(@Args('id', { type: () => ID, description: 'Identifier of the offer.' }) id: string): Promise<DraftSource | null> {
    const state = await this.reader.state(this.uow.read, id);
    return state && draftSource(state);
  }

  @Requires('offer.read', on('provider', 'providerId'))
  @Query(() => OfferDraftPage, { description: 'All offers of a provider as their editor sees them, in order of their identifiers.' })
  async offerDrafts(
    @Args('providerId', { type: () => ID, description: 'Whose.' }) providerId: string,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
  ) {
    const size = pageSize(first);
    const query = { providerId: identifier(providerId) as string, after: identifier(after), limit: size + 1 };
    return pageOf(await this.reader.states(this.uow.read, query), size, draftSource);
  }

  @ResolveField(() => [Problem], { description: 'What publishing would say now: errors would stop it, warnings would not.' })
  blockers({ id }: DraftSource, _args: unknown, { loaders }: ApiContext): Promise<ProblemData[]> {
    return loaders.blockers.load(id);
  }

  @ResolveField(() => Submission, { nullable: true, description: 'Where it stands on its way to publication: the submission that is open, or the last one.' })
  async submission({ id }: DraftSource, _args: unknown, { loaders }: ApiContext): Promise<Submission | null> {
    const found = await loaders.submission.load(id);
    return found && submissionOf(found);
  }

  @Requires('offer.edit', on('provider', 'providerId'))
  @Mutation(() => OfferResult, { description: 'Enters an offer of a provider, not public yet.' })
  async createOffer(
    @Args('providerId', { type: () => ID, description: 'Whose.' }) providerId: string,
    @Args('offer', { description: 'What it is.' }) input: OfferInput,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const draft = { code: null, ...readChanges(input, reader) } as DraftData;
    return savedOffer(await reader.proceed(() => context.change((tx) => this.commands.create(tx, { providerId, draft }))));
  }

  @Requires('offer.edit', on('offer', 'id'))
  @Mutation(() => OfferResult, { description: 'Changes an offer. The public goes on seeing the revision published last.' })
  async editOffer(
    @Args('id', { type: () => ID, description: 'Which.' }) offerId: string,
    @Args(EXPECTED_VERSION) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: OfferChanges,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const draft = readChanges(input, reader);
    return savedOffer(await reader.proceed(() => context.change((tx) => this.commands.edit(tx, { offerId, expectedVersion, draft }))));
  }
}
