import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ProblemError } from '#libs/kernel';
import { AccessError } from './access-error.js';
import { declaredRequirement, type Requirement, type Target } from './permission.js';
import type { Principal, Reach } from './principal.js';
import { Principals } from './principals.js';
import { RecordOwners } from './record-owners.js';

interface Request {
  headers: { authorization?: string };
}

/** Deny by default (DESIGN section 6): an endpoint that declares no permission is closed to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  private readonly known = new WeakMap<object, Requirement | 'undeclared'>();
  private readonly asked = new WeakMap<Request, Promise<Principal>>();

  constructor(
    private readonly principals: Principals,
    private readonly owners: RecordOwners,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const requirement = this.requirementOf(context);
    if (requirement === 'undeclared') throw new AccessError(403, 'This endpoint declares no permission and is therefore closed.');
    return requirement.who === 'public' || this.demand(requirement, requestOf(context), argumentsOf(context));
  }

  /** Who makes this request; found out once. */
  principalOf(request: Request): Promise<Principal> {
    let principal = this.asked.get(request);
    if (!principal) this.asked.set(request, (principal = this.principals.of(request.headers.authorization)));
    return principal;
  }

  /**
   * @param given what a target's argument is looked up in: the arguments, or the record a field belongs to.
   * @throws AccessError when the requirement is not met, ProblemError when the record is not there or not theirs.
   */
  async demand(requirement: Requirement, request: Request, given: unknown): Promise<true> {
    if (requirement.who === 'public') return true;
    const principal = await this.principalOf(request);
    if (principal.isNobody) throw new AccessError(401, 'Sign in, or give a key, as `authorization: Bearer …`.');
    if (requirement.who === 'signed-in') return true;
    const { permission, target } = requirement;
    const reach = principal.reach(permission);
    if (reach.isNone) throw new AccessError(403, `This needs the permission ${permission}, which you do not hold.`);
    if (target && !reach.isAll) await this.requireOwn(reach, target, given);
    return true;
  }

  /** Somebody else's record and none at all go the same way, and are answered alike. */
  private async requireOwn(reach: Reach, { kind, argument }: Target, given: unknown): Promise<void> {
    const id = argument.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], given);
    const owner = typeof id === 'string' ? await this.owners.ownerOf(kind, id) : null;
    if (!reach.covers(owner)) throw new ProblemError(this.owners.unknown(kind, String(id)));
  }

  private requirementOf(context: ExecutionContext): Requirement | 'undeclared' {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known) return known;
    const found = declaredRequirement(handler, context.getClass()) ?? 'undeclared';
    this.known.set(handler, found);
    return found;
  }
}

const isGraphql = (context: ExecutionContext): boolean => context.getType<string>() === 'graphql';

/** A GraphQL resolver gets (parent, arguments, context, info); the context holds the HTTP request. */
const requestOf = (context: ExecutionContext): Request =>
  isGraphql(context) ? context.getArgByIndex<{ req: Request }>(2).req : context.switchToHttp().getRequest<Request>();

const argumentsOf = (context: ExecutionContext): unknown =>
  isGraphql(context) ? context.getArgByIndex<unknown>(1) : context.switchToHttp().getRequest<{ params: unknown }>().params;
