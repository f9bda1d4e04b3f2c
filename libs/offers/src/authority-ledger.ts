import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { LocalDate } from '#libs/kernel';
import type { RecognitionPurpose } from './authority-record.entity.js';
import { RECORD_COLUMNS, type FundingEligibility, type Recognition } from './authority-record-view.js';

/** What a ledger is narrowed by; null and left out ask for everything. */
export interface LedgerQuery {
  offerId?: string | null;
  authorityId?: string | null;
  /** Only what holds on this day. */
  on?: LocalDate | null;
  /** The last record of the page before. */
  after?: string | null;
  limit: number;
}

/** Who recognises and who funds what: public, newest first, and about offers that are or once were public. */
@Injectable()
export class AuthorityLedger {
  recognitions(tx: Tx, { purpose, ...query }: LedgerQuery & { purpose?: RecognitionPurpose | null }): Promise<Recognition[]> {
    const values: unknown[] = [];
    const narrowed = purpose ? [`a.details->'purposes' ? $${values.push(purpose)}`] : [];
    return page<Recognition>(tx, { ...query, kind: 'RECOGNITION' }, { narrowed, values });
  }

  fundings(tx: Tx, query: LedgerQuery): Promise<FundingEligibility[]> {
    return page<FundingEligibility>(tx, { ...query, kind: 'FUNDING_ELIGIBILITY' }, { narrowed: [], values: [] });
  }
}

/** Identifiers rise with the time of recording, so that they are order and place to go on from in one. */
function page<Record>(tx: Tx, query: LedgerQuery & { kind: string }, { narrowed, values }: { narrowed: string[]; values: unknown[] }): Promise<Record[]> {
  const { kind, offerId, authorityId, on, after, limit } = query;
  const conditions = [
    `a.kind = $${values.push(kind)}`,
    ...narrowed,
    ...(offerId ? [`a.offer_id = $${values.push(offerId)}`] : []),
    ...(authorityId ? [`a.authority_id = $${values.push(authorityId)}`] : []),
    ...(on ? [`a.valid_from <= $${values.push(on)} AND (a.valid_to IS NULL OR a.valid_to >= $${values.length})`] : []),
    ...(after ? [`a.id < $${values.push(after)}`] : []),
  ];
  return tx.query<Record>(
    `SELECT ${RECORD_COLUMNS} FROM authority_record a JOIN offer o ON o.id = a.offer_id AND o.current_revision IS NOT NULL
     WHERE ${conditions.join(' AND ')} ORDER BY a.id DESC LIMIT $${values.push(limit)}`,
    values,
  );
}
