import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { addDays, daysBetween, fail, isId, succeed, type LocalDate, type Outcome } from '#libs/kernel';
import type { EnrolmentPeriod, RunContent } from './offer-content.js';
import { OfferCommands } from './offer-commands.js';
import { loadState, type OfferState } from './offer-state.js';
import { saveProblems } from './problems.js';

export interface OfferCopy {
  offerId: string;
  /** The new offer's own code. */
  code?: string | null;
}

export interface RunRoll {
  offerId: string;
  expectedVersion: number | null;
  /** The run that is repeated. */
  code: string;
  newCode: string;
  /** The new run's first day. */
  start: LocalDate;
}

/** New offers and runs made from old ones. What comes of them is a draft, as if somebody had typed it. */
@Injectable()
export class OfferCopies {
  constructor(private readonly commands: OfferCommands) {}

  /** A new draft of the same provider with the same content; runs stay with the offer they are occasions of. */
  async copy(tx: Tx, { offerId, code = null }: OfferCopy): Promise<Outcome<OfferState>> {
    const state = isId(offerId) ? await loadState(tx, offerId) : null;
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
    const draft = { code, content: state.content, runs: [] };
    return this.commands.create(tx, { providerId: state.providerId, draft, action: 'offer.copy' });
  }

  /** Adds the run of the next term to the draft: everything moves by the days between the old start and the new. */
  async rollRun(tx: Tx, { offerId, expectedVersion, code, newCode, start }: RunRoll): Promise<Outcome<OfferState>> {
    // Not locked yet: the edit takes the lock and refuses when the offer is no longer in the version expected.
    const state = isId(offerId) ? await loadState(tx, offerId) : null;
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId }));
    const run = state.runs.find((one) => one.code === code);
    if (!run) return fail(saveProblems.make('RUN_UNKNOWN', 'code', { code }));
    const rolled = rollRun(run, { newCode, start });
    if (!rolled.ok) return rolled;
    const draft = { runs: [...state.runs, rolled.value] };
    return this.commands.edit(tx, { offerId, expectedVersion: expectedVersion ?? state.version, draft, action: 'offer.roll-run' });
  }
}

/** The run in its next term. Places stay; that it was full or cancelled was true of the old one alone. */
export function rollRun(run: RunContent, { newCode, start }: Pick<RunRoll, 'newCode' | 'start'>): Outcome<RunContent> {
  if (run.start === undefined) return fail(saveProblems.make('RUN_WITHOUT_START', 'code', { code: run.code }));
  const days = daysBetween(run.start, start);
  const rolled: RunContent = {
    ...run,
    code: newCode,
    start,
    ...(run.end !== undefined && { end: addDays(run.end, days) }),
    ...(run.enrolment && { enrolment: run.enrolment.map((period) => shifted(period, days)) }),
  };
  delete rolled.full;
  delete rolled.cancelled;
  return succeed(rolled);
}

const shifted = ({ from, to }: EnrolmentPeriod, days: number): EnrolmentPeriod => ({
  ...(from !== undefined && { from: addDays(from, days) }),
  ...(to !== undefined && { to: addDays(to, days) }),
});
