import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, TEST_NOW } from '#libs/testing';
import { codes, logged, NOWHERE, openRegister, value } from '../test/quality-register.fixture.js';
import type { AgencyFields, ProcedureFields } from './index.js';

let register: Awaited<ReturnType<typeof openRegister>>;

beforeAll(async () => {
  register = await openRegister(await createTestDatabase());
});
afterAll(() => register.close());
beforeEach(() => register.db.clock.set(TEST_NOW));

const agency = async () => value(await register.registerAgency({ organisationId: await register.organisation(), deqarId: '21', officialCountries: ['LT'], activeFrom: '2010-01-01' }));
const editAgency = (agencyId: string, changes: Partial<AgencyFields>, { expectedVersion = 1, asRegistrar = true } = {}) =>
  register.db.uow.command((tx) => register.agencies.edit(tx, { agencyId, expectedVersion, changes, asRegistrar }));
const editProcedure = (procedureId: string, changes: Partial<ProcedureFields>, expectedVersion = 1) =>
  register.db.uow.command((tx) => register.procedures.edit(tx, { procedureId, expectedVersion, changes }));
const outbox = () => register.db.uow.run(async (tx) => (await tx.change<{ kind: string; id: string }>('DELETE FROM outbox RETURNING kind, id')).rows);

describe('editing an agency', () => {
  it('changes what is said and keeps the rest, once, and is noted', async () => {
    const made = await agency();
    await outbox();
    const edited = value(await editAgency(made.id, { eqarRegisteredFrom: '2015-01-01', officialCountries: ['LV', 'LT', 'LV'] }));
    expect(edited).toEqual({ ...made, eqarRegisteredFrom: '2015-01-01', officialCountries: ['LT', 'LV'], version: 2 });
    expect((await register.agencies.load(register.db.uow.read, [made.id])).get(made.id)).toEqual(edited);
    expect(await outbox()).toEqual([{ kind: 'organisation', id: made.id }]);
    expect(await logged(register, made.id)).toMatchObject([
      { action: 'agency.register', ownerId: made.id, changes: expect.arrayContaining([{ path: 'activeFrom', before: null, after: '2010-01-01' }]) },
      { action: 'agency.edit', ownerId: made.id, changes: [{ path: 'eqarRegisteredFrom', before: null, after: '2015-01-01' }, { path: 'officialCountries', before: ['LT'], after: ['LT', 'LV'] }] },
    ]);
  });

  it('that changes nothing leaves no trace', async () => {
    const made = await agency();
    await outbox();
    expect(value(await editAgency(made.id, { deqarId: '21' }))).toEqual(made);
    expect([await outbox(), (await logged(register, made.id)).length]).toEqual([[], 1]);
  });

  it('leaves its standing in other registers to the registrar', async () => {
    const { id } = await agency();
    const refused = await editAgency(id, { deqarId: '22', eqarRegisteredFrom: '2015-01-01', eqarRegisteredTo: '2025-01-01', officialCountries: ['LV'] }, { asRegistrar: false });
    expect(refused.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['NEEDS_REGISTRAR deqarId', 'NEEDS_REGISTRAR eqarRegisteredFrom', 'NEEDS_REGISTRAR eqarRegisteredTo']);
    expect(value(await editAgency(id, { deqarId: '21', officialCountries: ['LV'] }, { asRegistrar: false }))).toMatchObject({ officialCountries: ['LV'], version: 2 });
  });

  it('tells the second of two editors both states, and overwrites nothing', async () => {
    const { id } = await agency();
    const both = await Promise.all([editAgency(id, { officialCountries: ['LV'] }), editAgency(id, { officialCountries: ['EE'] })]);
    expect(both.map(codes).sort()).toEqual([[], ['VERSION_CONFLICT']]);
    const [stands, sent] = both[0].ok ? [['LV'], ['EE']] : [['EE'], ['LV']];
    expect(both.flatMap(({ problems }) => problems)[0]?.conflict).toEqual({ expected: 1, actual: 2, fields: [{ path: 'officialCountries', before: stands, after: sent }] });
    expect((await register.agencies.load(register.db.uow.read, [id])).get(id)?.officialCountries).toEqual(stands);
  });

  it('refuses what registering refuses, and what is not there', async () => {
    const { id } = await agency();
    expect(codes(await editAgency(id, { eqarRegisteredFrom: '2024-01-02', eqarRegisteredTo: '2024-01-01' }))).toEqual(['VALIDITY_REVERSED']);
    expect(codes(await editAgency(id, { officialCountries: ['XX'] }))).toEqual(['CODE_UNKNOWN']);
    for (const unknown of [NOWHERE, 'nonsense', register.providerId]) expect(codes(await editAgency(unknown, {}))).toEqual(['AGENCY_UNKNOWN']);
  });
});

