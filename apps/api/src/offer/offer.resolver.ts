import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { annexSheet, OfferReader, type AnnexSheetRow as Row, type Tombstone } from '#libs/offers';
import { assuranceOf } from '../assurance/assurance.resolver.js';
import { Assurance } from '../assurance/assurance.type.js';
import { NqfInclusion } from '../authority-record/authority-record.type.js';
import { FundingEligibility, fundingOf } from '../funding/funding.type.js';
import type { ApiContext } from '../graphql/context.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Recognition, recognitionOf } from '../recognition/recognition.type.js';
import { AnnexSheetRow, Offer, offerOf, OfferOrTombstone, OfferPage, OfferTombstone, type OfferSource } from './offer.type.js';

@Resolver(() => Offer)
export class OfferResolver {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly reader: OfferReader,
  ) {}

  @Public()
  @Query(() => OfferPage, { description: 'All public offers in order of their identifiers: for whoever wants them all. `offers` finds.' })
  async offerList(
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Args('providerId', { type: () => ID, nullable: true, description: 'Only those of this provider.' }) providerId: string | null,
  ) {
    const size = pageSize(first);
    const records = await this.reader.publicPage(this.uow.read, { after: identifier(after), limit: size + 1, providerId: identifier(providerId) ?? undefined });
    return pageOf(records, size, offerOf);
  }

  @Public()
  @Query(() => OfferOrTombstone, {
    nullable: true,
    description: 'One offer; what remains of it when it is no longer public; null when there never was one. With `asOf`: as the public saw it at that instant, or null.',
  })
  async offer(
    @Args('id', { type: () => ID, description: 'Its identifier.' }) id: string,
    @Args('asOf', { type: () => GraphQLDateTime, nullable: true, description: 'The instant; default now.' }) asOf: Date | null,
    @Context() { loaders }: ApiContext,
  ) {
    if (asOf) {
      const then = await this.reader.asOf(this.uow.read, id, asOf);
      return then && offerOf(then);
    }
    const now = await loaders.offer.load(id);
    return now ? offerOf(now) : this.reader.tombstone(this.uow.read, id);
  }

  @Public()
  @Query(() => OfferTombstone, { nullable: true, description: 'Why an offer that was public is not now, and what is there instead; null when it is public, or never was.' })
  tombstone(@Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string): Promise<Tombstone | null> {
    return this.reader.tombstone(this.uow.read, offerId);
  }

  @Public()
  @Query(() => [AnnexSheetRow], { nullable: true, description: 'The sixteen elements of annex I of the Recommendation for a public offer; null when there is none.' })
  async annexI(
    @Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Context() context: ApiContext,
  ): Promise<Row[] | null> {
    const offer = await context.loaders.offer.load(offerId);
    if (!offer) return null;
    const { status } = await assuranceOf(offer, context, { on: context.today, knownAt: context.now });
    const { specification: content, runs } = offer.document;
    return annexSheet({ content, runs }, { assured: status === 'ASSURED' || status === 'CONDITIONAL' });
  }

  @ResolveField(() => Assurance, { description: 'Whether it is quality-assured today, and by what. For another day: the query `assurance`.' })
  assurance({ record }: OfferSource, _args: unknown, context: ApiContext) {
    return assuranceOf(record, context, { on: context.today, knownAt: context.now });
  }

  @ResolveField(() => NqfInclusion, { nullable: true, description: 'Its inclusion in the national qualifications framework that holds today.' })
  nqfInclusion({ id }: OfferSource, _args: unknown, { loaders }: ApiContext) {
    return loaders.nqfInclusion.load(id);
  }

  @ResolveField(() => [FundingEligibility], { description: 'Public money that learners may get for it today, as decided by its authorities. All decisions: the query `fundings`.' })
  async funding({ id }: OfferSource, _args: unknown, { loaders }: ApiContext) {
    return (await loaders.funding.load(id)).map(fundingOf);
  }

  @ResolveField(() => [Recognition], { description: 'Who recognises it today, and for what. All decisions: the query `recognitions`.' })
  async recognitions({ id }: OfferSource, _args: unknown, { loaders }: ApiContext) {
    return (await loaders.recognitions.load(id)).map(recognitionOf);
  }

  @ResolveField(() => String, { description: 'Where this revision can be cited.' })
  url({ record }: OfferSource): string {
    return `${this.config.http.publicUrl}/offers/${record.id}/revisions/${record.revision}`;
  }
}
