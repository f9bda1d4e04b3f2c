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
export function assurance(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): AssuranceAnswer {
  const { offer, provider } = stretchesOf(subject, outcomes, when.knownAt);
  const levels = [verdict('OFFER', offer, when.on), verdict('PROVIDER', provider, when.on)];
  const answer = levels.find(({ status }) => status !== 'NONE' && status !== 'EXPIRED') ?? levels.find(({ status }) => status === 'EXPIRED');
  return { ...(answer ?? NOTHING), on: when.on, knownAt: when.knownAt };
}

/** The first later day on which the answer is another one by dates alone; null when it stays as it is. */
export function nextChange(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): LocalDate | null {
  const { offer, provider } = stretchesOf(subject, outcomes, when.knownAt);
  const days = [...offer, ...provider].flat().flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]);
  const told = (on: LocalDate): string => JSON.stringify({ ...assurance(subject, outcomes, { ...when, on }), on: null });
  const now = told(when.on);
  return days.filter((day) => day > when.on).sort().find((day) => told(day) !== now) ?? null;
}

/** Whether a status counts as quality-assured. */
export const isAssured = (status: AssuranceStatus): boolean => status === 'ASSURED' || status === 'CONDITIONAL';

/** The last day on which the offer is assured without a break from that day on; null when nothing known ends it. Of an offer assured that day. */
export function assuredUntil(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): LocalDate | null {
  for (let { on } = when; ; ) {
    const next = nextChange(subject, outcomes, { ...when, on });
    if (next === null) return null;
    if (!isAssured(assurance(subject, outcomes, { ...when, on: next }).status)) return addDays(next, -1);
    on = next;
  }
}

/** Every day on which the answer about any offer of a provider can change by its outcomes: the days that are worth looking at. */
export const changeDays = (outcomes: readonly OutcomeFact[], instant: Date): Set<LocalDate> =>
  new Set(known(outcomes, instant).map(inForce).flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]));

type Verdict = Omit<AssuranceAnswer, 'on' | 'knownAt'>;

const NOTHING: Verdict = { status: 'NONE', basis: null, outcomeIds: [], until: null, endPresumed: false };

/** For each level the timelines of its procedures, made of what counts. */
export function stretchesOf(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], instant: Date): { offer: Stretch[][]; provider: Stretch[][] } {
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
