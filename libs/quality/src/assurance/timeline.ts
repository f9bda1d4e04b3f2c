import { addDays, type LocalDate } from '#libs/kernel';
import type { OutcomeFact } from '../assurance.types.js';
import { presumedEnd } from './presumption.js';

/** The days on which a decision is the last word of its procedure. */
export interface Stretch {
  outcome: OutcomeFact;
  from: LocalDate;
  /** Last day in force; null: until replaced. */
  until: LocalDate | null;
  endPresumed: boolean;
}

/**
 * The decisions of one procedure in the order in which they take effect; each replaces the one before. What decides nothing
 * replaces nothing, nor does what is over before it takes effect (withdrawn before its first day).
 */
export function timeline(outcomes: readonly OutcomeFact[]): Stretch[] {
  const stretches = outcomes
    .filter(({ decision }) => decision !== 'NO_DECISION')
    .map(inForce)
    .filter(({ from, until }) => until === null || from <= until)
    .sort(byEffect);
  return stretches.map((stretch, index) => cut(stretch, stretches[index + 1]));
}

/** The last word of the procedure on that day, in force or over; undefined before the first. */
export const lastWord = (stretches: readonly Stretch[], on: LocalDate): Stretch | undefined => stretches.findLast(({ from }) => from <= on);

/** The outcome by itself, whatever else was decided. */
export function inForce(outcome: OutcomeFact): Stretch {
  const { decision, decisionDate, validFrom, validTo, withdrawal } = outcome;
  const from = decisionDate > validFrom ? decisionDate : validFrom;
  // A refusal without an end holds until somebody decides otherwise: nobody is assured by waiting.
  const until = validTo ?? (decision === 'NEGATIVE' ? null : presumedEnd(outcome));
  const stretch: Stretch = { outcome, from, until, endPresumed: validTo === null && until !== null };
  return withdrawal ? endingBefore(stretch, withdrawal.withdrawnOn) : stretch;
}

const cut = (stretch: Stretch, next: Stretch | undefined): Stretch => (next ? endingBefore(stretch, next.from) : stretch);

const endingBefore = (stretch: Stretch, day: LocalDate): Stretch =>
  stretch.until !== null && stretch.until < day ? stretch : { ...stretch, until: addDays(day, -1), endPresumed: false };

const byEffect = (a: Stretch, b: Stretch): number =>
  compare(a.from, b.from) || a.outcome.recordedAt.getTime() - b.outcome.recordedAt.getTime() || compare(a.outcome.id, b.outcome.id);

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
