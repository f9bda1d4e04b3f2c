import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessError, Public, on, Requires, type Permission } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import {
  AuthorityRecords, OfferReader, type AuthorityRecordKind, type AuthorityRecordView, type NqfInclusion as InclusionData,
} from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Organisation } from '../organisation/organisation.type.js';
import { AuthorityRecord, AuthorityRecordResult, NqfInclusion, recordSource } from './authority-record.type.js';
import { NqfInclusionInput } from './decision.input.js';

/** Who makes records of a kind also ends them. */
const MAKING = {
  NQF_INCLUSION: 'nqf.record', FUNDING_ELIGIBILITY: 'funding.record', RECOGNITION: 'recognition.record',
} as const satisfies Readonly<Record<AuthorityRecordKind, Permission>>;

export const savedRecord = (outcome: Outcome<AuthorityRecordView>) =>
  answer(outcome, (record, warnings) => ({ record: recordSource(record), warnings }));

@Resolver(() => AuthorityRecord)
export class AuthorityRecordResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: AuthorityRecords,
    private readonly offers: OfferReader,
  ) {}

  @Public()
  @Query(() => [AuthorityRecord], { description: 'Decisions of authorities beside a published offer, newest first.' })
  async authorityRecords(@Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string) {
    // Beside a draft there may be records before the public knows of the offer.
    const [offer] = (await this.offers.public(this.uow.read, [offerId])).keys();
    return offer ? (await this.records.forOffer(this.uow.read, offer)).map(recordSource) : [];
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
    return savedRecord(await reader.proceed(() => context.change((tx) => this.records.recordNqfInclusion(tx, inclusion))));
  }

  @Requires('authority-record.end', on('authority-record', 'recordId'))
  @Mutation(() => AuthorityRecordResult, {
    description: 'Sets the last day of a decision that has none yet. Only whoever may make decisions of its kind may end it: it also needs their permission.',
  })
  async endAuthorityRecord(
    @Args('recordId', { type: () => ID, description: 'Which.' }) recordId: string,
    @Args('validTo', { type: () => GraphQLDate, description: 'Its last day.' }) validTo: string,
    @Context() context: ApiContext,
  ) {
    await this.requireKind(recordId, context);
    return savedRecord(await context.change((tx) => this.records.end(tx, { recordId, validTo })));
  }

  /** The guard has asked whose record it is; only the record says which permission it takes. */
  private async requireKind(recordId: string, context: ApiContext): Promise<void> {
    const record = await this.records.load(this.uow.read, recordId);
    if (!record) return;
    const permission = MAKING[record.kind];
    if ((await context.principal()).reach(permission).covers(record.authorityId)) return;
    throw new AccessError(403, `This needs the permission ${permission}, which you do not hold.`);
  }
}

@Resolver(() => NqfInclusion)
export class NqfInclusionResolver {
  @ResolveField(() => Organisation, { description: 'Who decided.' })
  authority(inclusion: InclusionData, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(inclusion.authorityId);
  }
}
