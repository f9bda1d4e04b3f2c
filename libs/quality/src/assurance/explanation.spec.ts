import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anySubject, day, fact, instant, OFFER, PROVIDER, subject, timelineOf } from '../../test/outcome-facts.fixture.js';
import type { OutcomeFact } from '../assurance.types.js';
import { assurance } from './assurance.js';
import { explain } from './explanation.js';
import { OUTCOME_PARTS, PRECEDENCE_RULES } from './precedence.js';
import { supersededBy } from './supersession.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const ask = (outcomes: OutcomeFact[], on = '2024-06-01', knownAt = NOW) => explain(subject(), outcomes, { on, knownAt });
const parts = (outcomes: OutcomeFact[], on?: string) => Object.fromEntries(ask(outcomes, on).outcomes.map(({ outcomeId, part }) => [outcomeId, part]));
const when = fc.record({ on: fc.oneof(day, fc.constantFrom('2024-09-04', '2024-10-01')), knownAt: fc.oneof(instant, fc.constant(NOW)) });

describe('why an offer counts as assured', () => {
  it('names every decision known then, the deciding ones as the answer does', () => {
    const seen = { rules: new Set<string>(), parts: new Set<string>() };
    fc.assert(fc.property(anySubject, timelineOf(7), when, (about, outcomes, at) => {
      const answer = assurance(about, outcomes, at);
      const { rule, outcomes: explained } = explain(about, outcomes, at);
      expect(explained.filter(({ part }) => part === 'DECIDED').map(({ outcomeId }) => outcomeId).sort()).toEqual([...answer.outcomeIds].sort());
      const concerning = outcomes.filter((o) => o.providerId === PROVIDER && o.recordedAt <= at.knownAt && (o.offerIds === null || o.offerIds.includes(OFFER)));
      expect(explained.map(({ outcomeId }) => outcomeId).sort()).toEqual(concerning.map(({ id }) => id).sort());
      expect(rule === 'NO_OUTCOME').toBe(concerning.length === 0);
      expect(['NO_OUTCOME', 'NOTHING_COUNTS'].includes(rule)).toBe(answer.status === 'NONE');
      expect(['VALIDITY_ENDED', 'WITHDRAWN_COUNTS_UNTIL'].includes(rule)).toBe(answer.status === 'EXPIRED');
      // An end that is told as presumed has its rule beside it, known by then.
      if (answer.endPresumed) expect(explained.some(({ part, until, presumption }) => part === 'DECIDED' && until === answer.until && presumption)).toBe(true);
      for (const { presumption } of explained) expect((presumption?.recordedAt ?? at.knownAt) <= at.knownAt).toBe(true);
      seen.rules.add(rule);
      explained.forEach(({ part }) => seen.parts.add(part));
    }), { numRuns: 3000 });
    expect([...seen.rules].sort()).toEqual(Object.keys(PRECEDENCE_RULES).sort());
    expect([...seen.parts].sort()).toEqual(Object.keys(OUTCOME_PARTS).sort());
  });

  it('an offer’s own decision comes before its provider’s, and the provider’s counts where that is over', () => {
    const [own, general] = [fact({ offerIds: [OFFER], decision: 'CONDITIONAL', validTo: '2024-12-31' }), fact({ procedureId: 'procedure-2' })];
    expect(ask([own, general])).toMatchObject({ rule: 'OFFER_BEFORE_PROVIDER' });
    expect(parts([own, general])).toEqual({ [own.id]: 'DECIDED', [general.id]: 'OUTWEIGHED' });
    expect(ask([own, general], '2025-02-01')).toMatchObject({ rule: 'PROVIDER_WHERE_OFFER_ENDED' });
    expect(parts([own, general], '2025-02-01')).toEqual({ [general.id]: 'DECIDED', [own.id]: 'ENDED' });
  });

  it('a later decision replaces, a correction takes away, a withdrawal ends', () => {
    const [first, second] = [fact(), fact({ decisionDate: '2024-03-01' })];
    expect(ask([first, second])).toMatchObject({ rule: 'LATER_DECISION_REPLACES' });
    expect(parts([first, second])).toEqual({ [second.id]: 'DECIDED', [first.id]: 'REPLACED' });
    const correction = fact({ correctsId: first.id, decision: 'NEGATIVE' });
    expect(ask([first, correction])).toMatchObject({ rule: 'NEGATIVE_IN_FORCE' });
    expect(parts([first, correction])).toEqual({ [correction.id]: 'DECIDED', [first.id]: 'CORRECTED' });
    const withdrawn = fact({ withdrawal: { withdrawnOn: '2024-05-01', recordedAt: new Date('2024-05-10') } });
    expect(ask([withdrawn]).rule).toBe('WITHDRAWN_COUNTS_UNTIL');
    expect(ask([withdrawn], '2024-05-03', new Date('2024-05-09')).rule).toBe('POSITIVE_IN_FORCE');
  });

  it('says by which rule an end was presumed, as known then', () => {
    const rule = { id: 'rule-1', years: 4, reason: 'New law', recordedAt: new Date('2024-05-01T10:00:00Z') };
    const open = fact({ validTo: null, presumptions: [rule] });
    expect(ask([open]).outcomes[0]).toMatchObject({ until: '2028-01-01', presumption: { ...rule, framework: 'ESG' } });
    expect(ask([open], '2024-04-30', new Date('2024-04-30')).outcomes[0]).toMatchObject({ until: '2030-01-01', presumption: { id: null, years: 6, recordedAt: null } });
    const endless = fact({ validTo: null, presumptions: [{ ...rule, years: null }] });
    expect(ask([endless], '2060-01-01')).toMatchObject({ rule: 'POSITIVE_IN_FORCE', outcomes: [{ until: null, presumption: { years: null } }] });
  });
});

