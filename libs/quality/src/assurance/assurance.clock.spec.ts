import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#libs/kernel';
import { naiveAssurance } from '../../test/naive-assurance.fixture.js';
import { anySubject, PROVIDER, timelineOf } from '../../test/outcome-facts.fixture.js';
import type { AssuranceAnswer, AssuranceSubject, OutcomeFact } from '../assurance.types.js';
import { assurance, assuredUntil, changeDays, isAssured, nextChange } from './assurance.js';

const START = '2024-07-20';
const DAYS = 400;

/** The clock stands still and jumps: 400 days in steps of one day to four months. */
const jumps = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })), { minLength: 1, maxLength: 60 }).map((steps) => {
  const days = [START];
  for (const step of [...steps, DAYS]) {
    const next = addDays(days.at(-1) as string, step);
    if (next > addDays(START, DAYS)) break;
    days.push(next);
  }
  return [...days, addDays(START, DAYS)];
});

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const told = ({ on: _on, knownAt: _knownAt, ...answer }: AssuranceAnswer) => answer;

/** A register that remembers its answer, and looks again only when a date says so or something was recorded. */
class RememberingRegister {
  private answer: ReturnType<typeof told> | null = null;
  private lookAgainOn: string | null = null;
  private lookedAt = new Date(0);
  looks = 0;

  constructor(
    private readonly subject: AssuranceSubject,
    private readonly outcomes: readonly OutcomeFact[],
  ) {}

  ask(on: string): ReturnType<typeof told> {
    const due = this.lookAgainOn !== null && this.lookAgainOn <= on;
    if (this.answer === null || due || this.newsSince(this.lookedAt, noon(on))) this.look(on);
    return this.answer as ReturnType<typeof told>;
  }

  private look(on: string): void {
    const when = { on, knownAt: noon(on) };
    this.answer = told(assurance(this.subject, this.outcomes, when));
    this.lookAgainOn = nextChange(this.subject, this.outcomes, when);
    this.lookedAt = when.knownAt;
    this.looks += 1;
  }

  /** What the outbox tells: something was recorded, whatever it is. */
  private newsSince(earlier: Date, now: Date): boolean {
    const recorded = this.outcomes.flatMap(({ recordedAt, withdrawal, presumptions }) =>
      [recordedAt, ...(withdrawal ? [withdrawal.recordedAt] : []), ...presumptions.map((rule) => rule.recordedAt)]);
    return recorded.some((at) => at > earlier && at <= now);
  }
}

describe('a register whose clock jumps', () => {
  it('says what recomputing from scratch says, on every day it wakes', () => {
    let [asked, looked, changes] = [0, 0, 0];
    fc.assert(fc.property(anySubject, timelineOf(6), jumps, (subject, outcomes, days) => {
      const register = new RememberingRegister(subject, outcomes);
      let before = '';
      for (const on of days) {
        const answer = register.ask(on);
        expect(answer).toEqual(told(assurance(subject, outcomes, { on, knownAt: noon(on) })));
        changes += Number(before !== '' && before !== JSON.stringify(answer));
        before = JSON.stringify(answer);
      }
      [asked, looked] = [asked + days.length, looked + register.looks];
    }), { numRuns: 300 });
    // Worth something only when answers did change, and when most days were passed over without looking.
    expect(changes).toBeGreaterThan(100);
    expect(looked).toBeLessThan(asked / 2);
  });

  it('says what a register lived through day by day says', () => {
    fc.assert(fc.property(anySubject, timelineOf(6), jumps, (subject, outcomes, days) => {
      const register = new RememberingRegister(subject, outcomes);
      const last = days.at(-1) as string;
      for (const on of days) register.ask(on);
      expect(register.ask(last)).toEqual(told(naiveAssurance(subject, outcomes, { on: last, knownAt: noon(last) })));
    }), { numRuns: 150 });
  });
});

describe('the days worth looking at', () => {
  const KNOWN = new Date('2030-01-01T00:00:00Z');

  it('hold every change of every offer', () => {
    fc.assert(fc.property(anySubject, timelineOf(6), (subject, outcomes) => {
      const days = changeDays(outcomes.filter(({ providerId }) => providerId === PROVIDER), KNOWN);
      for (let on: string | null = '2018-01-01'; on !== null; on = nextChange(subject, outcomes, { on, knownAt: KNOWN })) {
        expect(on === '2018-01-01' || days.has(on)).toBe(true);
      }
    }), { numRuns: 500 });
  });

  it('an offer is assured on every day up to the last assured one, and not on the next', () => {
    let ends = 0;
    fc.assert(fc.property(anySubject, timelineOf(6), fc.constantFrom('2018-09-02', '2024-08-02', '2024-09-03'), (subject, outcomes, on) => {
      const assured = (day: string) => isAssured(assurance(subject, outcomes, { on: day, knownAt: KNOWN }).status);
      fc.pre(assured(on));
      const until = assuredUntil(subject, outcomes, { on, knownAt: KNOWN });
      const checked = until ?? addDays(on, 3000);
      for (let day: string = on; day <= checked && day <= addDays(on, 60); day = addDays(day, 1)) expect(assured(day)).toBe(true);
      expect(assured(checked)).toBe(true);
      if (until !== null) expect(assured(addDays(until, 1))).toBe(false);
      ends += Number(until !== null);
    }), { numRuns: 500 });
    expect(ends).toBeGreaterThan(50);
  });
});
