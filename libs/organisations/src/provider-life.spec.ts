import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#libs/kernel';
import { changeStatus, REACHABLE, type ProviderLife, type StatusChange } from './provider-life.js';
import { PROVIDER_STATUSES } from './provider.entity.js';

const TODAY = '2024-09-01';
const LADDER = 'APPLIED>REGISTERED REGISTERED>SUSPENDED SUSPENDED>REGISTERED SUSPENDED>CLOSED APPLIED>CLOSED REGISTERED>CLOSED'.split(' ');

const day = fc.integer({ min: -400, max: 30 }).map((offset) => addDays(TODAY, offset));
const status = fc.constantFrom(...PROVIDER_STATUSES);
const change: fc.Arbitrary<StatusChange> = fc.record({
  status, from: day, reason: fc.constantFrom(null, ' ', 'Licence ended'), successorId: fc.constantFrom(null, null, 'other'),
});

describe('a step of a provider’s life', () => {
  it('is taken exactly when ladder, dates, reason and successor allow it', () => {
    fc.assert(fc.property(fc.record({ status, since: day }), change, (life, asked) => {
      const closingOrSuspending = asked.status === 'SUSPENDED' || asked.status === 'CLOSED';
      const allowed =
        LADDER.includes(`${life.status}>${asked.status}`) && asked.from >= life.since && asked.from <= TODAY &&
        (!closingOrSuspending || asked.reason === 'Licence ended') && (asked.successorId === null || asked.status === 'CLOSED');
      const outcome = changeStatus(life, asked, TODAY);
      expect(outcome.ok).toBe(allowed);
      if (outcome.ok) expect(outcome.value).toEqual({ status: asked.status, since: asked.from });
      else expect(outcome.problems).not.toEqual([]);
    }), { numRuns: 2000 });
  });

  it('never goes back in time, never leaves CLOSED, and never returns to APPLIED', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let life: ProviderLife = { status: 'APPLIED', since: '2023-09-01' };
      for (const asked of changes) {
        const outcome = changeStatus(life, asked, TODAY);
        if (!outcome.ok) continue;
        expect(life.status).not.toBe('CLOSED');
        expect(outcome.value.status).not.toBe('APPLIED');
        expect(outcome.value.since >= life.since && outcome.value.since <= TODAY).toBe(true);
        life = outcome.value;
      }
    }), { numRuns: 500 });
  });

  it('reaches every status from the application', () => {
    const reached = new Set(['APPLIED', ...REACHABLE.APPLIED, ...REACHABLE.APPLIED.flatMap((next) => REACHABLE[next])]);
    expect([...reached].sort()).toEqual([...PROVIDER_STATUSES].sort());
  });

  it('names everything that is wrong at once', () => {
    const outcome = changeStatus({ status: 'CLOSED', since: '2024-01-01' }, { status: 'SUSPENDED', from: '2024-09-02', reason: '', successorId: 'x' }, TODAY);
    expect(outcome.problems.map(({ code }) => code)).toEqual([
      'STATUS_DATE_IN_FUTURE', 'STATUS_NOT_REACHABLE', 'STATUS_REASON_MISSING', 'SUCCESSOR_ONLY_WHEN_CLOSING',
    ]);
    expect(changeStatus({ status: 'APPLIED', since: TODAY }, { status: 'REGISTERED', from: '2024-02-30', reason: null, successorId: null }, TODAY).problems[0]?.code)
      .toBe('DATE_IMPOSSIBLE');
  });
});
