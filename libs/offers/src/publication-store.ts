import type { Tx } from '#libs/database';
import { newId, type LocalDate } from '#libs/kernel';
import type { ProviderStatus } from '#libs/organisations';
import type { OfferState } from './offer-state.js';
import type { PublishedDocument } from './published-document.js';
import { decideAll, reviewedVersions } from './submission/submission-store.js';

/** What the public reads of an offer now. */
export interface CurrentDocument {
  id: string;
  revision: number;
  hash: string;
  document: PublishedDocument;
  publishedAt: Date;
  firstPublishedAt: Date;
}

/** What lies around the drafts and decides whether they may be published. */
export interface Surroundings {
  providerStatuses: ReadonlyMap<string, ProviderStatus>;
  published: ReadonlyMap<string, CurrentDocument>;
  /** Offers with an NQF inclusion that holds today. */
  nqfIncluded: ReadonlySet<string>;
  /** Offers whose provider wants a second person's agreement, which their present version does not have. */
  reviewNeeded: ReadonlySet<string>;
}

export async function loadSurroundings(tx: Tx, states: readonly OfferState[], today: LocalDate): Promise<Surroundings> {
  const ids = states.map((state) => state.id);
  const replaced = states.flatMap((state) => state.supersedesId ?? []);
  const providers = await tx.query<{ id: string; status: ProviderStatus; secondReview: boolean }>(
    'SELECT organisation_id AS id, status, second_review AS "secondReview" FROM provider WHERE organisation_id = ANY ($1::uuid[])',
    [[...new Set(states.map((state) => state.providerId))]],
  );
  const published = await tx.query<CurrentDocument>(
    `SELECT offer_id AS id, revision, hash, document, published_at AS "publishedAt", first_published_at AS "firstPublishedAt"
     FROM published_offer WHERE offer_id = ANY ($1::uuid[])`,
    [[...ids, ...replaced]],
  );
  const included = await tx.query<{ id: string }>(
    `SELECT offer_id AS id FROM authority_record WHERE kind = 'NQF_INCLUSION' AND offer_id = ANY ($1::uuid[])
       AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
    [ids, today],
  );
  return {
    providerStatuses: new Map(providers.map((row) => [row.id, row.status])),
    published: new Map(published.map((row) => [row.id, row])),
    nqfIncluded: new Set(included.map((row) => row.id)),
    reviewNeeded: await reviewNeeded(tx, states, new Set(providers.filter((row) => row.secondReview).map((row) => row.id))),
  };
}

async function reviewNeeded(tx: Tx, states: readonly OfferState[], careful: ReadonlySet<string>): Promise<Set<string>> {
  const asked = states.filter((state) => careful.has(state.providerId));
  if (!asked.length) return new Set();
  const reviewed = await reviewedVersions(tx, asked.map((state) => state.id));
  return new Set(asked.flatMap(({ id, version }) => (reviewed.get(id) === version ? [] : [id])));
}

export interface NewRevision {
  offerId: string;
  providerId: string;
  number: number;
  document: PublishedDocument;
  hash: string;
  reason: string | null;
}

/** Appends the revisions, makes them the current documents and the offers PUBLISHED: one statement for all. */
export async function appendRevisions(tx: Tx, revisions: readonly NewRevision[], now: Date): Promise<void> {
  await tx.query(
    `WITH fresh AS (
       SELECT (r->>'offerId')::uuid AS offer_id, (r->>'providerId')::uuid AS provider_id, (r->>'number')::int AS number,
         r->'document' AS document, r->>'hash' AS hash, r->>'reason' AS reason, (r->>'eventId')::uuid AS event_id
       FROM jsonb_array_elements($1::jsonb) AS r
     ), kept AS (
       INSERT INTO revision (offer_id, number, document, hash, spec_version, spec_hash, published_at, reason)
       SELECT offer_id, number, document, hash, (document->>'specVersion')::int, document->>'specHash', $2, reason FROM fresh
     ), told AS (
       INSERT INTO publication_event (id, offer_id, kind, revision, reason, at)
       SELECT event_id, offer_id, 'PUBLISHED', number, reason, $2 FROM fresh
     ), stated AS (
       UPDATE offer o SET status = 'PUBLISHED', current_revision = fresh.number FROM fresh WHERE o.id = fresh.offer_id
     )
     INSERT INTO published_offer (offer_id, provider_id, revision, hash, document, published_at, first_published_at)
     SELECT offer_id, provider_id, number, hash, document, $2, $2 FROM fresh
     ON CONFLICT (offer_id) DO UPDATE SET revision = excluded.revision, hash = excluded.hash, document = excluded.document,
       published_at = excluded.published_at`,
    [JSON.stringify(revisions.map((revision) => ({ ...revision, eventId: newId() }))), now],
  );
}

/** Takes the offers that are replaced out of the public. */
export async function markSuperseded(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return;
  await tx.change(`UPDATE offer SET status = 'SUPERSEDED', withdrawn_at = $2 WHERE id = ANY ($1::uuid[])`, [ids, now]);
  await leavePublic(tx, ids.map((offerId) => ({ offerId, kind: 'SUPERSEDED' as const, reason: null })), now);
}

interface Leaving {
  offerId: string;
  kind: 'SUPERSEDED' | 'WITHDRAWN' | 'ARCHIVED';
  reason: string | null;
}

/** Nothing waits to be published any more of an offer that left the public: submissions lapse. */
export async function leavePublic(tx: Tx, leaving: readonly Leaving[], now: Date): Promise<void> {
  const ids = leaving.map((one) => one.offerId);
  await tx.change('DELETE FROM published_offer WHERE offer_id = ANY ($1::uuid[])', [ids]);
  await decideAll(tx, ids, { step: 'LAPSE', at: now });
  await tx.query(
    `INSERT INTO publication_event (id, offer_id, kind, reason, at)
     SELECT (e->>'id')::uuid, (e->>'offerId')::uuid, e->>'kind', e->>'reason', $2 FROM jsonb_array_elements($1::jsonb) AS e`,
    [JSON.stringify(leaving.map((one) => ({ ...one, id: newId() }))), now],
  );
}
