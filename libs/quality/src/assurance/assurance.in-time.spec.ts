import { describe, expect, it } from '@jest/globals';
import { fact, OFFER, subject } from '../../test/outcome-facts.fixture.js';
import type { OutcomeFact } from '../assurance.types.js';
import { assurance, nextChange } from './assurance.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const ask = (outcomes: OutcomeFact[], on: string, knownAt = NOW) => assurance(subject(), outcomes, { on, knownAt });
const status = (outcomes: OutcomeFact[], on: string, knownAt = NOW) => ask(outcomes, on, knownAt).status;
const ofOffer = { offerIds: [OFFER] };

describe('withdrawn', () => {
  const withdrawn = (withdrawnOn: string, over: Partial<OutcomeFact> = {}) =>
    fact({ withdrawal: { withdrawnOn, recordedAt: new Date('2024-05-20T10:00:00Z') }, ...over });

  it('counts until the day before', () => {
    const outcome = withdrawn('2024-06-01');
    expect(ask([outcome], '2024-05-31')).toMatchObject({ status: 'ASSURED', until: '2024-05-31' });
    expect(ask([outcome], '2024-06-01')).toMatchObject({ status: 'EXPIRED', until: '2024-05-31' });
  });

  it('does not bring the earlier one back', () => {
    expect(status([fact({ validTo: '2030-01-01' }), withdrawn('2024-06-01', { decisionDate: '2024-03-01' })], '2024-06-01')).toBe('EXPIRED');
  });

  it('before it took effect replaces nothing: it never counted', () => {
    const stillborn = withdrawn('2024-08-31', { decisionDate: '2024-03-01', validFrom: '2024-09-01' });
    expect(status([fact(), stillborn], '2024-10-01')).toBe('ASSURED');
    expect(status([stillborn], '2024-10-01')).toBe('NONE');
    expect(status([withdrawn('2024-01-01')], '2024-01-01')).toBe('NONE');
  });

  it('is known only once recorded', () => {
    const outcome = withdrawn('2024-04-01');
    expect(status([outcome], '2024-05-03', new Date('2024-05-20T09:59:59Z'))).toBe('ASSURED');
    expect(status([outcome], '2024-05-03', new Date('2024-05-20T10:00:00Z'))).toBe('EXPIRED');
  });
});

describe('what was known', () => {
  it('an outcome counts from the instant it was recorded', () => {
    const outcome = fact({ recordedAt: new Date('2024-05-03T12:00:00Z') });
    expect(status([outcome], '2024-05-03', new Date('2024-05-03T11:59:59Z'))).toBe('NONE');
    expect(status([outcome], '2024-05-03', outcome.recordedAt)).toBe('ASSURED');
  });

  it('why was this shown as assured on 3 May? because the mistake was corrected on 5 May', () => {
    const mistake = fact();
    const correction = fact({ decision: 'NEGATIVE', correctsId: mistake.id, recordedAt: new Date('2024-05-05T09:00:00Z') });
    expect(ask([mistake, correction], '2024-05-03', new Date('2024-05-03T12:00:00Z'))).toMatchObject({ status: 'ASSURED', outcomeIds: [mistake.id] });
    expect(ask([mistake, correction], '2024-05-03')).toMatchObject({ status: 'REFUSED', outcomeIds: [correction.id] });
  });

  it('a correction takes away what it corrects also where it is about another offer, or decides nothing', () => {
    const mistake = fact({ ...ofOffer });
    expect(status([mistake, fact({ offerIds: ['offer-2'], correctsId: mistake.id })], '2024-06-01')).toBe('NONE');
    expect(status([mistake, fact({ decision: 'NO_DECISION', correctsId: mistake.id })], '2024-06-01')).toBe('NONE');
  });

  it('a corrected correction does not bring the first one back', () => {
    const first = fact();
    const second = fact({ decision: 'NEGATIVE', correctsId: first.id });
    const third = fact({ decision: 'CONDITIONAL', correctsId: second.id });
    expect(ask([first, second, third], '2024-06-01')).toMatchObject({ status: 'CONDITIONAL', outcomeIds: [third.id] });
  });
});

describe('a missing end', () => {
  it.each(['ESG', 'EQAVET', 'EQF_ANNEX_IV', 'OTHER'] as const)('is presumed six years after the first day under %s, and shown as presumed', (framework) => {
    const open = fact({ framework, decisionDate: '2024-02-29', validTo: null });
    expect(ask([open], '2030-02-28')).toMatchObject({ status: 'ASSURED', until: '2030-02-28', endPresumed: true });
    expect(ask([open], '2030-03-01')).toMatchObject({ status: 'EXPIRED', until: '2030-02-28', endPresumed: true });
  });

  it('is not presumed where a withdrawal or a later decision ends it', () => {
    const open = fact({ validTo: null });
    const withdrawal = { withdrawnOn: '2024-09-01', recordedAt: new Date('2024-08-01') };
    expect(ask([{ ...open, withdrawal }], '2024-06-01')).toMatchObject({ until: '2024-08-31', endPresumed: false });
    expect(ask([open, fact({ decisionDate: '2025-01-01' })], '2024-06-01')).toMatchObject({ until: '2024-12-31', endPresumed: false });
  });

  it('leaves a refusal in force', () => {
    expect(ask([fact({ decision: 'NEGATIVE', validTo: null })], '2060-01-01')).toMatchObject({ status: 'REFUSED', until: null, endPresumed: false });
  });
});

describe('nextChange', () => {
  const next = (outcomes: OutcomeFact[], on: string) => nextChange(subject(), outcomes, { on, knownAt: NOW });

  it('is the first day, the day after the last, or never', () => {
    const outcomes = [fact({ validTo: '2025-12-31' })];
    expect([next(outcomes, '2023-06-01'), next(outcomes, '2024-01-01'), next(outcomes, '2026-01-01'), next([], '2024-01-01')]).toEqual(['2024-01-01', '2026-01-01', null, null]);
  });

  it('passes over days on which the answer stays the same', () => {
    const hidden = fact({ decision: 'CONDITIONAL', procedureId: 'procedure-2', decisionDate: '2024-03-01', validTo: '2024-04-30' });
    expect(next([fact(), hidden], '2024-02-01')).toBe('2026-01-01');
  });
});
