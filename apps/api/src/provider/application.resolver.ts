import { Args, Context, ID, Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { on, Requires, SignedIn } from '#libs/access';
import {
  Applications, providerProblems, Providers, type OrganisationInput as OrganisationData, type ProviderFields, type StatusChangeRecord,
} from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { Problems } from '../graphql/problem.type.js';
import { OrganisationInput, organisationChanges } from '../organisation/organisation.input.js';
import { savedProvider } from './provider.answer.js';
import { ProviderInput, providerChanges } from './provider.input.js';
import { Provider, ProviderResult, ProviderStatusChange } from './provider.type.js';

const EXPECTED_VERSION = { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' };

/** What a provider and the registrar have between them: applications, and what of the provider is not for the public. */
@Resolver(() => Provider)
export class ApplicationResolver {
  constructor(
    private readonly providers: Providers,
    private readonly applications: Applications,
  ) {}

  @Requires('provider.read', on('provider', 'id'))
  @ResolveField(() => [ProviderStatusChange], { nullable: true, description: 'Every step from the application on, with questions, answers and refusals, oldest first.' })
  applicationHistory(provider: Provider, _args: unknown, { loaders }: ApiContext): Promise<StatusChangeRecord[]> {
    return loaders.providerSteps.load(provider.id);
  }

  @Requires('provider.read', on('provider', 'id'))
  @ResolveField(() => Boolean, { nullable: true, description: 'Whether a second person of the provider must agree before something of it is published.' })
  secondReview(provider: Provider): boolean {
    return provider.secondReview;
  }

  @SignedIn()
  @Mutation(() => ProviderResult, { description: 'Asks the registrar to register a provider that the register does not know yet. Who asks may go on with the application.' })
  async applyToRegister(
    @Args('organisation', { description: 'Who it is.' }) organisation: OrganisationInput,
    @Args('provider', { description: 'What it says of itself.' }) provider: ProviderInput,
    @Context() context: ApiContext,
  ) {
    const { kind, subject: applicant } = await context.principal();
    if (kind !== 'PERSON' || !applicant) return new Problems([providerProblems.make('APPLICANT_NO_PERSON')]);
    const reader = new InputReader();
    const application = {
      applicant, organisation: organisationChanges(organisation, reader) as OrganisationData, provider: providerChanges(provider, reader) as ProviderFields,
    };
    return savedProvider(await reader.proceed(() => context.change((tx) => this.applications.submit(tx, application))));
  }

  @Requires('provider.edit', on('provider', 'providerId'))
  @Mutation(() => ProviderResult, { description: 'Answers what the registrar asked, or applies again after a refusal.' })
  async resubmitApplication(
    @Args('providerId', { type: () => ID, description: 'Whose application.' }) providerId: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('answer', { description: 'What you answer, or what is different now. The registrar reads it, the public does not.' }) answer: string,
    @Context() context: ApiContext,
  ) {
    return savedProvider(await context.change((tx) => this.providers.resubmit(tx, { providerId, expectedVersion, answer })));
  }

  @Requires('provider.edit', on('provider', 'providerId'))
  @Mutation(() => ProviderResult, { description: 'Sets whether a second person of the provider must agree before something of it is published.' })
  async setSecondReview(
    @Args('providerId', { type: () => ID, description: 'Which.' }) providerId: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('required', { description: 'Whether it is so from now on.' }) required: boolean,
    @Context() context: ApiContext,
  ) {
    return savedProvider(await context.change((tx) => this.providers.setSecondReview(tx, { providerId, expectedVersion, required })));
  }
}
