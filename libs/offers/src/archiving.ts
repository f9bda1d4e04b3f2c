import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { enqueue, UnitOfWork, type Tx } from '#libs/database';
import { addDays, startOfDay, SYSTEM, type LocalDate } from '#libs/kernel';
import { leavePublic } from './ending-store.js';
import { logOffer } from './offer-history.js';
import { lockStates } from './offer-state.js';

/** Offers archived in one transaction: editors of these wait for no longer than that. */
const BATCH = 100;

/** Archives offers whose last run ended long ago and to which no new one came. */
@Injectable()
export class Archiving {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * Archives everything that is due on the day, and says how many. May be called as often as one likes, by several
   * processes, and be killed at any point: what is left is due the next time.
   */
  async archiveDue(day: LocalDate): Promise<number> {
    const { archiveAfterDays } = this.config;
    if (archiveAfterDays === 0) return 0;
    const cutoff = addDays(day, -archiveAfterDays);
    const ids = await this.due(this.uow.read, cutoff, null);
    let archived = 0;
    for (let start = 0; start < ids.length; start += BATCH) {
      archived += await this.uow.as(SYSTEM).run((tx) => this.archive(tx, cutoff, ids.slice(start, start + BATCH)));
    }
    return archived;
  }

  private async archive(tx: Tx, cutoff: LocalDate, ids: readonly string[]): Promise<number> {
    const states = await lockStates(tx, ids);
    // Asked again under the locks: an editor may have been faster.
    const due = await this.due(tx, cutoff, ids);
    if (!due.length) return 0;
    const now = this.config.clock.now();
    await leavePublic(tx, due.map((offerId) => ({ offerId, kind: 'ARCHIVED', reason: null })), now);
    await enqueue(tx, 'offer', due);
    for (const id of due) {
      const state = states.get(id);
      if (state) logOffer(tx, state, { at: now, action: 'offer.archive', before: { status: 'PUBLISHED' }, after: { status: 'ARCHIVED' } });
    }
    return due.length;
  }

  private async due(tx: Tx, cutoff: LocalDate, ids: readonly string[] | null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(DUE, [cutoff, startOfDay(cutoff, this.config.country.timeZone), ids]);
    return rows.map(({ id }) => id);
  }
}

/** A run without an end has not ended, whenever it began. */
const over = (run: string): string => `(coalesce(${run}->'cancelled' = 'true', false) OR coalesce(${run}->>'end' < $1, false))`;

/**
 * Published offers that have runs, all of them over, and no route by validation of prior learning. What an editor has in
 * hand counts as coming: a new run in the draft, a submission. What came (back) before the public since the cut-off is
 * left alone, so that who restores an offer has time to enter its next run. Documents are read last, and of few: reading
 * them is most of the work.
 */
const DUE = `
  WITH quiet AS MATERIALIZED (
    SELECT o.id FROM offer o
    WHERE o.status = 'PUBLISHED' AND ($3::uuid[] IS NULL OR o.id = ANY ($3::uuid[]))
      AND NOT EXISTS (SELECT 1 FROM run r WHERE r.offer_id = o.id AND NOT ${over('r.content')})
      AND NOT EXISTS (SELECT 1 FROM publication_event e WHERE e.offer_id = o.id AND e.kind = 'PUBLISHED' AND e.at >= $2)
      AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.offer_id = o.id AND s.state IN ('SUBMITTED', 'APPROVED'))
  )
  SELECT p.offer_id AS id FROM quiet JOIN published_offer p ON p.offer_id = quiet.id
  WHERE jsonb_array_length(p.document->'runs') > 0
    AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p.document->'runs') AS run(content) WHERE NOT ${over('run.content')})
    AND coalesce(p.document->'specification'->'priorLearning'->'available' = 'false', true)
  ORDER BY p.offer_id`;
