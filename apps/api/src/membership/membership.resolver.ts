import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Memberships, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { reachedBy } from '../access/reached.js';
import type { ApiContext } from '../graphql/context.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Membership, MembershipPage, MembershipResult } from './membership.type.js';

@Resolver(() => Membership)
export class MembershipResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: Memberships,
  ) {}

  @Requires('membership.read')
  @Query(() => MembershipPage, { description: 'Who holds which role, as far as it is yours to know, in order of entry.' })
  async memberships(
    @Args('organisationId', { type: () => ID, nullable: true, description: 'Only in this organisation.' }) organisationId: string | null,
    @Args('ended', { defaultValue: false, description: 'Also roles that have ended.' }) ended: boolean,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Context() context: ApiContext,
  ) {
    const size = pageSize(first);
    const organisationIds = reachedBy((await context.principal()).reach('membership.read'), identifier(organisationId));
    return pageOf(await this.service.list(this.uow.read, { organisationIds, ended, after: identifier(after), limit: size + 1 }), size, (record) => record);
  }

  @Requires('membership.manage', on('membership', 'id'))
  @Mutation(() => MembershipResult, { description: 'Ends a role from now on. It stays in the history.' })
  async endMembership(@Args('id', { type: () => ID, description: 'Which membership.' }) membershipId: string, @Context() context: ApiContext) {
    const by = await context.principal();
    return answer(await context.change((tx) => this.service.end(tx, { membershipId, by })), (membership, warnings) => ({ membership, warnings }));
  }
}
