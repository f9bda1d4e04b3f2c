import { describe, expect, it } from '@jest/globals';
import { fact, OFFER, subject } from '../../test/outcome-facts.fixture.js';
import type { OutcomeFact } from '../assurance.types.js';
import { assurance } from './assurance.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const ask = (outcomes: OutcomeFact[], on: string, knownAt = NOW) => assurance(subject(), outcomes, { on, knownAt });
const status = (outcomes: OutcomeFact[], on: string, knownAt = NOW) => ask(outcomes, on, knownAt).status;
const ofOffer = { offerIds: [OFFER] };

describe('no outcome', () => {
  it('is NONE, resting on nothing', () => {
    expect(ask([], '2024-06-01')).toEqual({
      status: 'NONE', on: '2024-06-01', knownAt: NOW, basis: null, outcomeIds: [], until: null, endPresumed: false,
    });
  });
});

describe('one positive outcome', () => {
  const one = fact({ validFrom: '2024-01-10', validTo: '2025-06-30' });

  it('counts from its first to its last day', () => {
    expect(ask([one], '2024-01-10')).toEqual({
      status: 'ASSURED', on: '2024-01-10', knownAt: NOW, basis: 'PROVIDER', outcomeIds: [one.id], until: '2025-06-30', endPresumed: false,
    });
    expect(status([one], '2024-01-09')).toBe('NONE');
    expect(status([one], '2025-06-30')).toBe('ASSURED');
  });

  it('has expired on the day after, and one is told when', () => {
    expect(ask([one], '2025-07-01')).toMatchObject({ status: 'EXPIRED', basis: 'PROVIDER', outcomeIds: [one.id], until: '2025-06-30' });
  });

  it('does not count before it was decided, even where its validity reaches back', () => {
    const late = fact({ decisionDate: '2024-03-01', validFrom: '2024-01-01' });
    expect([status([late], '2024-02-29'), status([late], '2024-03-01')]).toEqual(['NONE', 'ASSURED']);
  });
});

describe('an offer’s own outcome before its provider’s', () => {
  const provider = fact();

  it.each([['POSITIVE', 'ASSURED'], ['CONDITIONAL', 'CONDITIONAL'], ['NEGATIVE', 'REFUSED']] as const)('own %s: %s', (decision, expected) => {
    const own = fact({ ...ofOffer, decision });
    expect(ask([provider, own], '2024-06-01')).toMatchObject({ status: expected, basis: 'OFFER', outcomeIds: [own.id] });
  });

  it('the provider’s answers where the own one is over, and again nothing in force: what was the offer’s own', () => {
    const own = fact({ ...ofOffer, validTo: '2024-12-31' });
    expect(ask([provider, own], '2025-01-01')).toMatchObject({ status: 'ASSURED', basis: 'PROVIDER', outcomeIds: [provider.id] });
    expect(ask([provider, own], '2026-01-01')).toMatchObject({ status: 'EXPIRED', basis: 'OFFER', outcomeIds: [own.id], until: '2024-12-31' });
  });

  it('an own refusal stands although the provider is assured by the same procedure', () => {
    expect(status([fact({ decisionDate: '2024-05-01' }), fact({ ...ofOffer, decision: 'NEGATIVE' })], '2024-06-01')).toBe('REFUSED');
  });

  it('an own expired one beats no outcome of the provider, and an expired provider’s beats nothing', () => {
    expect(ask([fact({ ...ofOffer })], '2026-06-01')).toMatchObject({ status: 'EXPIRED', basis: 'OFFER' });
    expect(ask([fact()], '2026-06-01')).toMatchObject({ status: 'EXPIRED', basis: 'PROVIDER' });
  });

  it('an outcome about named offers says nothing about others', () => {
    expect(status([fact({ offerIds: ['offer-2', 'offer-3'] })], '2024-06-01')).toBe('NONE');
    expect(status([fact({ offerIds: ['offer-2', OFFER] })], '2024-06-01')).toBe('ASSURED');
    expect(status([fact({ providerId: 'provider-2', offerIds: [OFFER] })], '2024-06-01')).toBe('NONE');
  });
});

describe('in scope before out of scope', () => {
  const scoped = (scope: Partial<OutcomeFact['scope']>) => [fact({ scope: { eqfLevels: [], iscedFields: [], jurisdictions: [], ...scope } })];
  const asked = (scope: Partial<OutcomeFact['scope']>, over: Parameters<typeof subject>[0] = {}) =>
    assurance(subject(over), scoped(scope), { on: '2024-06-01', knownAt: NOW }).status === 'ASSURED';

  it('levels', () => {
    expect([asked({ eqfLevels: [6] }), asked({ eqfLevels: [5, 6] }), asked({ eqfLevels: [7] })]).toEqual([true, true, false]);
    expect([asked({ eqfLevels: [6] }, { eqfLevel: null }), asked({}, { eqfLevel: null })]).toEqual([false, true]);
  });

  it('fields: the broader covers the narrower', () => {
    expect([asked({ iscedFields: ['06'] }), asked({ iscedFields: ['061'] }), asked({ iscedFields: ['0613'] })]).toEqual([true, true, true]);
    expect([asked({ iscedFields: ['0611'] }), asked({ iscedFields: ['04', '07'] })]).toEqual([false, false]);
    expect(asked({ iscedFields: ['0613'] }, { iscedFields: ['061'] })).toBe(false);
    expect(asked({ iscedFields: ['04'] }, { iscedFields: ['0613', '0411'] })).toBe(true);
    expect([asked({ iscedFields: ['06'] }, { iscedFields: [] }), asked({}, { iscedFields: [] })]).toEqual([false, true]);
  });

  it('jurisdictions', () => {
    expect([asked({ jurisdictions: ['LT', 'LV'] }), asked({ jurisdictions: ['LV'] })]).toEqual([true, false]);
  });

  it('a later decision out of scope replaces nothing', () => {
    const [narrow] = scoped({ eqfLevels: [7] }) as [OutcomeFact];
    expect(status([fact(), { ...narrow, decision: 'NEGATIVE', decisionDate: '2024-03-01', validFrom: '2024-03-01' }], '2024-06-01')).toBe('ASSURED');
  });
});

