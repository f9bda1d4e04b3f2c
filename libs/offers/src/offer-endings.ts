import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { fail, isId, plainSentence, succeed, type Outcome } from '#libs/kernel';
import type { OfferDraft } from './offer-content.js';
import { OfferCommands } from './offer-commands.js';
import { draftOf, loadState, lockState, type OfferState } from './offer-state.js';
import { updateOffers, writeRuns } from './offer-store.js';
import { publishProblems, saveProblems } from './problems.js';
import { leavePublic } from './publication-store.js';
import type { PublishedDocument } from './published-document.js';

/** How a published offer ends: withdrawn with a reason, or superseded by a new offer. */
@Injectable()
export class OfferEndings {
  constructor(
    private readonly config: Config,
    private readonly commands: OfferCommands,
  ) {}

  /** Takes the offer out of the public at once; its address keeps a tombstone with the reason. */
  async withdraw(tx: Tx, input: { offerId: string; reason: string }): Promise<Outcome<OfferState>> {
    const reason = plainSentence(input.reason);
    if (!reason) return fail(publishProblems.make('REASON_MISSING', 'reason'));
    const found = await published(tx, input.offerId);
    if (!found.ok) return found;
    const now = this.config.clock.now();
    await tx.change(`UPDATE offer SET status = 'WITHDRAWN', withdrawal_reason = $2, withdrawn_at = $3, version = version + 1 WHERE id = $1`, [
      found.value.id, reason, now,
    ]);
    await leavePublic(tx, [{ offerId: found.value.id, kind: 'WITHDRAWN', reason }], now);
    await enqueue(tx, 'offer', [found.value.id]);
    return succeed((await loadState(tx, found.value.id)) as OfferState);
  }

  /**
   * Makes the draft of a new offer that replaces this one when it is published (DESIGN section 2): same provider, same
   * code, the present draft with the changes given. The old offer's draft goes back to what is published of it.
   */
  async supersede(tx: Tx, input: { offerId: string; draft?: Partial<OfferDraft> }): Promise<Outcome<OfferState>> {
    const found = await published(tx, input.offerId);
    if (!found.ok) return found;
    const old = found.value;
    if (old.supersededById) return fail(publishProblems.make('SUCCESSOR_EXISTS', 'offerId', { id: old.supersededById }));
    const draft = { ...draftOf(old), ...input.draft, code: old.code };
    await this.resetDraft(tx, old);
    return this.commands.create(tx, { providerId: old.providerId, draft, supersedesId: old.id });
  }

  private async resetDraft(tx: Tx, old: OfferState): Promise<void> {
    const [row] = await tx.query<{ document: PublishedDocument }>('SELECT document FROM published_offer WHERE offer_id = $1', [old.id]);
    if (!row) return;
    await updateOffers(tx, [{ id: old.id, code: row.document.code, content: row.document.specification }], this.config.clock.now());
    await writeRuns(tx, [{ offerId: old.id, runs: row.document.runs }]);
  }
}

async function published(tx: Tx, offerId: string): Promise<Outcome<OfferState>> {
  const state = isId(offerId) ? await lockState(tx, offerId) : null;
  if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
  if (state.status !== 'PUBLISHED') return fail(publishProblems.make('NOT_PUBLISHED', 'offerId', { status: state.status }));
  return succeed(state);
}