describe('editing a procedure', () => {
  const procedure = async () => value(await register.createProcedure({ validFrom: '2022-01-01', validTo: '2026-12-31', description: { en: 'What is looked at' } }));

  it('changes what is said, empties what is emptied, and has its outcomes looked at again', async () => {
    const made = await procedure();
    const outcome = value(await register.record({ procedureId: made.id }));
    await outbox();
    const edited = value(await editProcedure(made.id, { title: { lt: 'Vertinimas' }, deqarActivity: '43', description: null }));
    expect(edited).toEqual({ ...made, title: { lt: 'Vertinimas' }, deqarActivity: '43', description: null, version: 2 });
    expect((await register.procedures.load(register.db.uow.read, [made.id])).get(made.id)).toEqual(edited);
    expect(await outbox()).toEqual([{ kind: 'outcome', id: outcome.id }]);
    expect((await logged(register, made.id)).map(({ action, ownerId }) => [action, ownerId])).toEqual([['procedure.create', register.agencyId], ['procedure.edit', register.agencyId]]);
  });

  it('never moves its window away from a decision that stands', async () => {
    const { id } = await procedure();
    const wrong = value(await register.record({ procedureId: id, decisionDate: '2022-02-01' }));
    value(await register.record({ procedureId: id, decisionDate: '2024-05-02', correctsId: wrong.id }));
    const refused = await editProcedure(id, { validFrom: '2024-05-03' });
    expect(refused.problems).toMatchObject([{ code: 'DECISIONS_OUTSIDE_WINDOW', path: 'validFrom', message: { en: expect.stringContaining('2024-05-02') } }]);
    expect(codes(await editProcedure(id, { validTo: '2024-05-01' }))).toEqual(['DECISIONS_OUTSIDE_WINDOW']);
    expect((await editProcedure(id, { validFrom: '2024-05-02', validTo: '2024-05-02' })).ok).toBe(true);
  });

  it('keeps its framework once a decision was recorded', async () => {
    const { id } = await procedure();
    expect(value(await editProcedure(id, { framework: 'EQAVET' }))).toMatchObject({ framework: 'EQAVET', version: 2 });
    value(await register.record({ procedureId: id }));
    expect(codes(await editProcedure(id, { framework: 'ESG' }, 2))).toEqual(['FRAMEWORK_IN_USE']);
    expect(value(await editProcedure(id, { framework: 'EQAVET', nature: 'VOLUNTARY' }, 2))).toMatchObject({ version: 3 });
  });

  it('and a decision recorded at the same moment do not pass each other by', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await procedure();
      const [edited, recorded] = await Promise.all([editProcedure(id, { validTo: '2024-01-01', framework: 'OTHER' }), register.record({ procedureId: id })]);
      expect([edited.ok, recorded.ok].sort()).toEqual([false, true]);
    }
  });

  it('refuses what creating refuses, what is old, and what is not there', async () => {
    const { id } = await procedure();
    expect(codes(await editProcedure(id, { title: {} }))).toEqual(['TITLE_MISSING']);
    expect(codes(await editProcedure(id, { validTo: '2021-01-01' }))).toEqual(['VALIDITY_REVERSED']);
    value(await editProcedure(id, { nature: 'VOLUNTARY' }));
    const [conflict] = (await editProcedure(id, { nature: 'OBLIGATORY', deqarActivity: '7' })).problems;
    expect(conflict?.conflict?.fields).toEqual([{ path: 'nature', before: 'VOLUNTARY', after: 'OBLIGATORY' }, { path: 'deqarActivity', before: null, after: '7' }]);
    expect(codes(await editProcedure(NOWHERE, {}))).toEqual(['PROCEDURE_UNKNOWN']);
  });
});