describe('a later decision of the same agency and procedure replaces the earlier', () => {
  const first = fact({ validTo: '2028-12-31' });

  it('from the day it takes effect', () => {
    const second = fact({ decision: 'CONDITIONAL', decisionDate: '2024-05-02', validFrom: '2024-09-01', validTo: '2026-08-31' });
    expect(ask([first, second], '2024-08-31')).toMatchObject({ status: 'ASSURED', outcomeIds: [first.id], until: '2024-08-31' });
    expect(ask([first, second], '2024-09-01')).toMatchObject({ status: 'CONDITIONAL', outcomeIds: [second.id], until: '2026-08-31' });
    expect(status([first, second], '2026-09-01')).toBe('EXPIRED');
  });

  it('a negative one beats the older positive, and a newer positive beats the negative', () => {
    const refusal = fact({ decision: 'NEGATIVE', decisionDate: '2024-05-02', validTo: null });
    const again = fact({ decisionDate: '2026-05-02', validTo: null });
    expect(ask([first, refusal], '2024-05-02')).toMatchObject({ status: 'REFUSED', basis: 'PROVIDER', outcomeIds: [refusal.id], until: null, endPresumed: false });
    expect([status([first, refusal], '2024-05-01'), status([first, refusal], '2040-01-01')]).toEqual(['ASSURED', 'REFUSED']);
    expect([status([first, refusal, again], '2026-05-01'), status([first, refusal, again], '2026-05-02')]).toEqual(['REFUSED', 'ASSURED']);
  });

  it('a refusal that has ended says nothing, and brings nothing back', () => {
    const refusal = fact({ decision: 'NEGATIVE', decisionDate: '2024-05-02', validTo: '2024-12-31' });
    expect([status([first, refusal], '2024-12-31'), status([first, refusal], '2025-01-01')]).toEqual(['REFUSED', 'NONE']);
  });

  it('of one day the one recorded later; at one instant the one with the later id', () => {
    const base = { decisionDate: '2024-05-02', validTo: '2026-01-01' };
    const [a, b] = [fact({ ...base, recordedAt: new Date('2024-05-03') }), fact({ ...base, decision: 'NEGATIVE', recordedAt: new Date('2024-05-04') })];
    expect([status([a, b], '2024-06-01'), status([b, a], '2024-06-01')]).toEqual(['REFUSED', 'REFUSED']);
    const c = fact({ ...base, recordedAt: b.recordedAt });
    expect(ask([c, b], '2024-06-01').outcomeIds).toEqual([c.id]);
  });

  it('no decision replaces and assures nothing', () => {
    const none = fact({ decision: 'NO_DECISION', decisionDate: '2024-05-02' });
    expect([status([first, none], '2024-06-01'), status([none], '2024-06-01')]).toEqual(['ASSURED', 'NONE']);
  });
});

describe('several procedures of one level', () => {
  const by = (procedureId: string, over: Partial<OutcomeFact>) => fact({ procedureId, ...over });

  it.each([
    [['CONDITIONAL', 'POSITIVE', 'NEGATIVE'], 'ASSURED'], [['NEGATIVE', 'CONDITIONAL'], 'CONDITIONAL'], [['NEGATIVE', 'NO_DECISION'], 'REFUSED'],
  ] as const)('%j: %s', (decisions, expected) => {
    expect(status(decisions.map((decision, index) => by(`p${index}`, { decision })), '2024-06-01')).toBe(expected);
  });

  it('a refusal in force before what has expired, and that before nothing', () => {
    const over = by('p1', { validTo: '2024-03-31' });
    expect(status([over, by('p2', { decision: 'NEGATIVE' })], '2024-06-01')).toBe('REFUSED');
    expect(status([over, by('p2', { decision: 'NEGATIVE', validTo: '2024-04-30' })], '2024-06-01')).toBe('EXPIRED');
  });

  it('name all that justify the answer, newest decision first, until the last of them ends', () => {
    const [a, b, c] = [by('p1', { decisionDate: '2024-01-05' }), by('p2', { decisionDate: '2024-02-05', validTo: '2024-12-31' }), by('p3', { decision: 'CONDITIONAL' })];
    expect(ask([a!, b!, c!], '2024-06-01')).toMatchObject({ outcomeIds: [b!.id, a!.id], until: '2025-12-31' });
  });

  it('two agencies do not replace each other', () => {
    const other = fact({ agencyId: 'agency-2', procedureId: 'procedure-2', decision: 'NEGATIVE', decisionDate: '2024-05-01' });
    expect(status([fact(), other], '2024-06-01')).toBe('ASSURED');
  });
});
