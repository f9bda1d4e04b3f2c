import { Context, Query, Resolver } from '@nestjs/graphql';
import { ApiKeys, PERMISSIONS, SignedIn } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { ActorKind } from '#libs/kernel';
import type { ApiContext } from '../graphql/context.js';
import { Me } from './me.type.js';

@Resolver()
export class MeResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: ApiKeys,
  ) {}

  @SignedIn()
  @Query(() => Me, { nullable: true, description: 'Who you are to the register, and what you may; an error and null for whom it does not know.' })
  async me(@Context() context: ApiContext): Promise<Me> {
    const principal = await context.principal();
    return {
      kind: principal.kind as ActorKind,
      id: principal.id,
      displayName: principal.subject?.displayName ?? null,
      subject: principal.subject?.subject ?? null,
      key: principal.kind === 'API_KEY' && principal.id ? await this.keys.load(this.uow.read, principal.id) : null,
      roles: [...principal.grants],
      permissions: PERMISSIONS.filter((permission) => principal.may(permission))
        .map((permission) => ({ permission, organisationIds: principal.reach(permission).ids })),
    };
  }
}
