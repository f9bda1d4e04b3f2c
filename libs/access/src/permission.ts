import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.js';
import type { RecordKind } from './record-kind.js';

/** Which record an endpoint is about: the guard asks whose it is before anything is done. */
export interface Target {
  kind: RecordKind;
  /** The argument that names it, in dot notation (`inclusion.authorityId`). */
  argument: string;
}

/**
 * What an endpoint asks for. `target` null: the endpoint itself answers only what the permission reaches (lists, bulk
 * actions), or the permission is one of the register as a whole.
 */
export type Requirement =
  | { who: 'public' }
  /** Anybody who has signed in, whatever their roles. */
  | { who: 'signed-in' }
  | { who: 'permission'; permission: Permission; target: Target | null };

export const REQUIREMENT_KEY = 'register:requirement';

/** Anybody may: said in words, because silence means nobody. */
export const Public = () => SetMetadata(REQUIREMENT_KEY, { who: 'public' } satisfies Requirement);

/** Whoever has signed in may. */
export const SignedIn = () => SetMetadata(REQUIREMENT_KEY, { who: 'signed-in' } satisfies Requirement);

/**
 * Whoever holds the permission may; with a target, for that record. A record of somebody else's is answered like one that
 * does not exist.
 */
export const Requires = (permission: Permission, target: Target | null = null) =>
  SetMetadata(REQUIREMENT_KEY, { who: 'permission', permission, target } satisfies Requirement);

export const on = (kind: RecordKind, argument: string): Target => ({ kind, argument });

/** What a handler or its class declares; null when neither says anything. The handler's own word wins. */
export const declaredRequirement = (...targets: (object | undefined)[]): Requirement | null => {
  for (const target of targets) {
    const found: unknown = target && Reflect.getMetadata(REQUIREMENT_KEY, target);
    if (found) return found as Requirement;
  }
  return null;
};

/** As the snapshot of all endpoints says it. */
export function requirementInWords(requirement: Requirement | null): string {
  if (!requirement) return 'undeclared';
  if (requirement.who !== 'permission') return requirement.who;
  const { permission, target } = requirement;
  return target ? `${permission} of ${target.kind} (${target.argument})` : permission;
}
