import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { createTestDatabase, TEST_NOW } from '#libs/testing';
import { codes, NOWHERE, openRegister, value } from '../test/quality-register.fixture.js';
import { assurance, type OutcomeInput } from './index.js';

let register: Awaited<ReturnType<typeof openRegister>>;

beforeAll(async () => {
  register = await openRegister(await createTestDatabase());
});
afterAll(() => register.close());
beforeEach(() => register.db.clock.set(TEST_NOW));

describe('recording an outcome', () => {
  it('keeps everything, with the instant it became known', async () => {
    const offers = [newId(), newId()];
    const reports = [{ url: 'https://agency.example.org/report.pdf', languages: ['lt', 'en'], title: 'Report' }];
    const made = value(await register.record({
      offerIds: [offers[1]!, offers[0]!, offers[0]!], decision: 'CONDITIONAL', validFrom: '2024-06-01', validTo: '2026-05-31', reference: ' SV-12 ',
      scope: { eqfLevels: [6, 5], iscedFields: ['06'], jurisdictions: ['LT'] }, contributingAgencyIds: [register.otherAgencyId], reports,
    }));
    expect(made).toEqual({
      id: made.id, agencyId: register.agencyId, providerId: register.providerId, offerIds: [...offers].sort(), decision: 'CONDITIONAL', decisionDate: '2024-05-02', validFrom: '2024-06-01',
      validTo: '2026-05-31', reference: 'SV-12', scope: { eqfLevels: [5, 6], iscedFields: ['06'], jurisdictions: ['LT'] },
      contributingAgencyIds: [register.otherAgencyId], reports, correctsId: null, correctedById: null, source: null, recordedAt: register.db.clock.now(), withdrawal: null,
      procedure: { id: register.procedureId, title: { lt: 'Akreditavimas' }, framework: 'ESG', nature: 'OBLIGATORY', deqarActivity: '42' },
    });
    expect(await register.db.uow.read.query(`SELECT id FROM outbox WHERE kind = 'outcome' AND id = $1`, [made.id])).toHaveLength(1);
  });

  it('is content with a decision and its day', async () => {
    expect(value(await register.record())).toMatchObject({
      offerIds: null, validFrom: '2024-05-02', validTo: null, reference: null, scope: { eqfLevels: [], iscedFields: [], jurisdictions: [] }, reports: [],
    });
  });

  it.each<[string, () => Partial<OutcomeInput>, string]>([
    ['an unknown procedure', () => ({ procedureId: NOWHERE }), 'PROCEDURE_UNKNOWN'],
    ['an unknown provider', () => ({ providerId: NOWHERE }), 'SUBJECT_UNKNOWN'],
    ['an organisation that is no provider', () => ({ providerId: register.agencyId }), 'SUBJECT_UNKNOWN'],
    ['no offers', () => ({ offerIds: [] }), 'OFFERS_EMPTY'],
    ['an offer that cannot be', () => ({ offerIds: ['x'] }), 'OFFER_ID_MALFORMED'],
    ['an unknown decision', () => ({ decision: 'MAYBE' as 'POSITIVE' }), 'CODE_UNKNOWN'],
    ['a day that does not exist', () => ({ decisionDate: '2024-02-30', validFrom: '2024-02-01' }), 'DATE_IMPOSSIBLE'],
    ['a decision of tomorrow', () => ({ decisionDate: '2024-09-02' }), 'DECISION_IN_FUTURE'],
    ['a decision before the procedure', () => ({ decisionDate: '2021-12-31' }), 'DECISION_OUTSIDE_PROCEDURE'],
    ['a validity that ends before it begins', () => ({ validFrom: '2024-06-02', validTo: '2024-06-01' }), 'VALIDITY_REVERSED'],
    ['level 9', () => ({ scope: { eqfLevels: [9] } }), 'LEVEL_UNKNOWN'],
    ['an unknown field', () => ({ scope: { iscedFields: ['0699'] } }), 'CODE_UNKNOWN'],
    ['an unknown jurisdiction', () => ({ scope: { jurisdictions: ['XX'] } }), 'CODE_UNKNOWN'],
    ['a report that is no web page', () => ({ reports: [{ url: 'file:///etc/passwd', languages: ['lt'] }] }), 'URL_INVALID'],
    ['a report in no language', () => ({ reports: [{ url: 'https://example.org', languages: [] }] }), 'REPORT_LANGUAGE_MISSING'],
    ['a report in an unknown language', () => ({ reports: [{ url: 'https://example.org', languages: ['xx'] }] }), 'CODE_UNKNOWN'],
    ['a contributor that is no agency', () => ({ contributingAgencyIds: [register.providerId] }), 'AGENCY_UNKNOWN'],
    ['the agency as its own contributor', () => ({ contributingAgencyIds: [register.agencyId] }), 'CONTRIBUTOR_IS_AGENCY'],
    ['a correction of nothing', () => ({ correctsId: NOWHERE }), 'OUTCOME_UNKNOWN'],
    ['a correction of nonsense', () => ({ correctsId: 'x' }), 'OUTCOME_UNKNOWN'],
  ])('refuses %s', async (_what, over, code) => {
    const outcome = await register.record(over());
    expect([outcome.ok, codes(outcome)]).toEqual([false, [code]]);
    expect(outcome.problems[0]?.message.lt).not.toMatch(/\{\w+\}/);
  });

  it('refuses a decision older than the agency, and one after the procedure’s window', async () => {
    const openId = value(await register.createProcedure()).id;
    expect(codes(await register.record({ procedureId: openId, decisionDate: '2019-12-31' }))).toEqual(['DECISION_BEFORE_AGENCY']);
    expect(codes(await register.record({ procedureId: openId, decisionDate: '2020-01-01' }))).toEqual([]);
    register.db.clock.set('2027-02-01T10:00:00Z');
    expect(codes(await register.record({ decisionDate: '2027-01-01' }))).toEqual(['DECISION_OUTSIDE_PROCEDURE']);
  });

  it('takes a decision of the register’s day that UTC has not reached', async () => {
    register.db.clock.set('2024-09-01T21:30:00Z');
    expect((await register.record({ decisionDate: '2024-09-02' })).ok).toBe(true);
  });

  it('remarks on a validity that is over before the decision', async () => {
    const outcome = await register.record({ validFrom: '2023-01-01', validTo: '2023-12-31' });
    expect([outcome.ok, codes(outcome)]).toEqual([true, ['NEVER_IN_FORCE']]);
  });
});

