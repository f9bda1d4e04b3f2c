import type { AssuranceAnswer, AssuranceSubject, OutcomeFact, When } from '../src/index.js';

/**
 * The precedence table once more, for comparison: a register lived through day by day. On each day the decisions that
 * take effect are pinned to their procedure's board, and those that are over are struck through.
 */
const CALENDAR: string[] = [];
for (let time = Date.UTC(2018, 6, 1); time < Date.UTC(2031, 0, 1); time += 86_400_000) CALENDAR.push(new Date(time).toISOString().slice(0, 10));

interface Pin {
  outcome: OutcomeFact;
  over: boolean;
  lastDay: string;
}

type Board = Map<string, Pin>;

export function naiveAssurance(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], { on, knownAt }: When): AssuranceAnswer {
  const counting = outcomes.filter((outcome) => counts(outcome, outcomes, { subject, knownAt }));
  const history = live(counting.map((outcome) => ({
    ...outcome, withdrawal: (outcome.withdrawal?.recordedAt ?? Infinity) <= knownAt ? outcome.withdrawal : null,
    presumptions: outcome.presumptions.filter(({ recordedAt }) => recordedAt.getTime() <= knownAt.getTime()),
  })));
  const today = history.get(on) as Board;
  for (const statuses of [['ASSURED', 'CONDITIONAL', 'REFUSED'], ['EXPIRED']] as const) {
    for (const basis of ['OFFER', 'PROVIDER'] as const) {
      for (const status of statuses) {
        const pins = [...today].filter(([key, pin]) => key.startsWith(basis) && say(pin) === status);
        if (pins.length) return { status, basis, on, knownAt, ...justification(pins, history) };
      }
    }
  }
  return { status: 'NONE', on, knownAt, basis: null, outcomeIds: [], until: null, endPresumed: false };
}

function counts(outcome: OutcomeFact, all: readonly OutcomeFact[], { subject, knownAt }: { subject: AssuranceSubject; knownAt: Date }): boolean {
  if (outcome.recordedAt > knownAt || outcome.providerId !== subject.providerId || outcome.decision === 'NO_DECISION') return false;
  for (const other of all) if (other.correctsId === outcome.id && other.recordedAt <= knownAt && other.providerId === outcome.providerId) return false;
  if (outcome.offerIds && outcome.offerIds.indexOf(subject.offerId) < 0) return false;
  const { eqfLevels, iscedFields, jurisdictions } = outcome.scope;
  if (eqfLevels.length && !eqfLevels.some((level) => level === subject.eqfLevel)) return false;
  if (jurisdictions.length && !jurisdictions.some((country) => country === subject.country)) return false;
  if (!iscedFields.length) return true;
  for (const wide of iscedFields) for (const narrow of subject.iscedFields) if (narrow.slice(0, wide.length) === wide) return true;
  return false;
}

const FOR_EVER = '9999-12-31';

/** Of all rules the newest; six years before the first was set. */
function presumedDayOf({ validFrom, presumptions }: OutcomeFact): string {
  const [rule] = [...presumptions].sort((a, b) => (`${a.recordedAt.toISOString()} ${a.id}` < `${b.recordedAt.toISOString()} ${b.id}` ? 1 : -1));
  if (rule && rule.years === null) return FOR_EVER;
  return `${Number(validFrom.slice(0, 4)) + (rule?.years ?? 6)}${validFrom.slice(4)}`;
}

function lastDayOf(outcome: OutcomeFact): string {
  const { validTo, decision, withdrawal } = outcome;
  const decided = validTo ?? (decision === 'NEGATIVE' ? FOR_EVER : presumedDayOf(outcome));
  const withdrawn = withdrawal ? (CALENDAR[CALENDAR.indexOf(withdrawal.withdrawnOn) - 1] as string) : decided;
  return withdrawn < decided ? withdrawn : decided;
}

function live(outcomes: readonly OutcomeFact[]): Map<string, Board> {
  const history = new Map<string, Board>();
  let board: Board = new Map();
  for (const day of CALENDAR) {
    const next: Board = new Map();
    for (const [key, pin] of board) next.set(key, pin.over || lastDayOf(pin.outcome) < day ? { ...pin, over: true } : { ...pin, lastDay: day });
    const arriving = outcomes.filter((o) => (o.decisionDate === day && o.validFrom <= day) || (o.validFrom === day && o.decisionDate < day));
    const later = (a: OutcomeFact, b: OutcomeFact) => +a.recordedAt > +b.recordedAt || (+a.recordedAt === +b.recordedAt && a.id > b.id);
    for (const outcome of arriving.filter((o) => lastDayOf(o) >= day)) {
      const key = `${outcome.offerIds ? 'OFFER' : 'PROVIDER'} ${outcome.procedureId}`;
      const rival = next.get(key);
      if (!rival || !arriving.includes(rival.outcome) || later(outcome, rival.outcome)) next.set(key, { outcome, over: false, lastDay: day });
    }
    history.set(day, (board = next));
  }
  return history;
}

function say({ outcome, over }: Pin): string {
  if (outcome.decision === 'NEGATIVE') return over ? 'NONE' : 'REFUSED';
  return over ? 'EXPIRED' : { POSITIVE: 'ASSURED', CONDITIONAL: 'CONDITIONAL', NO_DECISION: 'NONE' }[outcome.decision];
}

/** The last day on which one of the pins hung unstruck, found by looking at every board there is. */
function justification(pins: [string, Pin][], history: Map<string, Board>) {
  const ends = pins.map(([key, { outcome }]) => {
    const days = CALENDAR.filter((day) => history.get(day)?.get(key)?.outcome.id === outcome.id && !history.get(day)?.get(key)?.over);
    const end = days.at(-1) as string;
    return { end: end === CALENDAR.at(-1) ? null : end, presumed: outcome.validTo === null && presumedDayOf(outcome) === end && outcome.decision !== 'NEGATIVE' };
  });
  const open = ends.some(({ end }) => end === null);
  const until = open ? null : (ends.map(({ end }) => end as string).sort().pop() as string);
  const order = ([, { outcome }]: [string, Pin]) => `${outcome.decisionDate} ${outcome.recordedAt.toISOString()} ${outcome.id}`;
  return {
    outcomeIds: pins.sort((a, b) => (order(a) < order(b) ? 1 : -1)).map(([, { outcome }]) => outcome.id),
    until,
    endPresumed: ends.filter(({ end }) => end === until).every(({ presumed }) => presumed),
  };
}
