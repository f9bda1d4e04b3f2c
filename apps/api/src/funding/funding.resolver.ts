import { Args, ArgsType, Context, Field, ID, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { on, Public, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { AuthorityLedger, AuthorityRecords, holdsOn } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { savedRecord } from '../authority-record/authority-record.resolver.js';
import { AuthorityRecordResult } from '../authority-record/authority-record.type.js';
import { LedgerArgs, ledgerQuery } from '../authority-record/ledger.args.js';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { pageOf, pageSize, pageType } from '../graphql/paging.js';
import { Offer, offerOf } from '../offer/offer.type.js';
import { Organisation } from '../organisation/organisation.type.js';
import { FundingEligibilityInput, readFunding } from './funding.input.js';
import { FundingEligibility, fundingOf, type FundingSource } from './funding.type.js';

@ArgsType()
class FundingArgs extends LedgerArgs {
  @Field(() => ID, { nullable: true, description: 'Only by this authority.' })
  authorityId?: string | null;
}

@ObjectType({ description: 'A page of funding eligibilities.' })
export class FundingPage extends pageType(FundingEligibility, 'funding eligibilities', 'newest first') {}

@Resolver(() => FundingEligibility)
export class FundingResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: AuthorityLedger,
    private readonly records: AuthorityRecords,
  ) {}

  @Public()
  @Query(() => FundingPage, { description: 'For which offers learners may get public money; newest first. About offers that are or once were public.' })
  async fundings(@Args() { authorityId, ...args }: FundingArgs) {
    return pageOf(await this.ledger.fundings(this.uow.read, ledgerQuery(args, authorityId)), pageSize(args.first), fundingOf);
  }

  @ResolveField(() => Organisation, { description: 'Who decided.' })
  authority({ authorityId }: FundingSource, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(authorityId);
  }

  @ResolveField(() => Offer, { nullable: true, description: 'The offer as it is published now; null when it is no longer public (`tombstone` says why).' })
  async offer(@Parent() { offerId }: FundingSource, @Context() { loaders }: ApiContext) {
    const offer = await loaders.offer.load(offerId);
    return offer && offerOf(offer);
  }

  @ResolveField(() => Boolean, { description: 'It holds today.' })
  holds(record: FundingSource, _args: unknown, { today }: ApiContext): boolean {
    return holdsOn(record, today);
  }

  @Requires('funding.record', on('organisation', 'funding.authorityId'))
  @Mutation(() => AuthorityRecordResult, { description: 'Records that learners may get public money for an offer.' })
  async recordFundingEligibility(@Args('funding', { description: 'The decision.' }) input: FundingEligibilityInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const funding = readFunding(input, reader);
    return savedRecord(await reader.proceed(() => context.change((tx) => this.records.recordFundingEligibility(tx, funding))));
  }
}
