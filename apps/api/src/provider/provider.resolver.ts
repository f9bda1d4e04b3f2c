import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessError, Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { APPLICATION_STATUSES, Providers, sinceRegistration, type OrganisationRecord, type ProviderFields, type StatusChangeRecord } from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Organisation } from '../organisation/organisation.type.js';
import { savedProvider } from './provider.answer.js';
import { ProvidersArgs, StatusChangeArgs } from './provider.args.js';
import { ProviderChanges, ProviderInput, providerChanges } from './provider.input.js';
import { Provider, providerOf, ProviderPage, ProviderResult, ProviderStatusChange } from './provider.type.js';

const mayRead = async (id: string, context: ApiContext): Promise<boolean> => (await context.principal()).reach('provider.read').covers(id);

@Resolver(() => Organisation)
export class OrganisationProviderResolver {
  @ResolveField(() => Provider, { nullable: true, description: 'Its part as a provider; null where it has none, and for applicants.' })
  async provider(organisation: OrganisationRecord, _args: unknown, context: ApiContext): Promise<Provider | null> {
    return providerOf(organisation, organisation.provider?.isPublic === false && (await mayRead(organisation.id, context)));
  }
}

@Resolver(() => Provider)
export class ProviderResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly providers: Providers,
  ) {}

  @Public()
  @Query(() => Provider, { nullable: true, description: 'One provider; null when there is none, and for applicants.' })
  async provider(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string, @Context() context: ApiContext): Promise<Provider | null> {
    return providerOf(await context.loaders.organisation.load(id.toLowerCase()), await mayRead(id, context));
  }

  @Public()
  @Query(() => ProviderPage, { name: 'providers', description: 'Providers in order of their entry.' })
  async list(
    @Args() { first, after, status }: ProvidersArgs,
    @Context() context: ApiContext,
  ) {
    const reach = (await context.principal()).reach('provider.read');
    if (APPLICATION_STATUSES.includes(status) && reach.isNone) throw new AccessError(403, 'Who has applied is not public.');
    const size = pageSize(first);
    const records = await this.providers.list(this.uow.read, { after: identifier(after), limit: size + 1, status, seenBy: reach.ids });
    return pageOf(records, size, (record) => providerOf(record, true) as Provider);
  }

  @ResolveField(() => [ProviderStatusChange], { description: 'Every step of its life in the register since it was registered, oldest first.' })
  async statusHistory(provider: Provider, _args: unknown, { loaders }: ApiContext): Promise<StatusChangeRecord[]> {
    return sinceRegistration(await loaders.providerSteps.load(provider.id));
  }

  @Requires('provider.decide')
  @Mutation(() => ProviderResult, { description: 'An organisation of the register asks to be a provider.' })
  async applyAsProvider(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('provider', { description: 'What it says of itself.' }) input: ProviderInput,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const fields = providerChanges(input, reader) as ProviderFields;
    return savedProvider(await reader.proceed(() => context.change((tx) => this.providers.apply(tx, { organisationId, ...fields }))));
  }

  @Requires('provider.decide')
  @Mutation(() => ProviderResult, { description: 'Registers a provider, asks back, refuses, suspends or closes it. What the public sees follows at once.' })
  async changeProviderStatus(@Args() { from, ...change }: StatusChangeArgs, @Context() context: ApiContext) {
    return savedProvider(await context.change((tx) => this.providers.changeStatus(tx, { ...change, from: from ?? undefined })));
  }

  @Requires('provider.edit', on('provider', 'providerId'))
  @Mutation(() => ProviderResult, { description: 'Changes what a provider says of itself.' })
  async editProvider(
    @Args('providerId', { type: () => ID, description: 'Which.' }) providerId: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' }) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: ProviderChanges,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const changes = providerChanges(input, reader);
    return savedProvider(await reader.proceed(() => context.change((tx) => this.providers.edit(tx, { providerId, expectedVersion, changes }))));
  }
}
