import { Args, ArgsType, Context, Field, ID, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { on, Public, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { AuthorityLedger, AuthorityRecords, holdsOn, type RecognitionPurpose as PurposeCode } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { savedRecord } from '../authority-record/authority-record.resolver.js';
import { AuthorityRecordResult } from '../authority-record/authority-record.type.js';
import { LedgerArgs, ledgerQuery } from '../authority-record/ledger.args.js';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { pageOf, pageSize, pageType } from '../graphql/paging.js';
import { Offer, offerOf } from '../offer/offer.type.js';
import { Organisation } from '../organisation/organisation.type.js';
import { readRecognition, RecognitionInput } from './recognition.input.js';
import { Recognition, recognitionOf, RecognitionPurpose, type RecognitionSource } from './recognition.type.js';

@ArgsType()
class RecognitionArgs extends LedgerArgs {
  @Field(() => ID, { nullable: true, description: 'Only by this body.' })
  bodyId?: string | null;

  @Field(() => RecognitionPurpose, { nullable: true, description: 'Only for this purpose.' })
  purpose?: PurposeCode | null;
}

@ObjectType({ description: 'A page of recognitions.' })
export class RecognitionPage extends pageType(Recognition, 'recognitions', 'newest first') {}

@Resolver(() => Recognition)
export class RecognitionResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: AuthorityLedger,
    private readonly records: AuthorityRecords,
  ) {}

  @Public()
  @Query(() => RecognitionPage, { description: 'The recognition ledger: who recognises what, and for what; newest first. About offers that are or once were public.' })
  async recognitions(@Args() { bodyId, purpose, ...args }: RecognitionArgs) {
    const found = await this.ledger.recognitions(this.uow.read, { ...ledgerQuery(args, bodyId), purpose });
    return pageOf(found, pageSize(args.first), recognitionOf);
  }

  @ResolveField(() => Organisation, { description: 'Who recognises.' })
  body({ authorityId }: RecognitionSource, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(authorityId);
  }

  @ResolveField(() => Offer, { nullable: true, description: 'The offer as it is published now; null when it is no longer public (`tombstone` says why).' })
  async offer(@Parent() { offerId }: RecognitionSource, @Context() { loaders }: ApiContext) {
    const offer = await loaders.offer.load(offerId);
    return offer && offerOf(offer);
  }

  @ResolveField(() => Boolean, { description: 'It holds today.' })
  holds(record: RecognitionSource, _args: unknown, { today }: ApiContext): boolean {
    return holdsOn(record, today);
  }

  @Requires('recognition.record', on('organisation', 'recognition.authorityId'))
  @Mutation(() => AuthorityRecordResult, { description: 'Records that a body recognises what is learned in an offer.' })
  async recordRecognition(@Args('recognition', { description: 'The decision.' }) input: RecognitionInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const recognition = readRecognition(input, reader);
    return savedRecord(await reader.proceed(() => context.change((tx) => this.records.recordRecognition(tx, recognition))));
  }
}
