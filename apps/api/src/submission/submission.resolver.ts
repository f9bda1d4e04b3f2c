import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { on, RecordOwners, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { LocalDate, Outcome } from '#libs/kernel';
import { Submissions, type SubmissionRecord, type SubmissionState as StateCode } from '#libs/offers';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { EXPECTED_VERSION } from '../offer/draft.resolver.js';
import { submissionOf, SubmissionPage, SubmissionResult, SubmissionState } from './submission.type.js';

export const savedSubmission = (outcome: Outcome<SubmissionRecord>) =>
  answer(outcome, (record, warnings) => ({ submission: submissionOf(record), warnings }));

const WHICH = { type: () => ID, description: 'Which submission.' } as const;

/** From a draft to its publication, with somebody who looks at it in between. */
@Resolver()
export class SubmissionResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: Submissions,
    private readonly owners: RecordOwners,
  ) {}

  @Requires('offer.read', on('provider', 'providerId'))
  @Query(() => SubmissionPage, { description: 'What was put forward for publication, in the order in which it was.' })
  async submissions(
    @Args('providerId', { type: () => ID, description: 'Whose.' }) providerId: string,
    @Args('state', { type: () => SubmissionState, nullable: true, description: 'Only those that stand there.' }) state: StateCode | null,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
  ) {
    const size = pageSize(first);
    const query = { providerId: identifier(providerId) as string, state, after: identifier(after), limit: size + 1 };
    return pageOf(await this.service.page(this.uow.read, query), size, submissionOf);
  }

  @Requires('offer.edit', on('offer', 'id'))
  @Mutation(() => SubmissionResult, { description: 'Puts a draft forward for publication. Refused by what would refuse its publication. Any later change of the draft ends the submission.' })
  async submitOffer(
    @Args('id', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args(EXPECTED_VERSION) expectedVersion: number,
    @Args('publishOn', { type: () => GraphQLDate, nullable: true, description: 'The day on which it is to be public; default: as soon as it is approved.' }) publishOn: LocalDate | null,
    @Args('correctionReason', { type: () => String, nullable: true, description: 'Why outcomes of the published offer are corrected; without it a change of them is refused.' }) given: string | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const correctionReason = reader.plain(given, 'correctionReason') ?? undefined;
    return savedSubmission(await reader.proceed(() => context.change((tx) => this.service.submit(tx, { offerId, expectedVersion, publishOn, correctionReason }))));
  }

  @Requires('offer.publish', on('submission', 'submissionId'))
  @Mutation(() => SubmissionResult, { description: 'Publishes what was submitted, or lets it wait for its day. Where the provider wants a second person, it is one who did not submit it.' })
  async approveSubmission(
    @Args('submissionId', WHICH) submissionId: string,
    @Args('comment', { type: () => String, nullable: true, description: 'What the editor should know.' }) given: string | null,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const comment = reader.plain(given, 'comment');
    return savedSubmission(await reader.proceed(() => context.change((tx) => this.service.approve(tx, { submissionId, comment }))));
  }

  @Requires('offer.publish', on('submission', 'submissionId'))
  @Mutation(() => SubmissionResult, { description: 'Sends a submission back to its editor, also one that was approved and waits for its day.' })
  async returnSubmission(
    @Args('submissionId', WHICH) submissionId: string,
    @Args('comment', { description: 'What is to be done better.' }) given: string,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const comment = reader.plain(given, 'comment');
    return savedSubmission(await reader.proceed(() => context.change((tx) => this.service.return(tx, { submissionId, comment }))));
  }

  @Requires('offer.edit', on('submission', 'submissionId'))
  @Mutation(() => SubmissionResult, { description: 'Takes a submission back: whoever made it, or whoever may publish.' })
  async cancelSubmission(@Args('submissionId', WHICH) submissionId: string, @Context() context: ApiContext) {
    const reach = (await context.principal()).reach('offer.publish');
    const mayPublish = reach.isAll || reach.covers(await this.owners.ownerOf('submission', submissionId));
    return savedSubmission(await context.change((tx) => this.service.cancel(tx, { submissionId, mayPublish })));
  }
}
