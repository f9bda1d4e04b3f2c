import type { Problem } from '#libs/kernel';
import type { Tx } from '#libs/database';
import { identifierKey } from './organisation-input.js';
import type { Identifier } from './organisation-record.js';
import { organisationProblems } from './problems.js';

/**
 * DO NOTHING waits for another transaction that has just inserted the same key, and then answers no row: a clash is found
 * also when it happens at the same moment, and is data, not an aborted transaction. Sorted (as `organisationFields` leaves
 * them), so that two writers of the same keys wait in the same order.
 */
export async function addIdentifiers(tx: Tx, organisationId: string, identifiers: readonly Identifier[]): Promise<Problem[]> {
  if (!identifiers.length) return [];
  const added = await tx.query<Identifier>(
    `INSERT INTO organisation_identifier (organisation_id, scheme, value)
     SELECT $1, scheme, value FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS given(scheme, value, position) ORDER BY position
     ON CONFLICT (scheme, value) DO NOTHING RETURNING scheme, value`,
    [organisationId, identifiers.map(({ scheme }) => scheme), identifiers.map(({ value }) => value)],
  );
  const keys = new Set(added.map(identifierKey));
  return identifiers
    .filter((identifier) => !keys.has(identifierKey(identifier)))
    .map(({ scheme, value }) => organisationProblems.make('IDENTIFIER_TAKEN', 'identifiers', { scheme, value }));
}

export async function replaceIdentifiers(tx: Tx, organisationId: string, { before, after }: Record<'before' | 'after', readonly Identifier[]>): Promise<Problem[]> {
  const kept = new Set(after.map(identifierKey));
  const old = new Set(before.map(identifierKey));
  const gone = before.filter((identifier) => !kept.has(identifierKey(identifier)));
  if (gone.length) {
    await tx.change(
      `DELETE FROM organisation_identifier i USING unnest($2::text[], $3::text[]) AS gone(scheme, value)
       WHERE i.organisation_id = $1 AND i.scheme = gone.scheme AND i.value = gone.value`,
      [organisationId, gone.map(({ scheme }) => scheme), gone.map(({ value }) => value)],
    );
  }
  return addIdentifiers(tx, organisationId, after.filter((identifier) => !old.has(identifierKey(identifier))));
}
