import type { Tx } from '#libs/database';
import { errorsOf } from '#libs/kernel';
import { checkFragment, notationsOf } from './check-fragment.js';
import { CONTAINERS, type FragmentKind, type LoqFragment } from './fragment.js';
import { partText } from './loq-file.js';
import { FORMAT } from './settings.js';

/** Offers to be looked at, in order of id. */
export const staleAfter = (tx: Tx, after: string | null, limit: number): Promise<{ id: string; mark: string }[]> =>
  tx.query(
    'SELECT offer_id AS id, mark FROM feed_stale WHERE format = $1 AND ($2::uuid IS NULL OR offer_id > $2) ORDER BY offer_id LIMIT $3',
    [FORMAT, after, limit],
  );

/** Ids are sorted: two transactions that mark the same offers take the row locks in the same order. */
export async function markOffers(tx: Tx, offerIds: readonly string[]): Promise<void> {
  if (!offerIds.length) return;
  await tx.query(
    `INSERT INTO feed_stale (format, offer_id, mark) SELECT $1, unnest, gen_random_uuid() FROM unnest($2::uuid[]) ORDER BY unnest
     ON CONFLICT (format, offer_id) DO UPDATE SET mark = gen_random_uuid(), marked_at = now()`,
    [FORMAT, [...new Set(offerIds)].sort()],
  );
}

export async function markAllFragments(tx: Tx): Promise<void> {
  await tx.query(
    `INSERT INTO feed_stale (format, offer_id, mark) SELECT format, id, gen_random_uuid() FROM feed_fragment WHERE format = $1 AND kind = 'offer' ORDER BY id
     ON CONFLICT (format, offer_id) DO UPDATE SET mark = gen_random_uuid(), marked_at = now()`,
    [FORMAT],
  );
}

/** A record marked again meanwhile keeps its row. */
export async function settleMarks(tx: Tx, done: readonly { id: string; mark: string }[]): Promise<void> {
  await tx.query(
    `DELETE FROM feed_stale s USING unnest($2::uuid[], $3::uuid[]) AS done(id, mark)
     WHERE s.format = $1 AND s.offer_id = done.id AND s.mark = done.mark`,
    [FORMAT, done.map((row) => row.id), done.map((row) => row.mark)],
  );
}

export async function keysOf(tx: Tx, kind: FragmentKind, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; key: string }>(
    'SELECT id, key FROM feed_fragment WHERE format = $1 AND kind = $2 AND id = ANY ($3::uuid[])', [FORMAT, kind, ids],
  );
  return new Map(rows.map((row) => [row.id, row.key]));
}

export interface KeyedFragment {
  key: string;
  fragment: LoqFragment;
}

const PARTS = CONTAINERS.map(({ part }) => part);

/** All in one statement; what cannot be sent keeps its reasons and no text. */
export async function saveFragments(tx: Tx, fragments: readonly KeyedFragment[], publicUrl: string): Promise<void> {
  if (!fragments.length) return;
  const rows = fragments.map(({ key, fragment }) => rowOf(fragment, { key, publicUrl }));
  await tx.query(
    `INSERT INTO feed_fragment (format, kind, id, key, ${PARTS.join(', ')}, organisation_ids, notations, left_out, problems, losses, loss_codes)
     SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb) AS r(kind text, id uuid, key text, ${PARTS.map((part) => `${part} text`).join(', ')},
       organisation_ids uuid[], notations text[], left_out boolean, problems jsonb, losses jsonb, loss_codes text[])
     ON CONFLICT (format, kind, id) DO UPDATE SET key = excluded.key, ${PARTS.map((part) => `${part} = excluded.${part}`).join(', ')},
       organisation_ids = excluded.organisation_ids, notations = excluded.notations, left_out = excluded.left_out,
       problems = excluded.problems, losses = excluded.losses, loss_codes = excluded.loss_codes, rendered_at = now()`,
    [FORMAT, JSON.stringify(rows)],
  );
}

function rowOf(fragment: LoqFragment, { key, publicUrl }: { key: string; publicUrl: string }): Record<string, unknown> {
  // What is known to be missing says more than the faults of structure that follow from it.
  const problems = fragment.problems.length ? fragment.problems : checkFragment(fragment, publicUrl);
  const leftOut = errorsOf(problems).length > 0;
  return {
    kind: fragment.kind,
    id: fragment.id,
    key,
    ...Object.fromEntries(PARTS.map((part) => [part, leftOut ? '' : partText(fragment, part)])),
    organisation_ids: fragment.organisationIds,
    // The register's own numbers hold the record's id and nobody else's: only the others can meet a stranger (trap 17).
    notations: notationsOf(fragment).filter((notation) => !notation.includes(fragment.id)),
    left_out: leftOut,
    problems,
    losses: fragment.losses,
    loss_codes: [...new Set(fragment.losses.map((loss) => loss.code))].sort(),
  };
}

/** @returns how many fragments there were. */
export async function removeOffers(tx: Tx, ids: readonly string[]): Promise<number> {
  if (!ids.length) return 0;
  return (await tx.change(`DELETE FROM feed_fragment WHERE format = $1 AND kind = 'offer' AND id = ANY ($2::uuid[])`, [FORMAT, ids])).count;
}