describe('a presumption rule', () => {
  const rule = (years: number | null, recordedAt: string) => ({ id: `rule ${recordedAt}`, years, reason: 'x', recordedAt: new Date(recordedAt) });
  const open = fact({ validTo: null, presumptions: [rule(2, '2025-06-01'), rule(null, '2024-06-01')] });
  const status = (on: string, knownAt: string) => assurance(subject(), [open], { on, knownAt: new Date(knownAt) });

  it('holds from its recording on, and never for what was known before', () => {
    expect(status('2029-06-01', '2024-05-31')).toMatchObject({ status: 'ASSURED', until: '2030-01-01', endPresumed: true });
    expect(status('2060-06-01', '2024-06-01')).toMatchObject({ status: 'ASSURED', until: null, endPresumed: false });
    expect(status('2026-01-01', '2025-06-01')).toMatchObject({ status: 'ASSURED', until: '2026-01-01', endPresumed: true });
    expect(status('2026-01-02', '2025-06-01')).toMatchObject({ status: 'EXPIRED' });
  });
});

describe('a replaced decision', () => {
  it('is named with what replaced it, once that has taken effect and where it covers all of it', () => {
    const first = fact({ scope: { eqfLevels: [5, 6], iscedFields: ['0613'], jurisdictions: [] } });
    const at = (later: Partial<OutcomeFact>, on = '2024-06-01') => supersededBy(first.id, [first, fact({ id: 'later', decisionDate: '2024-05-01', ...later })], { on, knownAt: NOW });
    expect(at({})).toBe('later');
    expect(at({}, '2024-04-30')).toBeNull();
    expect(at({ scope: { eqfLevels: [], iscedFields: ['06'], jurisdictions: [] } })).toBe('later');
    for (const part of [{ eqfLevels: [5], iscedFields: [], jurisdictions: [] }, { eqfLevels: [], iscedFields: ['07'], jurisdictions: [] }, { eqfLevels: [], iscedFields: [], jurisdictions: ['LT'] }]) {
      expect(at({ scope: part })).toBeNull();
    }
    expect(at({ procedureId: 'procedure-2' })).toBeNull();
    expect(at({ offerIds: [OFFER] })).toBeNull();
    expect(at({ decision: 'NO_DECISION' })).toBeNull();
  });

  it('decides nothing any more, for no offer', () => {
    let superseded = 0;
    fc.assert(fc.property(anySubject, timelineOf(7), when, (about, outcomes, at) => {
      const { outcomeIds } = assurance(about, outcomes, at);
      for (const { id } of outcomes) {
        const by = supersededBy(id, outcomes.filter(({ providerId }) => providerId === PROVIDER), at);
        if (by !== null) expect(outcomeIds).not.toContain(id);
        superseded += Number(by !== null);
      }
    }), { numRuns: 1500 });
    expect(superseded).toBeGreaterThan(30);
  });
});
