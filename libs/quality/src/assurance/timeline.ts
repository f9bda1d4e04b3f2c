import { addDays, addYears, type LocalDate } from '#libs/kernel';
import type { OutcomeFact } from '../assurance.types.js';
import type { Framework } from '../procedure.entity.js';

/**
 * Years after which a decision without an end is presumed to have ended. ESG: the rule of DEQAR (brief, section 10: valid on
 * every day up to and including valid_from + 6 years). The other frameworks name no period; the register treats them alike.
 */
const PRESUMED_YEARS: Readonly<Record<Framework, number>> = { ESG: 6, EQAVET: 6, EQF_ANNEX_IV: 6, OTHER: 6 };

/** The last day of a decision that names none. */
export const presumedEnd = (framework: Framework, validFrom: LocalDate): LocalDate => addYears(validFrom, PRESUMED_YEARS[framework]);

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

function inForce(outcome: OutcomeFact): Stretch {
  const { decision, decisionDate, validFrom, validTo, framework, withdrawal } = outcome;
  const from = decisionDate > validFrom ? decisionDate : validFrom;
  // A refusal without an end holds until somebody decides otherwise: nobody is assured by waiting.
  const endPresumed = validTo === null && decision !== 'NEGATIVE';
  const stretch: Stretch = { outcome, from, until: endPresumed ? presumedEnd(framework, validFrom) : validTo, endPresumed };
  return withdrawal ? endingBefore(stretch, withdrawal.withdrawnOn) : stretch;
}

const cut = (stretch: Stretch, next: Stretch | undefined): Stretch => (next ? endingBefore(stretch, next.from) : stretch);

const endingBefore = (stretch: Stretch, day: LocalDate): Stretch =>
  stretch.until !== null && stretch.until < day ? stretch : { ...stretch, until: addDays(day, -1), endPresumed: false };

const byEffect = (a: Stretch, b: Stretch): number =>
  compare(a.from, b.from) || a.outcome.recordedAt.getTime() - b.outcome.recordedAt.getTime() || compare(a.outcome.id, b.outcome.id);

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
