import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { isId } from '#libs/kernel';
import { DocumentCache } from './document-cache.js';
import type { PublicOffer } from './offer-projection.js';
import { loadState, loadStates, type OfferState } from './offer-state.js';
import type { PublishedDocument } from './published-document.js';

/** Why an address that was public once no longer is. */
export interface Tombstone {
  offerId: string;
  status: 'WITHDRAWN' | 'ARCHIVED' | 'SUPERSEDED' | 'PROVIDER_NOT_REGISTERED';
  at: Date | null;
  reason: string | null;
  /** The offer that replaces it. */
  successorId: string | null;
}

export interface RevisionRecord {
  number: number;
  hash: string;
  specVersion: number;
  specHash: string;
  publishedAt: Date;
  reason: string | null;
  document: PublishedDocument;
}

/** Status is asked at the source: a published document is public only while its provider is registered. */
const PUBLIC = `
  SELECT p.offer_id AS id, p.revision, p.hash, p.published_at AS "publishedAt", p.first_published_at AS "firstPublishedAt"
  FROM published_offer p JOIN provider v ON v.organisation_id = p.provider_id AND v.status = 'REGISTERED'`;

const LEFT: readonly string[] = ['WITHDRAWN', 'ARCHIVED', 'SUPERSEDED'] satisfies Tombstone['status'][];

/** Whoever reads more at once reads everything, once: it would only drive out what others read again. */
const BULK = 100;

type Listed = Omit<PublicOffer, 'document'>;

@Injectable()
export class OfferReader {
  private readonly documents = new DocumentCache();

  /** The public offers among the ids. */
  async public(tx: Tx, ids: readonly string[]): Promise<Map<string, PublicOffer>> {
    const known = ids.filter(isId);
    if (!known.length) return new Map();
    const rows = await tx.query<Listed>(`${PUBLIC} WHERE p.offer_id = ANY ($1::uuid[])`, [known]);
    return new Map((await this.withDocuments(tx, rows)).map((row) => [row.id, row]));
  }

  /** One page in order of id; `after` is the last id of the page before. */
  async publicPage(tx: Tx, page: { after?: string | null; limit: number; providerId?: string }): Promise<PublicOffer[]> {
    // One text for each question, not one with "or not asked": a plan kept for it would scan the whole table.
    const values: unknown[] = [page.limit];
    const asked = [
      ...(page.after ? [`p.offer_id > $${values.push(page.after)}`] : []),
      ...(page.providerId ? [`p.provider_id = $${values.push(page.providerId)}`] : []),
    ];
    const where = asked.length ? `WHERE ${asked.join(' AND ')}` : '';
    return this.withDocuments(tx, await tx.query<Listed>(`${PUBLIC} ${where} ORDER BY p.offer_id LIMIT $1`, values));
  }

  /**
   * Reads the documents that are not at hand, by hash: reading and parsing them is most of what a list costs. One that
   * was replaced between the two statements is left out, as if the list had been asked for a moment later.
   */
  private async withDocuments(tx: Tx, rows: readonly Listed[]): Promise<PublicOffer[]> {
    const bulk = rows.length > BULK;
    const found = new Map(rows.map(({ hash }) => [hash, bulk ? undefined : this.documents.get(hash)]));
    const missing = rows.filter(({ hash }) => !found.get(hash)).map(({ id }) => id);
    if (missing.length) {
      const read = await tx.query<{ hash: string; document: PublishedDocument }>(
        'SELECT hash, document FROM published_offer WHERE offer_id = ANY ($1::uuid[])', [missing]);
      for (const { hash, document } of read) {
        found.set(hash, document);
        if (!bulk) this.documents.set(hash, document);
      }
    }
    return rows.flatMap((row) => {
      const document = found.get(row.hash);
      return document ? [{ ...row, document }] : [];
    });
  }

  async publicCount(tx: Tx, providerId?: string): Promise<number> {
    const [row] = await tx.query<{ count: string }>(
      `SELECT count(*) FROM published_offer p JOIN provider v ON v.organisation_id = p.provider_id AND v.status = 'REGISTERED'
       WHERE $1::uuid IS NULL OR p.provider_id = $1`, [providerId ?? null],
    );
    return Number(row?.count ?? 0);
  }

