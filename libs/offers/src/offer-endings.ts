import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { canonicalJson, errorsOf, fail, isId, plainSentence, succeed, withConflict, type Outcome, type Problem } from '#libs/kernel';
import type { OfferDraft } from './offer-content.js';
import { OfferCommands } from './offer-commands.js';
import { logOffer, type OfferChange } from './offer-history.js';
import { afterStep, type OfferStep } from './offer-life.js';
import { draftOf, loadState, lockState, type OfferState } from './offer-state.js';
import { updateOffers, writeRuns } from './offer-store.js';
import { publishProblems, saveProblems } from './problems.js';
import { comeBack, leavePublic, publishedRevision, takenCode } from './ending-store.js';
import { loadSurroundings } from './publication-store.js';
import type { PublishedDocument } from './published-document.js';
import { lapseTold } from './submission/submission-problems.js';
import { checkPublish } from './rules/publish-gate.js';

/** An offer in the version that somebody has seen; null where the sender is the source itself. */
export interface SeenOffer {
  offerId: string;
  expectedVersion?: number | null;
}

/** How a published offer ends, and how it comes back. */
@Injectable()
export class OfferEndings {
  constructor(
    private readonly config: Config,
    private readonly commands: OfferCommands,
  ) {}

  /** Takes the offer out of the public at once; its address keeps a tombstone with the reason. */
  async withdraw(tx: Tx, input: SeenOffer & { reason: string }): Promise<Outcome<OfferState>> {
    const reason = plainSentence(input.reason);
    if (!reason) return fail(publishProblems.make('REASON_MISSING', 'reason'));
    return this.leave(tx, input, { step: 'withdraw', kind: 'WITHDRAWN', reason });
  }

  /** Takes an offer that is over out of the public; `Archiving` does the same by the calendar. */
  archive(tx: Tx, input: SeenOffer): Promise<Outcome<OfferState>> {
    return this.leave(tx, input, { step: 'archive', kind: 'ARCHIVED', reason: null });
  }

  /**
   * Makes the revision that was public last public again, as it was: no new revision. Refused by whatever would refuse
   * its publication today.
   */
  async restore(tx: Tx, input: SeenOffer): Promise<Outcome<OfferState>> {
    const found = await lockFor(tx, input, 'restore');
    if (!found.ok) return found;
    const state = found.value;
    const problems = await this.againstRestoring(tx, state);
    if (errorsOf(problems).length) return fail(...problems);
    const now = this.config.clock.now();
    await comeBack(tx, state, now);
    await enqueue(tx, 'offer', [state.id]);
    return succeed(await this.changed(tx, state, { action: 'offer.restore', at: now }), problems);
  }

  /**
   * Makes the draft of a new offer that replaces this one when it is published (DESIGN section 2): same provider, same
   * code, the present draft with the changes given. The old offer's draft goes back to what is published of it.
   */
  async supersede(tx: Tx, input: SeenOffer & { draft?: Partial<OfferDraft> }): Promise<Outcome<OfferState>> {
    const found = await lockFor(tx, input, 'replace');
    if (!found.ok) return found;
    const old = found.value;
    if (old.supersededById) return fail(publishProblems.make('SUCCESSOR_EXISTS', 'offerId', { id: old.supersededById }));
    const draft = { ...draftOf(old), ...input.draft, code: old.code };
    const told = await this.resetDraft(tx, old);
    const made = await this.commands.create(tx, { providerId: old.providerId, draft, supersedesId: old.id, action: 'offer.supersede' });
    return made.ok ? succeed(made.value, [...made.problems, ...told]) : made;
  }

  private async leave(tx: Tx, input: SeenOffer, ending: Ending): Promise<Outcome<OfferState>> {
    const found = await lockFor(tx, input, ending.step);
    if (!found.ok) return found;
    const { id } = found.value;
    const now = this.config.clock.now();
    const { step, kind, reason } = ending;
    await leavePublic(tx, [{ offerId: id, kind, reason }], now);
    await enqueue(tx, 'offer', [id]);
    return succeed(await this.changed(tx, found.value, { action: `offer.${step}`, at: now, reason }));
  }

  private async changed(tx: Tx, before: OfferState, change: OfferChange): Promise<OfferState> {
    const after = (await loadState(tx, before.id)) as OfferState;
    logOffer(tx, before, { ...change, before: standing(before), after: standing(after) });
    return after;
  }

  private async againstRestoring(tx: Tx, state: OfferState): Promise<Problem[]> {
    const { document } = await publishedRevision(tx, state);
    const around = await loadSurroundings(tx, [state], registerToday(this.config));
    const taken = await takenCode(tx, state, document.code);
    return [
      ...(taken === null ? [] : [saveProblems.make('CODE_TAKEN', 'offerId', { code: taken })]),
      ...checkPublish({ code: document.code, content: document.specification, runs: document.runs }, {
        providerStatus: around.providerStatuses.get(state.providerId) ?? 'APPLIED',
        // It is the published content itself that comes back: nothing of it can have changed.
        published: null,
        correctionReason: null,
        nqfIncluded: around.nqfIncluded.has(state.id),
      }),
    ];
  }

  /** What an editor began on the old offer goes on in the new one. */
  private async resetDraft(tx: Tx, old: OfferState): Promise<Problem[]> {
    const [row] = await tx.query<{ document: PublishedDocument }>('SELECT document FROM published_offer WHERE offer_id = $1', [old.id]);
    if (!row) return [];
    const { code, specification: content, runs } = row.document;
    if (canonicalJson({ code, content, runs }) === canonicalJson(draftOf(old))) return [];
    const now = this.config.clock.now();
    const lapsed = await updateOffers(tx, [{ id: old.id, code, content }], now);
    await writeRuns(tx, [{ offerId: old.id, runs }]);
    logOffer(tx, old, { at: now, action: 'offer.edit', before: draftOf(old), after: { code, content, runs } });
    return lapseTold(lapsed, old.id);
  }
}

interface Ending {
  step: 'withdraw' | 'archive';
  kind: 'WITHDRAWN' | 'ARCHIVED';
  reason: string | null;
}

const standing = ({ status, withdrawalReason }: Pick<OfferState, 'status' | 'withdrawalReason'>) => ({ status, withdrawalReason });

/** The offer under lock, in the version its editor has seen and in a status from which the step can be taken. */
async function lockFor(tx: Tx, { offerId, expectedVersion }: SeenOffer, step: OfferStep): Promise<Outcome<OfferState>> {
  const state = isId(offerId) ? await lockState(tx, offerId) : null;
  if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
  const next = afterStep(state.status, step);
  if (expectedVersion != null && expectedVersion !== state.version) {
    const versions = { expected: expectedVersion, actual: state.version };
    const problem = saveProblems.make('VERSION_CONFLICT', 'expectedVersion', versions);
    return fail(withConflict(problem, versions, { stands: { status: state.status }, sent: { status: next ?? state.status } }));
  }
  return next ? succeed(state) : fail(...refusals(state, step));
}

function refusals({ status, supersededById }: OfferState, step: OfferStep): Problem[] {
  if (step !== 'restore') return [publishProblems.make('NOT_PUBLISHED', 'offerId', { status })];
  return [
    publishProblems.make('NOT_RESTORABLE', 'offerId', { status }),
    ...(supersededById ? [publishProblems.make('SUCCESSOR_EXISTS', 'offerId', { id: supersededById })] : []),
  ];
}
