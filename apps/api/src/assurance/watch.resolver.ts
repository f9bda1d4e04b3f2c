import { Args, ArgsType, Context, Field, ID, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { AssuranceWatch } from '#libs/offers';
import type { QaOutcomeRecord } from '#libs/quality';
import type { ApiContext } from '../graphql/context.js';
import { refusedInput } from '../graphql/errors.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Offer, offerOf, type OfferSource } from '../offer/offer.type.js';
import { QaOutcome } from '../qa-outcome/qa-outcome.type.js';
import { LosingAssurance, LosingAssurancePage } from './watch.type.js';

const MAX_DAYS = 366;

@ArgsType()
export class WatchArgs {
  @Field(() => Int, { description: `Within how many days from today the last assured day lies, 1 to ${MAX_DAYS}.` })
  within!: number;

  @Field(() => ID, { nullable: true, description: 'Only offers of this provider.' })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only offers that rest on a decision of this agency.' })
  agencyId?: string | null;

  @Field(FIRST_ARGUMENT.type, { nullable: true, description: FIRST_ARGUMENT.description })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: '`next` of the page before.' })
  after?: string | null;
}

@Resolver(() => LosingAssurance)
export class AssuranceWatchResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly watch: AssuranceWatch,
  ) {}

  @Requires('assurance.watch')
  @Query(() => LosingAssurancePage, {
    description: 'Public offers, assured today, whose assurance ends soon with nothing that follows: a provider sees its own, an agency those that rest on its decisions, the registrar all.',
  })
  async offersLosingAssurance(@Args() { within, providerId, agencyId, first, after }: WatchArgs, @Context() context: ApiContext) {
    if (within < 1 || within > MAX_DAYS) throw refusedInput(`The days are 1 to ${MAX_DAYS}.`);
    const size = pageSize(first);
    const only = (id: string | null | undefined) => { const known = identifier(id); return known === null ? null : [known]; };
    const found = await this.watch.losing(this.uow.read, {
      within, on: context.today, providerIds: only(providerId), agencyIds: only(agencyId),
      concerning: (await context.principal()).reach('assurance.watch').ids, page: { after: identifier(after), limit: size + 1 },
    });
    return pageOf(found.map((losing) => ({ ...losing, id: losing.offerId })), size, (losing) => losing);
  }

  @ResolveField(() => Offer, { nullable: true, description: 'The offer; null when it has left the public this moment.' })
  async offer({ offerId }: LosingAssurance, _args: unknown, { loaders }: ApiContext): Promise<OfferSource | null> {
    const offer = await loaders.offer.load(offerId);
    return offer && offerOf(offer);
  }

  @ResolveField(() => [QaOutcome], { description: 'The decisions it rests on that day, newest first.' })
  async outcomes({ outcomeIds }: LosingAssurance, _args: unknown, { loaders }: ApiContext): Promise<QaOutcomeRecord[]> {
    const found = await Promise.all(outcomeIds.map((id) => loaders.outcome.load(id)));
    return found.filter((outcome) => outcome !== null);
  }
}
