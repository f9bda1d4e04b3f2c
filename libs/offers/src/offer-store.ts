import { violatedConstraint, type Tx } from '#libs/database';
import { newId, ProblemError } from '#libs/kernel';
import type { OfferContent, RunContent } from './offer-content.js';
import { saveProblems } from './problems.js';
import { decideAll } from './submission/submission-store.js';

export interface OfferRow {
  id: string;
  providerId: string;
  code: string | null;
  content: OfferContent;
  supersedesId: string | null;
}

export interface OfferRuns {
  offerId: string;
  runs: readonly RunContent[];
}

/** Writes new drafts, all in one statement. */
export const insertOffers = (tx: Tx, rows: readonly OfferRow[], now: Date): Promise<void> =>
  codeClash(rows, () =>
    tx.query(
      `INSERT INTO offer (id, provider_id, code, status, content, version, supersedes_id, created_at, updated_at)
       SELECT (r->>'id')::uuid, (r->>'providerId')::uuid, r->>'code', 'DRAFT', r->'content', 1, (r->>'supersedesId')::uuid, $2, $2
       FROM jsonb_array_elements($1::jsonb) AS r`,
      [JSON.stringify(rows), now],
    ),
  );

/**
 * Changes drafts and raises their versions; the rows are locked already. What was put forward for publication was the
 * draft before: those submissions lapse, and the offers are answered that had one.
 */
export async function updateOffers(tx: Tx, rows: readonly Pick<OfferRow, 'id' | 'code' | 'content'>[], now: Date): Promise<Set<string>> {
  await codeClash(rows, () =>
    tx.change(
      `UPDATE offer o SET code = r->>'code', content = r->'content', version = version + 1, updated_at = $2
       FROM jsonb_array_elements($1::jsonb) AS r WHERE o.id = (r->>'id')::uuid`,
      [JSON.stringify(rows.map(({ id, code, content }) => ({ id, code, content }))), now],
    ),
  );
  return decideAll(tx, rows.map((row) => row.id), { step: 'LAPSE', at: now });
}

/** Replaces the drafts' runs; a run's identity is its code inside the offer. */
export async function writeRuns(tx: Tx, offers: readonly OfferRuns[]): Promise<void> {
  const rows = offers.flatMap(({ offerId, runs }) =>
    runs.map((run, position) => ({ id: newId(), offerId, code: run.code, position, content: run })),
  );
  await tx.change(
    `DELETE FROM run USING unnest($1::uuid[]) AS offer(id)
     WHERE run.offer_id = offer.id AND NOT EXISTS (
       SELECT 1 FROM unnest($2::uuid[], $3::text[]) AS kept(offer_id, code) WHERE kept.offer_id = run.offer_id AND kept.code = run.code)`,
    [offers.map((o) => o.offerId), rows.map((r) => r.offerId), rows.map((r) => r.code)],
  );
  await insertRuns(tx, rows);
}

/** Runs of offers made in this transaction: there is nothing to replace yet. */
export const addRuns = (tx: Tx, offers: readonly OfferRuns[]): Promise<void> =>
  insertRuns(tx, offers.flatMap(({ offerId, runs }) =>
    runs.map((run, position) => ({ id: newId(), offerId, code: run.code, position, content: run }))));

async function insertRuns(tx: Tx, rows: readonly object[]): Promise<void> {
  if (!rows.length) return;
  await tx.query(
    `INSERT INTO run (id, offer_id, code, position, content)
     SELECT (r->>'id')::uuid, (r->>'offerId')::uuid, r->>'code', (r->>'position')::int, r->'content'
     FROM jsonb_array_elements($1::jsonb) AS r
     ON CONFLICT (offer_id, code) DO UPDATE SET position = excluded.position, content = excluded.content`,
    [JSON.stringify(rows)],
  );
}

/** Two writers may take a code at the same moment: then the database refuses the second, and all its statement. */
async function codeClash(rows: readonly { code: string | null }[], write: () => Promise<unknown>): Promise<void> {
  if (!rows.length) return;
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) !== 'offer_live_code') throw error;
    const code = rows.length === 1 ? (rows[0]?.code ?? '') : codeIn(error);
    throw new ProblemError(saveProblems.make('CODE_TAKEN', 'code', { code }));
  }
}

/** PostgreSQL names the clashing key: `Key (provider_id, code)=(…, the code) already exists.` */
const codeIn = (error: unknown): string =>
  /\)=\([^,]+, (.*)\) already exists/s.exec((error as { driverError?: { detail?: string } }).driverError?.detail ?? '')?.[1] ?? '';
