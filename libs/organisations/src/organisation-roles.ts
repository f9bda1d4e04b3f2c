import { fail, newId, succeed, type LocalDate, type Outcome } from '#libs/kernel';
import type { Tx } from '#libs/database';
import { OrganisationRole, type OrganisationRoleName } from './organisation-role.entity.js';
import { organisationProblems } from './problems.js';

/** A role from its first to its last day; null is open. */
export interface RoleRecord {
  role: OrganisationRoleName;
  from: LocalDate | null;
  to: LocalDate | null;
}

/**
 * Opens a role that has no end yet. The caller holds the organisation's row lock: two writers that both find the role free
 * would open it twice.
 */
export async function openRole(tx: Tx, organisationId: string, { role, from }: Omit<RoleRecord, 'to'>): Promise<Outcome<RoleRecord>> {
  const held = (await rolesOf(tx, organisationId)).some(
    (period) => period.role === role && (period.to === null || from === null || period.to >= from),
  );
  if (held) return fail(organisationProblems.make('ROLE_HELD', 'role', { role }));
  await tx.repository(OrganisationRole).insert({ id: newId(), organisationId, role, from, to: null });
  return succeed({ role, from, to: null });
}

/** Ends the open role with this last day. The row stays: what was done in the role keeps its ground. */
export async function closeRole(tx: Tx, organisationId: string, { role, to }: { role: OrganisationRoleName; to: LocalDate }): Promise<Outcome<RoleRecord>> {
  const { rows } = await tx.change<{ from: LocalDate | null }>(
    `UPDATE organisation_role SET to_date = $3
     WHERE organisation_id = $1 AND role = $2 AND to_date IS NULL AND (from_date IS NULL OR from_date <= $3)
     RETURNING from_date AS "from"`,
    [organisationId, role, to],
  );
  const [ended] = rows;
  if (!ended) return fail(organisationProblems.make('ROLE_NOT_HELD', 'role', { role, date: to }));
  return succeed({ role, from: ended.from, to });
}

/** All roles of the organisation, past and present, oldest first. */
export const rolesOf = (tx: Tx, organisationId: string): Promise<RoleRecord[]> =>
  tx.query<RoleRecord>(
    `SELECT role, from_date AS "from", to_date AS "to" FROM organisation_role
     WHERE organisation_id = $1 ORDER BY from_date NULLS FIRST, id`,
    [organisationId],
  );
