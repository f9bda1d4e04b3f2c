import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#libs/kernel';
import { changeStatus, REACHABLE, type ProviderLife, type StatusChange } from './provider-life.js';
import { PROVIDER_STATUSES, type ProviderStatus } from './provider.entity.js';
import { LADDER } from './provider-ladder.fixture.js';

const TODAY = '2024-09-01';

const day = fc.integer({ min: -400, max: 30 }).map((offset) => addDays(TODAY, offset));
const status = fc.constantFrom(...PROVIDER_STATUSES);
const change: fc.Arbitrary<StatusChange> = fc.record({
  status, from: day, reason: fc.constantFrom(null, ' ', 'Licence ended'), successorId: fc.constantFrom(null, null, 'other'),
});
const APPLYING: ProviderStatus[] = ['APPLIED', 'RETURNED', 'REFUSED'];

describe('a step of a provider’s life', () => {
  it('is taken exactly when ladder, dates, reason and successor allow it', () => {
    fc.assert(fc.property(fc.record({ status, since: day }), change, (life, asked) => {
      const allowed =
        LADDER.has(`${life.status}>${asked.status}`) && asked.from >= life.since && asked.from <= TODAY &&
        (asked.status === 'REGISTERED' || asked.reason === 'Licence ended') && (asked.successorId === null || asked.status === 'CLOSED');
      const outcome = changeStatus(life, asked, TODAY);
      expect(outcome.ok).toBe(allowed);
      if (outcome.ok) expect(outcome.value).toEqual({ status: asked.status, since: asked.from });
      else expect(outcome.problems).not.toEqual([]);
    }), { numRuns: 3000 });
  });

  it('never goes back in time, never leaves CLOSED, and never makes an applicant of a provider, by any sequence of steps', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      let life: ProviderLife = { status: 'APPLIED', since: '2023-09-01' };
      let registered = false;
      for (const asked of changes) {
        const outcome = changeStatus(life, asked, TODAY);
        if (!outcome.ok) continue;
        const { status: next, since } = outcome.value;
        expect(life.status).not.toBe('CLOSED');
        expect(LADDER).toContain(`${life.status}>${next}`);
        expect(since >= life.since && since <= TODAY).toBe(true);
        registered ||= next === 'REGISTERED';
        expect(registered && APPLYING.includes(next)).toBe(false);
        expect(!registered && next === 'SUSPENDED').toBe(false);
        life = outcome.value;
      }
    }), { numRuns: 1000 });
  });

  it('reaches every status from the application', () => {
    const reached = new Set<ProviderStatus>(['APPLIED']);
    for (const at of reached) for (const next of REACHABLE[at]) reached.add(next);
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