describe('corrections and withdrawals', () => {
  it('a correction names what it corrects, once, and both are looked at again', async () => {
    const first = value(await register.record());
    await register.db.uow.run((tx) => tx.change('DELETE FROM outbox'));
    const second = value(await register.record({ decision: 'NEGATIVE', correctsId: first.id }));
    expect(second.correctsId).toBe(first.id);
    expect((await register.outcomes.load(register.db.uow.read, [first.id])).get(first.id)?.correctedById).toBe(second.id);
    const enqueued = await register.db.uow.read.query<{ id: string }>('SELECT id FROM outbox ORDER BY id');
    expect(enqueued.map(({ id }) => id)).toEqual([first.id, second.id].sort());
    expect(codes(await register.record({ correctsId: first.id }))).toEqual(['ALREADY_CORRECTED']);
    expect((await register.record({ correctsId: second.id })).ok).toBe(true);
  });

  it('a correction keeps provider and procedure', async () => {
    const first = value(await register.record());
    expect(codes(await register.record({ correctsId: first.id, providerId: await register.provider() }))).toEqual(['CORRECTION_OF_OTHER']);
    expect(codes(await register.record({ correctsId: first.id, procedureId: value(await register.createProcedure()).id }))).toEqual(['CORRECTION_OF_OTHER']);
  });

  it('of several corrections at the same moment one is taken', async () => {
    const first = value(await register.record());
    const all = await Promise.all([1, 2, 3].map(() => register.record({ correctsId: first.id })));
    expect(all.map(codes).sort()).toEqual([[], ['ALREADY_CORRECTED'], ['ALREADY_CORRECTED']]);
  });

  it('a withdrawal has a day and a reason, and happens once', async () => {
    const made = value(await register.record());
    register.db.clock.set('2024-09-03T09:00:00Z');
    const withdrawal = { withdrawnOn: '2024-10-01', reason: 'Obtained by deceit', recordedAt: register.db.clock.now() };
    expect(value(await register.withdraw(made.id, '2024-10-01', ' Obtained by deceit '))).toEqual({ ...made, withdrawal });
    expect((await register.outcomes.load(register.db.uow.read, [made.id])).get(made.id)?.withdrawal).toEqual(withdrawal);
    expect(codes(await register.withdraw(made.id))).toEqual(['ALREADY_WITHDRAWN']);
  });

  it('of several withdrawals at the same moment one is taken', async () => {
    const { id } = value(await register.record());
    expect((await Promise.all([register.withdraw(id), register.withdraw(id)])).map(codes).sort()).toEqual([[], ['ALREADY_WITHDRAWN']]);
  });

  it('refuses what cannot be withdrawn', async () => {
    const { id } = value(await register.record());
    expect(codes(await register.withdraw(id, '2024-05-01'))).toEqual(['WITHDRAWN_BEFORE_DECISION']);
    expect(codes(await register.withdraw(id, '2024-08-01', ' '))).toEqual(['WITHDRAWAL_REASON_MISSING']);
    expect(codes(await register.withdraw(id, 'soon'))).toEqual(['DATE_IMPOSSIBLE']);
    expect(codes(await register.withdraw(NOWHERE))).toEqual(['OUTCOME_UNKNOWN']);
    value(await register.record({ correctsId: id }));
    expect(codes(await register.withdraw(id))).toEqual(['ALREADY_CORRECTED']);
  });

  it('nothing recorded can be changed or removed, whatever the program', async () => {
    const { id } = value(await register.record());
    await expect(register.db.uow.run((tx) => tx.change(`UPDATE qa_outcome SET decision = 'NEGATIVE' WHERE id = $1`, [id]))).rejects.toThrow('append-only');
    await expect(register.db.uow.run((tx) => tx.change('DELETE FROM qa_outcome WHERE id = $1', [id]))).rejects.toThrow('append-only');
  });
});

