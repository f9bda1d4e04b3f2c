import { fail, succeed, type Outcome } from '#libs/kernel';
import { accessProblems } from '../problems.js';
import type { Principal } from '../principal.js';
import { isBound, type Role } from '../roles.js';

/** Who may give which roles in their own organisation: the same work, never another's. */
const GRANTABLE: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  PROVIDER_PUBLISHER: ['PROVIDER_EDITOR', 'PROVIDER_PUBLISHER'],
  QA_AGENCY: ['QA_AGENCY'],
  NQF_AUTHORITY: ['NQF_AUTHORITY'],
  FUNDING_AUTHORITY: ['FUNDING_AUTHORITY'],
  RECOGNITION_BODY: ['RECOGNITION_BODY'],
};

export interface RoleInOrganisation {
  role: Role;
  organisationId: string | null;
}

/** Whether the principal may give or take the role there. The registrar may, everywhere. */
export function mayGrant(principal: Principal, { role, organisationId }: RoleInOrganisation): boolean {
  const reach = principal.reach('membership.manage');
  if (reach.isAll) return true;
  if (organisationId === null || !reach.covers(organisationId)) return false;
  return principal.grants.some((grant) => grant.organisationId === organisationId.toLowerCase() && (GRANTABLE[grant.role] ?? []).includes(role));
}

/** A role of the register names no organisation, any other does. */
export function checkBinding({ role, organisationId }: RoleInOrganisation): Outcome<null> {
  if (isBound(role) === (organisationId !== null)) return succeed(null);
  return fail(accessProblems.make(isBound(role) ? 'ORGANISATION_NEEDED' : 'ORGANISATION_NOT_WANTED', 'organisationId', { role }));
}
