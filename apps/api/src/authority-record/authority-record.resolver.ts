import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import { AuthorityRecords, OfferReader, type AuthorityRecordView, type NqfInclusion as InclusionData } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Organisation } from '../organisation/organisation.type.js';
import { AuthorityRecord, AuthorityRecordResult, NqfInclusion, NqfInclusionInput } from './authority-record.type.js';

@Resolver(() => AuthorityRecord)
export class AuthorityRecordResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: AuthorityRecords,
    private readonly offers: OfferReader,
  ) {}

  @Public()
  @Query(() => [AuthorityRecord], { description: 'Decisions of authorities beside a published offer, newest first.' })
  async authorityRecords(@Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string): Promise<AuthorityRecordView[]> {
    // Beside a draft there may be records before the public knows of the offer.
    const known = await this.offers.public(this.uow.read, [offerId]);
    return known.has(offerId) ? this.records.forOffer(this.uow.read, offerId) : [];
  }

  @ResolveField(() => Organisation, { description: 'Who decided.' })
  authority(record: AuthorityRecordView, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(record.authorityId);
  }

  @Requires('nqf.record', on('organisation', 'inclusion.authorityId'))
  @Mutation(() => AuthorityRecordResult, { description: 'Records the inclusion of an offer in the national qualifications framework.' })
  async recordNqfInclusion(@Args('inclusion', { description: 'The decision.' }) input: NqfInclusionInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const inclusion = { ...input, framework: input.framework ?? undefined, reference: reader.plain(input.reference, 'reference') };
    return this.saved(await reader.proceed(() => context.change((tx) => this.records.recordNqfInclusion(tx, inclusion))));
  }

  @Requires('nqf.record', on('authority-record', 'recordId'))
  @Mutation(() => AuthorityRecordResult, { description: 'Sets the last day of a decision that has none yet.' })
  async endAuthorityRecord(
    @Args('recordId', { type: () => ID, description: 'Which.' }) recordId: string,
    @Args('validTo', { type: () => GraphQLDate, description: 'Its last day.' }) validTo: string,
    @Context() context: ApiContext,
  ) {
    return this.saved(await context.change((tx) => this.records.end(tx, { recordId, validTo })));
  }

  private saved(outcome: Outcome<AuthorityRecordView>) {
    return answer(outcome, (record, warnings) => ({ record, warnings }));
  }
}

@Resolver(() => NqfInclusion)
export class NqfInclusionResolver {
  @ResolveField(() => Organisation, { description: 'Who decided.' })
  authority(inclusion: InclusionData, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(inclusion.authorityId);
  }
}
