import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { Organisations, type GrantableRole, type OrganisationInput as OrganisationData, type OrganisationRecord, type OrganisationRoleName } from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { enumOf } from '../graphql/enums.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { OrganisationChanges, OrganisationInput, organisationChanges } from './organisation.input.js';
import { Organisation, OrganisationPage, OrganisationResult, OrganisationRole, RoleResult } from './organisation.type.js';

const GrantedRole = enumOf('GrantableRole', 'Roles that are given. Being a provider follows from the register, being an agency from its entry.', {
  AWARDING_BODY: 'Awards micro-credentials.',
  ASSESSOR: 'Assesses learners.',
  AUTHORITY: 'Decides beside the offer.',
});

@Resolver()
export class OrganisationResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: Organisations,
  ) {}

  @Public()
  @Query(() => Organisation, { nullable: true, description: 'One organisation; null when there is none of this identifier.' })
  organisation(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string, @Context() { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(id);
  }

  @Public()
  @Query(() => OrganisationPage, { description: 'Organisations in order of their entry.' })
  async organisations(
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Args('role', { type: () => OrganisationRole, nullable: true, description: 'Only those that hold this role today.' }) role: OrganisationRoleName | null,
  ) {
    const size = pageSize(first);
    const records = await this.service.search(this.uow.read, { after: identifier(after), limit: size + 1, role });
    return pageOf(records, size, (record) => record);
  }

  @Requires('organisation.create')
  @Mutation(() => OrganisationResult, { description: 'Enters an organisation into the register.' })
  async createOrganisation(@Args('organisation', { description: 'What is known of it.' }) input: OrganisationInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const data = organisationChanges(input, reader) as OrganisationData;
    return this.saved(await reader.proceed(() => context.change((tx) => this.service.create(tx, data))));
  }

  @Requires('organisation.edit', on('organisation', 'id'))
  @Mutation(() => OrganisationResult, { description: 'Changes an organisation.' })
  async editOrganisation(
    @Args('id', { type: () => ID, description: 'Which.' }) id: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' }) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: OrganisationChanges,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const changes = organisationChanges(input, reader);
    return this.saved(await reader.proceed(() => context.change((tx) => this.service.edit(tx, { id, expectedVersion, changes }))));
  }

  @Requires('organisation.role')
  @Mutation(() => RoleResult, { description: 'Gives an organisation a role.' })
  async grantRole(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('role', { type: () => GrantedRole, description: 'What it does from now on.' }) role: GrantableRole,
    @Args('from', { type: () => GraphQLDate, nullable: true, description: 'First day; unknown when left out.' }) from: string | null,
    @Context() context: ApiContext,
  ) {
    const outcome = await context.change((tx) => this.service.grantRole(tx, { organisationId, role, from }));
    return answer(outcome, (granted) => ({ role: granted }));
  }

  @Requires('organisation.role')
  @Mutation(() => RoleResult, { description: 'Ends a role of an organisation.' })
  async endRole(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('role', { type: () => GrantedRole, description: 'What it no longer does.' }) role: GrantableRole,
    @Args('to', { type: () => GraphQLDate, description: 'Last day.' }) to: string,
    @Context() context: ApiContext,
  ) {
    const outcome = await context.change((tx) => this.service.endRole(tx, { organisationId, role, to }));
    return answer(outcome, (ended) => ({ role: ended }));
  }

  private saved(outcome: Awaited<ReturnType<Organisations['create']>>) {
    return answer(outcome, (organisation, warnings) => ({ organisation, warnings }));
  }
}
