import { violatedConstraint, type Tx } from '#libs/database';
import { newId, ProblemError } from '#libs/kernel';
import type { OfferState } from './offer-state.js';
import { saveProblems } from './problems.js';
import { leavePublic as tellLeaving } from './publication-store.js';
import type { PublishedDocument } from './published-document.js';

interface Leaving {
  offerId: string;
  kind: 'WITHDRAWN' | 'ARCHIVED';
  reason: string | null;
}

/** Takes the offers out of the public: status, tombstone, current documents and events of all in three statements. */
export async function leavePublic(tx: Tx, leaving: readonly Leaving[], now: Date): Promise<void> {
  await tx.change(
    `UPDATE offer o SET status = l->>'kind', withdrawal_reason = l->>'reason', withdrawn_at = $2, version = version + 1
     FROM jsonb_array_elements($1::jsonb) AS l WHERE o.id = (l->>'offerId')::uuid`,
    [JSON.stringify(leaving), now],
  );
  await tellLeaving(tx, leaving, now);
}

/** The revision that was public last. */
export async function publishedRevision(tx: Tx, { id, currentRevision }: OfferState): Promise<{ document: PublishedDocument }> {
  const [row] = await tx.query<{ document: PublishedDocument }>('SELECT document FROM revision WHERE offer_id = $1 AND number = $2', [id, currentRevision]);
  if (!row) throw new Error(`Offer ${id} has left the public without a revision`);
  return row;
}

/** A code of the offer that another live offer of its provider has taken meanwhile; null where none is. */
export async function takenCode(tx: Tx, { id, providerId, code }: OfferState, publishedCode: string | null): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `SELECT code FROM offer WHERE provider_id = $1 AND id <> $2 AND code = ANY ($3::text[])
       AND (status = 'PUBLISHED' OR (status = 'DRAFT' AND supersedes_id IS NULL)) LIMIT 1`,
    [providerId, id, [code, publishedCode].filter((one) => one !== null)],
  );
  return row?.code ?? null;
}

/** Makes the offer's last revision its current document again; it keeps the day on which it was published. */
export async function comeBack(tx: Tx, state: OfferState, now: Date): Promise<void> {
  try {
    await tx.change(
      `UPDATE offer SET status = 'PUBLISHED', withdrawal_reason = NULL, withdrawn_at = NULL, version = version + 1 WHERE id = $1`, [state.id]);
  } catch (error) {
    // Somebody took the code in this very moment.
    if (violatedConstraint(error) !== 'offer_live_code') throw error;
    throw new ProblemError(saveProblems.make('CODE_TAKEN', 'offerId', { code: state.code ?? '' }));
  }
  await tx.query(
    `INSERT INTO published_offer (offer_id, provider_id, revision, hash, document, published_at, first_published_at)
     SELECT r.offer_id, $3, r.number, r.hash, r.document, r.published_at, (SELECT min(f.published_at) FROM revision f WHERE f.offer_id = $1)
     FROM revision r WHERE r.offer_id = $1 AND r.number = $2`,
    [state.id, state.currentRevision, state.providerId],
  );
  await tx.query(
    `INSERT INTO publication_event (id, offer_id, kind, revision, reason, at) VALUES ($1, $2, 'PUBLISHED', $3, NULL, $4)`,
    [newId(), state.id, state.currentRevision, now],
  );
}
