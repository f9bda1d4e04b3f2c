import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { on, Public, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { OrganisationRecord } from '#libs/organisations';
import { Agencies, type AgencyRecord } from '#libs/quality';
import type { ApiContext } from '../graphql/context.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Organisation } from '../organisation/organisation.type.js';
import { AgencyChanges, AgencyInput } from './agency.input.js';
import { Agency, AgencyPage, AgencyResult } from './agency.type.js';

@Resolver(() => Agency)
export class AgencyResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly agencyService: Agencies,
  ) {}

  @Public()
  @Query(() => AgencyPage, { description: 'Agencies in order of their entry.' })
  async agencies(
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
  ) {
    const size = pageSize(first);
    return pageOf(await this.agencyService.list(this.uow.read, { after: identifier(after), limit: size + 1 }), size, (record) => record);
  }

  @ResolveField(() => Organisation, { description: 'Its names, identifiers and addresses.' })
  organisation(agency: AgencyRecord, _args: unknown, { loaders }: ApiContext): Promise<OrganisationRecord | null> {
    return loaders.organisation.load(agency.id);
  }

  @Requires('agency.manage')
  @Mutation(() => AgencyResult, { description: 'Makes an organisation an agency.' })
  async registerAgency(@Args('agency', { description: 'Which, and what is known of it.' }) input: AgencyInput, @Context() context: ApiContext) {
    const agency = { ...input, officialCountries: input.officialCountries ?? [] };
    const outcome = await context.change((tx) => this.agencyService.register(tx, agency));
    return answer(outcome, (saved, warnings) => ({ agency: saved, warnings }));
  }

  @Requires('agency.edit', on('agency', 'id'))
  @Mutation(() => AgencyResult, { description: 'Changes what is known of an agency.' })
  async editAgency(
    @Args('id', { type: () => ID, description: 'Which.' }) agencyId: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' }) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: AgencyChanges,
    @Context() context: ApiContext,
  ) {
    const changes = { ...input, officialCountries: input.officialCountries === null ? [] : input.officialCountries };
    const asRegistrar = (await context.principal()).reach('agency.edit').isAll;
    const outcome = await context.change((tx) => this.agencyService.edit(tx, { agencyId, expectedVersion, changes, asRegistrar }));
    return answer(outcome, (agency, warnings) => ({ agency, warnings }));
  }
}
