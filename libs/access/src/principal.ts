import { SYSTEM, type Actor, type ActorKind } from '#libs/kernel';
import { holdersOf, PERMISSIONS, type Permission } from './permissions.js';
import type { Role } from './roles.js';

/** One role somebody holds; `organisationId` is null for roles of the register. */
export interface Grant {
  role: Role;
  organisationId: string | null;
}

/** Whose records a permission opens. */
export class Reach {
  /** @param organisations null: everybody's. */
  constructor(private readonly organisations: ReadonlySet<string> | null) {}

  get isAll(): boolean {
    return this.organisations === null;
  }

  get isNone(): boolean {
    return this.organisations?.size === 0;
  }

  /** The organisations, for queries; null: no limit. */
  get ids(): string[] | null {
    return this.organisations && [...this.organisations];
  }

  covers(organisationId: string | null | undefined): boolean {
    return this.organisations === null || (typeof organisationId === 'string' && this.organisations.has(organisationId.toLowerCase()));
  }
}

const ALL = new Reach(null);
const NONE = new Reach(new Set());

export interface PrincipalFacts {
  /** Null: nobody has said who they are. */
  kind: ActorKind | null;
  /** The person's or key's identifier; null for a person whom the register does not know yet. */
  id: string | null;
  reaches: ReadonlyMap<Permission, Reach>;
  /** Of keys: the person who made it. */
  madeBy?: string | null;
  grants?: readonly Grant[];
  /** Of people: who they are to their identity provider. */
  subject?: { issuer: string; subject: string; displayName: string | null };
}

/** Whoever asks, and what they may. */
export class Principal {
  constructor(private readonly facts: PrincipalFacts) {}

  get kind(): ActorKind | null {
    return this.facts.kind;
  }

  get id(): string | null {
    return this.facts.id;
  }

  get grants(): readonly Grant[] {
    return this.facts.grants ?? [];
  }

  get subject(): PrincipalFacts['subject'] {
    return this.facts.subject;
  }

  get isNobody(): boolean {
    return this.facts.kind === null;
  }

  reach(permission: Permission): Reach {
    return this.facts.reaches.get(permission) ?? NONE;
  }

  may(permission: Permission): boolean {
    return !this.reach(permission).isNone;
  }

  actor(requestId: string | null): Actor {
    const { kind, id, madeBy } = this.facts;
    return kind === null ? { ...SYSTEM, requestId } : { kind, id, requestId, ...(madeBy && { madeBy }) };
  }
}

export const NOBODY = new Principal({ kind: null, id: null, reaches: new Map() });

/** What these roles open, taken together. */
export function reachesOf(grants: readonly Grant[]): Map<Permission, Reach> {
  return new Map(PERMISSIONS.flatMap((permission) => {
    const held = grants.filter(({ role }) => holdersOf(permission).includes(role));
    if (!held.length) return [];
    return [[permission, held.some(({ organisationId }) => organisationId === null) ? ALL : within(held.flatMap((grant) => grant.organisationId ?? []))]];
  }));
}

/** What a key's scopes open in its organisation (null: everywhere). */
export const reachesOfScopes = (scopes: readonly Permission[], organisationId: string | null): Map<Permission, Reach> =>
  new Map(scopes.map((permission) => [permission, organisationId === null ? ALL : within([organisationId])]));

const within = (organisationIds: readonly string[]): Reach => new Reach(new Set(organisationIds));