describe('reading', () => {
  it('gives a provider’s outcomes newest first, and the facts of many providers in one query', async () => {
    const [mine, other] = [await register.provider(), await register.provider()];
    const offerId = newId();
    const old = value(await register.record({ providerId: mine, decisionDate: '2023-01-10' }));
    const named = value(await register.record({ providerId: mine, offerIds: [offerId], decisionDate: '2024-06-01', validTo: '2025-01-01' }));
    const elsewhere = value(await register.record({ providerId: mine, offerIds: [newId()] }));
    const moved = value(await register.record({ providerId: mine, offerIds: [newId()], correctsId: elsewhere.id }));
    const foreign = value(await register.record({ providerId: other }));
    value(await register.withdraw(old.id, '2024-08-01'));
    expect((await register.outcomes.outcomesForProvider(register.db.uow.read, mine)).map(({ id }) => id)).toEqual([named, moved, elsewhere, old].map(({ id }) => id));
    expect(await register.outcomes.outcomesForProvider(register.db.uow.read, 'nonsense')).toEqual([]);

    const facts = await register.outcomes.factsFor(register.db.uow.read, { providerIds: [mine, other] });
    expect(facts.map(({ id }) => id).sort()).toEqual([old, named, elsewhere, moved, foreign].map(({ id }) => id).sort());
    expect(facts.find(({ id }) => id === named.id)).toEqual({
      id: named.id, agencyId: register.agencyId, procedureId: register.procedureId, framework: 'ESG', providerId: mine, offerIds: [offerId], decision: 'POSITIVE', decisionDate: '2024-06-01',
      validFrom: '2024-06-01', validTo: '2025-01-01', scope: { eqfLevels: [], iscedFields: [], jurisdictions: [] }, correctsId: null,
      recordedAt: register.db.clock.now(), withdrawal: null, presumptions: [],
    });
    expect(facts.find(({ id }) => id === old.id)?.withdrawal).toEqual({ withdrawnOn: '2024-08-01', recordedAt: register.db.clock.now() });
    const narrowed = await register.outcomes.factsFor(register.db.uow.read, { providerIds: [mine], offerIds: [offerId] });
    expect(narrowed.map(({ id }) => id).sort()).toEqual([old, named, moved].map(({ id }) => id).sort());
  });

  it('answers why something was shown on a day: what was known then', async () => {
    const mine = await register.provider();
    const subject = { offerId: newId(), providerId: mine, eqfLevel: 6, iscedFields: ['0613'], country: 'LT' };
    const shown = async (knownAt: Date) =>
      assurance(subject, await register.outcomes.factsFor(register.db.uow.read, { providerIds: [mine], offerIds: [subject.offerId] }), { on: '2024-05-03', knownAt });
    register.db.clock.set('2024-05-02T10:00:00Z');
    const first = value(await register.record({ providerId: mine }));
    register.db.clock.set('2024-05-05T10:00:00Z');
    value(await register.record({ providerId: mine, decision: 'NEGATIVE', correctsId: first.id }));
    expect(await shown(new Date('2024-05-03T12:00:00Z'))).toMatchObject({ status: 'ASSURED', outcomeIds: [first.id], until: '2030-05-02', endPresumed: true });
    expect((await shown(register.db.clock.now())).status).toBe('REFUSED');
  });
});
