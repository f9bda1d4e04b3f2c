import { addDays, type LocalDate } from '#libs/kernel';
import type { AssuranceAnswer, AssuranceStatus, AssuranceSubject, OutcomeFact } from '../assurance.types.js';
import { knownAt as known } from './knowledge.js';
import { inScope, levelOf, type Level } from './scope.js';
import { compare, inForce, lastWord, timeline, type Stretch } from './timeline.js';

export interface When {
  /** The day asked about. */
  on: LocalDate;
  /** With what the register knew at that instant. */
  knownAt: Date;
}

/** Several procedures of one level: the first of these that one of them says. */
const PRECEDENCE = ['ASSURED', 'CONDITIONAL', 'REFUSED', 'EXPIRED'] as const satisfies readonly AssuranceStatus[];

/**
 * Was this offer quality-assured on that day, as known at that instant, and by what? Precedence: DESIGN section 2. The
 * offer's own outcomes answer before its provider's as long as one is in force; what has ended on the offer's level is
 * told only when nothing is in force on the provider's.
 */
export const assurance = (subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): AssuranceAnswer =>
  ({ ...answerOn(stretchesOf(subject, outcomes, when.knownAt), when.on), on: when.on, knownAt: when.knownAt });

/** The first later day on which the answer is another one by dates alone; null when it stays as it is. */
export function nextChange(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], { on, knownAt }: When): LocalDate | null {
  const levels = stretchesOf(subject, outcomes, knownAt);
  const now = JSON.stringify(answerOn(levels, on));
  return daysAfter(on, levels).find((day) => JSON.stringify(answerOn(levels, day)) !== now) ?? null;
}

/** Whether a status counts as quality-assured. */
export const isAssured = (status: AssuranceStatus): boolean => status === 'ASSURED' || status === 'CONDITIONAL';

/** The last day on which the offer is assured without a break from that day on; null when nothing known ends it. Of an offer assured that day. */
export function assuredUntil(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], { on, knownAt }: When): LocalDate | null {
  const levels = stretchesOf(subject, outcomes, knownAt);
  const lost = daysAfter(on, levels).find((day) => !isAssured(answerOn(levels, day).status));
  return lost === undefined ? null : addDays(lost, -1);
}

/** Every day on which the answer about any offer of a provider can change by its outcomes: the days that are worth looking at. */
export const changeDays = (outcomes: readonly OutcomeFact[], instant: Date): Set<LocalDate> =>
  new Set(known(outcomes, instant).map(inForce).flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]));

type Verdict = Omit<AssuranceAnswer, 'on' | 'knownAt'>;

const NOTHING: Verdict = { status: 'NONE', basis: null, outcomeIds: [], until: null, endPresumed: false };

/** For each level the timelines of its procedures, made of what counts. */
interface Levels {
  offer: Stretch[][];
  provider: Stretch[][];
}

function answerOn({ offer, provider }: Levels, on: LocalDate): Verdict {
  const levels = [verdict('OFFER', offer, on), verdict('PROVIDER', provider, on)];
  return levels.find(({ status }) => status !== 'NONE' && status !== 'EXPIRED') ?? levels.find(({ status }) => status === 'EXPIRED') ?? NOTHING;
}

/** The later days on which something begins or is over, in order: between two of them every day has the same answer. */
const daysAfter = (on: LocalDate, { offer, provider }: Levels): LocalDate[] =>
  [...offer, ...provider].flat().flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]).filter((day) => day > on).sort();

export function stretchesOf(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], instant: Date): Levels {
  const ofProvider = outcomes.filter(({ providerId }) => providerId === subject.providerId);
  const counting = known(ofProvider, instant).filter(({ scope }) => inScope(scope, subject));
  const at = (level: Level) => byProcedure(counting.filter((outcome) => levelOf(outcome, subject) === level)).map(timeline);
  return { offer: at('OFFER'), provider: at('PROVIDER') };
}

function byProcedure(outcomes: readonly OutcomeFact[]): OutcomeFact[][] {
  const groups = new Map<string, OutcomeFact[]>();
  for (const outcome of outcomes) {
    const key = `${outcome.agencyId} ${outcome.procedureId}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()];
}

function verdict(basis: Level, timelines: readonly Stretch[][], on: LocalDate): Verdict {
  const words = timelines.flatMap((stretches) => lastWord(stretches, on) ?? []).sort(newestFirst);
  const status = PRECEDENCE.find((wanted) => words.some((word) => statusOf(word, on) === wanted));
  if (!status) return NOTHING;
  const justifying = words.filter((word) => statusOf(word, on) === status);
  const until = latest(justifying.map((word) => word.until));
  const endPresumed = justifying.every((word) => word.until !== until || word.endPresumed);
  return { status, basis, outcomeIds: justifying.map(({ outcome }) => outcome.id), until, endPresumed };
}

/** What the last word of a procedure says on the day. A refusal that has ended says nothing any more. */
export function statusOf({ outcome: { decision }, until }: Stretch, on: LocalDate): AssuranceStatus {
  const over = until !== null && until < on;
  if (decision === 'NEGATIVE') return over ? 'NONE' : 'REFUSED';
  if (over) return 'EXPIRED';
  return decision === 'POSITIVE' ? 'ASSURED' : 'CONDITIONAL';
}

const latest = (days: readonly (LocalDate | null)[]): LocalDate | null =>
  days.includes(null) ? null : ((days as LocalDate[]).toSorted().at(-1) ?? null);

const newestFirst = ({ outcome: a }: Stretch, { outcome: b }: Stretch): number =>
  compare(b.decisionDate, a.decisionDate) || b.recordedAt.getTime() - a.recordedAt.getTime() || compare(b.id, a.id);
