import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessError, Public, RequiresAdmin } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import { Providers, type OrganisationRecord, type ProviderFields, type StatusChangeRecord } from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Organisation } from '../organisation/organisation.type.js';
import { ProvidersArgs, StatusChangeArgs } from './provider.args.js';
import { ProviderChanges, ProviderInput, providerChanges } from './provider.input.js';
import { Provider, providerOf, ProviderPage, ProviderResult, ProviderStatusChange } from './provider.type.js';

@Resolver(() => Organisation)
export class OrganisationProviderResolver {
  @ResolveField(() => Provider, { nullable: true, description: 'Its part as a provider; null where it has none, and for applicants.' })
  provider(organisation: OrganisationRecord, _args: unknown, context: ApiContext): Provider | null {
    return providerOf(organisation, organisation.provider?.status === 'APPLIED' && context.isAdmin());
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
    return providerOf(await context.loaders.organisation.load(id), context.isAdmin());
  }

  @Public()
  @Query(() => ProviderPage, { name: 'providers', description: 'Providers in order of their entry.' })
  async list(
    @Args() { first, after, status }: ProvidersArgs,
    @Context() context: ApiContext,
  ) {
    if (status === 'APPLIED' && !context.isAdmin()) throw new AccessError(403, 'Who has applied is not public; this needs the admin key.');
    const size = pageSize(first);
    const records = await this.providers.list(this.uow.read, { after: identifier(after), limit: size + 1, status });
    return pageOf(records, size, (record) => providerOf(record, true) as Provider);
  }

  @ResolveField(() => [ProviderStatusChange], { description: 'Every step of its life in the register, oldest first.' })
  statusHistory(provider: Provider): Promise<StatusChangeRecord[]> {
    return this.providers.statusHistory(this.uow.read, provider.id);
  }

  @RequiresAdmin()
  @Mutation(() => ProviderResult, { description: 'An organisation of the register asks to be a provider.' })
  async applyAsProvider(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('provider', { description: 'What it says of itself.' }) input: ProviderInput,
  ) {
    const reader = new InputReader();
    const fields = providerChanges(input, reader) as ProviderFields;
    return this.saved(await reader.proceed(() => this.uow.command((tx) => this.providers.apply(tx, { organisationId, ...fields }))));
  }

  @RequiresAdmin()
  @Mutation(() => ProviderResult, { description: 'Registers, suspends or closes a provider. What the public sees follows at once.' })
  async changeProviderStatus(@Args() { from, ...change }: StatusChangeArgs) {
    return this.saved(await this.uow.command((tx) => this.providers.changeStatus(tx, { ...change, from: from ?? undefined })));
  }

  @RequiresAdmin()
  @Mutation(() => ProviderResult, { description: 'Changes what a provider says of itself.' })
  async editProvider(
    @Args('providerId', { type: () => ID, description: 'Which.' }) providerId: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' }) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: ProviderChanges,
  ) {
    const reader = new InputReader();
    const changes = providerChanges(input, reader);
    return this.saved(await reader.proceed(() => this.uow.command((tx) => this.providers.edit(tx, { providerId, expectedVersion, changes }))));
  }

  private saved(outcome: Outcome<OrganisationRecord>) {
    return answer(outcome, (record, warnings) => ({ provider: providerOf(record, true), warnings }));
  }
}
