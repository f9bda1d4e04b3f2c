import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { accessProblems, Invitations, on, Requires, SignedIn, type InvitationRecord, type Role as RoleCode } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { fail, type Outcome } from '#libs/kernel';
import { reachedBy } from '../access/reached.js';
import type { ApiContext } from '../graphql/context.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { MembershipResult, Role } from '../membership/membership.type.js';
import { Invitation, InvitationPage, InvitationResult } from './invitation.type.js';

@Resolver(() => Invitation)
export class InvitationResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: Invitations,
  ) {}

  @Requires('membership.read')
  @Query(() => InvitationPage, { description: 'Invitations that are open, as far as they are yours to know.' })
  async invitations(
    @Args('organisationId', { type: () => ID, nullable: true, description: 'Only into this organisation.' }) organisationId: string | null,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Context() context: ApiContext,
  ) {
    const size = pageSize(first);
    const organisationIds = reachedBy((await context.principal()).reach('membership.read'), identifier(organisationId));
    return pageOf(await this.service.open(this.uow.read, { organisationIds, after: identifier(after), limit: size + 1 }), size, (record) => record);
  }

  @Requires('membership.manage')
  @Mutation(() => InvitationResult, { description: 'Offers somebody a role, by mail. Good for 14 days and for one person.' })
  async inviteMember(
    @Args('role', { type: () => Role, description: 'Which role.' }) role: RoleCode,
    @Args('organisationId', { type: () => ID, nullable: true, description: 'In which organisation; left out for roles of the register.' }) organisationId: string | null,
    @Args('email', { description: 'Where the invitation is sent. Erased when it is no longer open.' }) email: string,
    @Context() context: ApiContext,
  ) {
    const by = await context.principal();
    return saved(await context.change((tx) => this.service.invite(tx, { role, organisationId: organisationId?.toLowerCase() ?? null, email, by })));
  }

  @Requires('membership.manage', on('invitation', 'id'))
  @Mutation(() => InvitationResult, { description: 'Takes an open invitation back.' })
  async revokeInvitation(@Args('id', { type: () => ID, description: 'Which.' }) invitationId: string, @Context() context: ApiContext) {
    const by = await context.principal();
    return saved(await context.change((tx) => this.service.revoke(tx, { invitationId, by })));
  }

  @SignedIn()
  @Mutation(() => MembershipResult, { description: 'Takes the role that one was invited to. What was wrong with a token is not told apart.' })
  async acceptInvitation(@Args('token', { description: 'The last part of the link in the mail.' }) token: string, @Context() context: ApiContext) {
    const { subject: person } = await context.principal();
    const outcome = person ? await context.change((tx) => this.service.accept(tx, { token, person })) : fail(accessProblems.make('PERSON_NEEDED'));
    return answer(outcome, (membership, warnings) => ({ membership, warnings }));
  }
}

const saved = (outcome: Outcome<InvitationRecord>) => answer(outcome, (invitation, warnings) => ({ invitation, warnings }));
