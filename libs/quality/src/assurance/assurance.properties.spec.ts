import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addYears } from '#libs/kernel';
import { naiveAssurance } from '../../test/naive-assurance.fixture.js';
import { anyFact, anySubject, day, instant, OFFER, PROVIDER, timelineOf } from '../../test/outcome-facts.fixture.js';
import type { OutcomeFact } from '../assurance.types.js';
import { assurance, nextChange } from './assurance.js';

const when = fc.record({
  on: fc.oneof(day, fc.constantFrom('2024-09-04', '2024-09-28', '2024-10-01')),
  knownAt: fc.oneof(instant, fc.constant(new Date('2030-01-01T00:00:00Z'))),
});
const facts = timelineOf(7);
const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void, numRuns = 1000) =>
  fc.assert(fc.property(arbitrary, check), { numRuns });

/** The last day that a rule known by then gives; without any, six years. */
function presumedLast({ validFrom, presumptions }: Pick<OutcomeFact, 'validFrom' | 'presumptions'>, knownAt: Date): string {
  const rule = presumptions.filter(({ recordedAt }) => recordedAt <= knownAt).toSorted((a, b) => +a.recordedAt - +b.recordedAt || (a.id < b.id ? -1 : 1)).at(-1);
  return rule?.years === null ? '9999-12-31' : addYears(validFrom, rule?.years ?? 6);
}

describe('assurance', () => {
  it('agrees with a register lived through day by day', () => {
    const statuses = new Map<string, number>();
    property(fc.tuple(anySubject, facts, when), ([subject, outcomes, at]) => {
      const answer = assurance(subject, outcomes, at);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer).toEqual(naiveAssurance(subject, outcomes, at));
    }, 500);
    // The comparison is worth something only if every answer came up.
    expect([...statuses.keys()].sort()).toEqual(['ASSURED', 'CONDITIONAL', 'EXPIRED', 'NONE', 'REFUSED']);
  });

  it('is never ASSURED without covering positive outcomes in scope, in force and known', () => {
    property(fc.tuple(anySubject, facts, when), ([subject, outcomes, at]) => {
      const answer = assurance(subject, outcomes, at);
      if (answer.status !== 'ASSURED') return;
      expect(answer.outcomeIds).not.toEqual([]);
      for (const id of answer.outcomeIds) {
        const { scope, ...outcome } = outcomes.find((candidate) => candidate.id === id) as OutcomeFact;
        expect(outcome.decision).toBe('POSITIVE');
        expect(outcome.providerId).toBe(PROVIDER);
        expect(outcome.offerIds ?? [OFFER]).toContain(OFFER);
        expect(outcome.recordedAt.getTime()).toBeLessThanOrEqual(at.knownAt.getTime());
        expect(outcomes.some(({ correctsId, recordedAt, providerId }) => correctsId === id && providerId === PROVIDER && recordedAt <= at.knownAt)).toBe(false);
        expect(outcome.decisionDate <= at.on && outcome.validFrom <= at.on && at.on <= (outcome.validTo ?? presumedLast(outcome, at.knownAt))).toBe(true);
        if (outcome.withdrawal && outcome.withdrawal.recordedAt <= at.knownAt) expect(at.on < outcome.withdrawal.withdrawnOn).toBe(true);
        if (scope.eqfLevels.length) expect(scope.eqfLevels).toContain(subject.eqfLevel);
        if (scope.jurisdictions.length) expect(scope.jurisdictions).toContain(subject.country);
        if (scope.iscedFields.length) expect(scope.iscedFields.some((wide) => subject.iscedFields.some((field) => field.startsWith(wide)))).toBe(true);
      }
      expect(answer.until === null || answer.until >= at.on).toBe(true);
    }, 3000);
  });

  const elsewhere = fc.tuple(anyFact, fc.constantFrom('provider', 'offer', 'level', 'field', 'country', 'undecided')).map(([outcome, what]): OutcomeFact => {
    const { scope } = outcome;
    if (what === 'provider') return { ...outcome, providerId: 'provider-3', correctsId: 'drawn-0' };
    if (what === 'offer') return { ...outcome, offerIds: ['offer-9'] };
    if (what === 'level') return { ...outcome, scope: { ...scope, eqfLevels: [1, 2] } };
    if (what === 'field') return { ...outcome, scope: { ...scope, iscedFields: ['09', '0512'] } };
    if (what === 'country') return { ...outcome, scope: { ...scope, jurisdictions: ['EE'] } };
    return { ...outcome, decision: 'NO_DECISION' };
  });

  it('is unchanged by outcomes that do not concern the offer or decide nothing', () => {
    property(fc.tuple(anySubject, facts, when, fc.array(elsewhere, { minLength: 1, maxLength: 4 })), ([subject, outcomes, at, more]) => {
      expect(assurance(subject, [...more, ...outcomes], at)).toEqual(assurance(subject, outcomes, at));
    });
  });

  it('does not depend on the order of the list', () => {
    const shuffled = facts.chain((outcomes) => fc.tuple(fc.constant(outcomes), fc.shuffledSubarray(outcomes, { minLength: outcomes.length })));
    property(fc.tuple(anySubject, shuffled, when), ([subject, [outcomes, other], at]) => {
      expect(assurance(subject, other, at)).toEqual(assurance(subject, outcomes, at));
    });
  });

  it('for an earlier instant is never changed by what is recorded later', () => {
    property(fc.tuple(anySubject, facts, when, facts), ([subject, outcomes, at, added]) => {
      const later = new Date(at.knownAt.getTime() + 1);
      const news = added.map((outcome, index) => ({ ...outcome, id: `news-${index}`, recordedAt: later }));
      const rule = { id: 'rule-news', years: 1, reason: 'news', recordedAt: later };
      const withdrawn = outcomes.map((outcome) => ({
        ...outcome, withdrawal: outcome.withdrawal ?? { withdrawnOn: outcome.decisionDate, recordedAt: later }, presumptions: [...outcome.presumptions, rule],
      }));
      expect(assurance(subject, [...withdrawn, ...news], at)).toEqual(assurance(subject, outcomes, at));
    });
  });
});

describe('nextChange', () => {
  it('is the first day on which stepping through the days meets another answer', () => {
    property(fc.tuple(anySubject, facts, when), ([subject, outcomes, at]) => {
      const told = (on: string) => JSON.stringify({ ...assurance(subject, outcomes, { ...at, on }), on: '' });
      const next = nextChange(subject, outcomes, at);
      let on = addDays(at.on, 1);
      for (let steps = 0; steps < 45 && told(on) === told(at.on); steps += 1) on = addDays(on, 1);
      if (told(on) !== told(at.on)) expect(next).toBe(on);
      else expect(next === null || next > on).toBe(true);
    }, 300);
  });
});
