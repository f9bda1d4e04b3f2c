import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import {
  Organisations, type FormerNameRecord, type GrantableRole, type OrganisationInput as OrganisationData, type OrganisationRecord, type OrganisationRoleName,
} from '#libs/organisations';
import type { ApiContext } from '../graphql/context.js';
import { enumOf } from '../graphql/enums.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { OrganisationChanges, OrganisationInput, organisationChanges } from './organisation.input.js';
import { FormerName, Organisation, OrganisationPage, OrganisationResult, OrganisationRole, RoleResult } from './organisation.type.js';

const GrantedRole = enumOf('GrantableRole', 'Roles that are given. Being a provider follows from the register, being an agency from its entry.', {
  AWARDING_BODY: 'Awards micro-credentials.',
  ASSESSOR: 'Assesses learners.',
  AUTHORITY: 'Decides beside the offer.',
});

const EXPECTED_VERSION = { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' };

@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: Organisations,
  ) {}

  @Public()
  @Query(() => Organisation, { nullable: true, description: 'One organisation; null when there is none of this identifier, and for applicants.' })
  async organisation(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string, @Context() context: ApiContext): Promise<OrganisationRecord | null> {
    const found = await context.loaders.organisation.load(id.toLowerCase());
    const hidden = found?.provider?.applicantOnly && !(await context.principal()).reach('provider.read').covers(found.id);
    return hidden ? null : found;
  }

  @Public()
  @Query(() => OrganisationPage, { description: 'Organisations in order of their entry.' })
  async organisations(
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Args('role', { type: () => OrganisationRole, nullable: true, description: 'Only those that hold this role today.' }) role: OrganisationRoleName | null,
    @Context() context: ApiContext,
  ) {
    const size = pageSize(first);
    const seenBy = (await context.principal()).reach('provider.read').ids;
    const records = await this.service.search(this.uow.read, { after: identifier(after), limit: size + 1, role, seenBy });
    return pageOf(records, size, (record) => record);
  }

  @ResolveField(() => [FormerName], { description: 'Legal names it had before, newest first.' })
  formerNames({ id }: OrganisationRecord, _args: unknown, { loaders }: ApiContext): Promise<FormerNameRecord[]> {
    return loaders.formerNames.load(id);
  }

  @Requires('organisation.create')
  @Mutation(() => OrganisationResult, { description: 'Enters an organisation into the register.' })
  async createOrganisation(@Args('organisation', { description: 'What is known of it.' }) input: OrganisationInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const data = organisationChanges(input, reader) as OrganisationData;
    return this.saved(await reader.proceed(() => context.change((tx) => this.service.create(tx, data))));
  }

  @Requires('organisation.edit', on('organisation', 'id'))
  @Mutation(() => OrganisationResult, { description: 'Changes an organisation. Name, identifiers and country are the registrar’s, except of an applicant.' })
  async editOrganisation(
    @Args('id', { type: () => ID, description: 'Which.' }) id: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: OrganisationChanges,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const changes = organisationChanges(input, reader);
    const byRegistrar = (await context.principal()).reach('organisation.rename').isAll;
    return this.saved(await reader.proceed(() => context.change((tx) => this.service.edit(tx, { id, expectedVersion, changes, byRegistrar }))));
  }

  @Requires('organisation.rename', on('organisation', 'id'))
  @Mutation(() => OrganisationResult, { description: 'Gives an organisation a new legal name; the former one stays public with its last day.' })
  async renameOrganisation(
    @Args('id', { type: () => ID, description: 'Which.' }) id: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('legalName', { type: () => [LocalisedTextInput], description: 'Its new name as the law knows it.' }) legalName: LocalisedTextInput[],
    @Args('until', { type: () => GraphQLDate, nullable: true, description: 'Last day of the former name; yesterday when left out.' }) until: string | null,
    @Args('reason', { description: 'Why, for example the decision it follows from.' }) reason: string,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const name = reader.text(legalName, 'legalName') ?? {};
    return this.saved(await reader.proceed(() => context.change((tx) =>
      this.service.rename(tx, { id, expectedVersion, legalName: name, until: until ?? undefined, reason }))));
  }

  @Requires('organisation.role')
  @Mutation(() => RoleResult, { description: 'Gives an organisation a role.' })
  async grantRole(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('role', { type: () => GrantedRole, description: 'What it does from now on.' }) role: GrantableRole,
    @Args('from', { type: () => GraphQLDate, nullable: true, description: 'First day; unknown when left out.' }) from: string | null,
    @Context() context: ApiContext,
  ) {
    const outcome = await context.change((tx) => this.service.grantRole(tx, { organisationId, expectedVersion, role, from }));
    return answer(outcome, (granted) => granted);
  }

  @Requires('organisation.role')
  @Mutation(() => RoleResult, { description: 'Ends a role of an organisation.' })
  async endRole(
    @Args('organisationId', { type: () => ID, description: 'Who.' }) organisationId: string,
    @Args('expectedVersion', EXPECTED_VERSION) expectedVersion: number,
    @Args('role', { type: () => GrantedRole, description: 'What it no longer does.' }) role: GrantableRole,
    @Args('to', { type: () => GraphQLDate, description: 'Last day.' }) to: string,
    @Context() context: ApiContext,
  ) {
    const outcome = await context.change((tx) => this.service.endRole(tx, { organisationId, expectedVersion, role, to }));
    return answer(outcome, (ended) => ended);
  }

  private saved(outcome: Awaited<ReturnType<Organisations['create']>>) {
    return answer(outcome, (organisation, warnings) => ({ organisation, warnings }));
  }
}