  /** What became of an offer that was published once and is not public now; null for drafts and unknown ids. */
  async tombstone(tx: Tx, id: string): Promise<Tombstone | null> {
    if (!isId(id)) return null;
    const [row] = await tx.query<Tombstone & { offerStatus: string; providerStatus: string; providerReason: string | null; providerSince: Date }>(
      `SELECT o.id AS "offerId", o.status AS "offerStatus", o.withdrawn_at AS at, o.withdrawal_reason AS reason,
         v.status AS "providerStatus", v.status_reason AS "providerReason",
         (SELECT max(c.recorded_at) FROM provider_status_change c WHERE c.provider_id = v.organisation_id) AS "providerSince",
         (SELECT s.id FROM offer s WHERE s.supersedes_id = o.id AND s.status IN ('PUBLISHED', 'ARCHIVED', 'SUPERSEDED')) AS "successorId"
       FROM offer o JOIN provider v ON v.organisation_id = o.provider_id WHERE o.id = $1 AND o.current_revision IS NOT NULL`,
      [id],
    );
    if (!row) return null;
    const { offerId, at, reason, successorId } = row;
    if (LEFT.includes(row.offerStatus)) return { offerId, status: row.offerStatus as Tombstone['status'], at, reason, successorId };
    if (row.providerStatus === 'REGISTERED') return null;
    return { offerId, status: 'PROVIDER_NOT_REGISTERED', at: row.providerSince, reason: row.providerReason, successorId: null };
  }

  async state(tx: Tx, id: string): Promise<OfferState | null> {
    return isId(id) ? loadState(tx, id) : null;
  }

  states(tx: Tx, query: { providerId: string; after?: string | null; limit: number }): Promise<OfferState[]> {
    return loadStates(tx, query);
  }

  /** Revisions of the offer, newest first; `before` is the number at which the page before ended. Public as a record of what was advertised. */
  async revisions(tx: Tx, offerId: string, page: { before?: number | null; limit?: number } = {}): Promise<RevisionRecord[]> {
    if (!isId(offerId)) return [];
    return tx.query<RevisionRecord>(`${REVISION} WHERE offer_id = $1 AND ($2::int IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`, [
      offerId, page.before ?? null, page.limit ?? null,
    ]);
  }

  async revision(tx: Tx, offerId: string, number: number): Promise<RevisionRecord | null> {
    if (!isId(offerId) || !Number.isInteger(number) || number < 1 || number > 2 ** 31 - 1) return null;
    const [row] = await tx.query<RevisionRecord>(`${REVISION} WHERE offer_id = $1 AND number = $2`, [offerId, number]);
    return row ?? null;
  }

  /** The offer as the public saw it at that instant; null when it was not public then. */
  async asOf(tx: Tx, offerId: string, instant: Date): Promise<PublicOffer | null> {
    if (!isId(offerId)) return null;
    const [row] = await tx.query<PublicOffer & { kind: string; providerStatus: string }>(
      `SELECT e.kind, r.offer_id AS id, r.number AS revision, r.hash, r.document, r.published_at AS "publishedAt",
         (SELECT min(f.published_at) FROM revision f WHERE f.offer_id = $1) AS "firstPublishedAt",
         (SELECT c.status FROM provider_status_change c JOIN offer o ON o.provider_id = c.provider_id
          WHERE o.id = $1 AND c.recorded_at <= $2 ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1) AS "providerStatus"
       FROM publication_event e LEFT JOIN revision r ON r.offer_id = e.offer_id AND r.number = e.revision
       WHERE e.offer_id = $1 AND e.at <= $2 ORDER BY e.at DESC, e.id DESC LIMIT 1`,
      [offerId, instant],
    );
    if (!row || row.kind !== 'PUBLISHED' || row.providerStatus !== 'REGISTERED') return null;
    const { id, revision, hash, document, publishedAt, firstPublishedAt } = row;
    return { id, revision, hash, document, publishedAt, firstPublishedAt };
  }
}

const REVISION = `SELECT number, hash, spec_version AS "specVersion", spec_hash AS "specHash", published_at AS "publishedAt", reason, document
  FROM revision`;
