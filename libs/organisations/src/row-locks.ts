import { isId, withConflict, type Problem } from '#libs/kernel';
import type { Tx } from '#libs/database';
import type { ProviderStatus } from './provider.entity.js';
import { organisationProblems } from './problems.js';

/**
 * Holds the organisation's row until the transaction ends, so that the second of two editors sees the first one's version.
 * NO KEY UPDATE: rows that only refer to the organisation (outcomes, offers) may be written meanwhile.
 */
export async function lockOrganisation(tx: Tx, id: string): Promise<{ version: number } | null> {
  if (!isId(id)) return null;
  const [row] = await tx.query<{ version: number }>('SELECT version FROM organisation WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return row ?? null;
}

export interface LockedProvider {
  id: string;
  status: ProviderStatus;
  statusSince: string;
  version: number;
}

/**
 * Holds the providers' rows: two changes of status, or a closing and the closing of its successor, happen one after the
 * other. In order of id, so that two writers that need the same two rows do not wait for each other.
 */
export async function lockProviders(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedProvider>> {
  const rows = await tx.query<LockedProvider>(
    `SELECT organisation_id AS id, status, status_since AS "statusSince", version FROM provider
     WHERE organisation_id = ANY($1::uuid[]) ORDER BY organisation_id FOR NO KEY UPDATE`,
    [ids.filter(isId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The Problem of an editor who started from another version than the one that stands, with both states; null when there is none.
 * `expected` null: the writer does not claim to have seen any version (imports).
 */
export function versionConflict(
  { expected, actual }: { expected: number | null; actual: number }, states: { stands: unknown; sent: unknown },
): Problem | null {
  if (expected === null || expected === actual) return null;
  return withConflict(organisationProblems.make('VERSION_CONFLICT', '', { expected, actual }), { expected, actual }, states);
}
