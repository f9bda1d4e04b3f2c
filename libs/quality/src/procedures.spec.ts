import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, TEST_NOW } from '#libs/testing';
import { codes, NOWHERE, openRegister, value } from '../test/quality-register.fixture.js';
import type { AgencyInput, ProcedureInput } from './index.js';

let register: Awaited<ReturnType<typeof openRegister>>;

beforeAll(async () => {
  register = await openRegister(await createTestDatabase());
});
afterAll(() => register.close());
beforeEach(() => register.db.clock.set(TEST_NOW));

describe('agencies', () => {
  it('are organisations with the role', async () => {
    const organisationId = await register.organisation();
    const input = { organisationId, deqarId: '21', eqarRegisteredFrom: '2015-06-01', eqarRegisteredTo: '2025-05-31', officialCountries: ['LV', 'LT', 'LT'] };
    const made = value(await register.registerAgency({ ...input, activeFrom: '1995-01-01' }));
    expect(made).toEqual({ id: organisationId, deqarId: '21', eqarRegisteredFrom: '2015-06-01', eqarRegisteredTo: '2025-05-31', officialCountries: ['LT', 'LV'], version: 1 });
    expect(await register.agencies.load(register.db.uow.read, [organisationId, NOWHERE, 'nonsense'])).toEqual(new Map([[organisationId, made]]));
    expect(await register.organisations.roles(register.db.uow.read, organisationId)).toEqual([{ role: 'AGENCY', from: '1995-01-01', to: null }]);
    expect((await register.agencies.list(register.db.uow.read, { limit: 100 })).map(({ id }) => id)).toEqual([register.agencyId, register.otherAgencyId, organisationId]);
    expect((await register.agencies.list(register.db.uow.read, { after: register.agencyId, limit: 1 })).map(({ id }) => id)).toEqual([register.otherAgencyId]);
  });

  it('are registered once, also at the same moment', async () => {
    const organisationId = await register.organisation();
    expect((await Promise.all([register.registerAgency({ organisationId }), register.registerAgency({ organisationId })])).map(codes).sort()).toEqual([[], ['AGENCY_EXISTS']]);
  });

  it.each<[Partial<AgencyInput>, string]>([
    [{ organisationId: NOWHERE }, 'ORGANISATION_UNKNOWN'], [{ deqarId: 'A21' }, 'DEQAR_ID_MALFORMED'], [{ officialCountries: ['XX'] }, 'CODE_UNKNOWN'],
    [{ eqarRegisteredFrom: '2024-01-02', eqarRegisteredTo: '2024-01-01' }, 'VALIDITY_REVERSED'], [{ activeFrom: '2024-13-01' }, 'DATE_IMPOSSIBLE'],
  ])('refuse %j', async (over, code) => {
    expect(codes(await register.registerAgency({ organisationId: await register.organisation(), ...over }))).toEqual([code]);
  });
});

describe('procedures', () => {
  it('belong to an agency', async () => {
    const made = value(await register.createProcedure({ agencyId: register.otherAgencyId, framework: 'EQAVET', nature: 'VOLUNTARY', description: { en: 'A look from outside.' } }));
    expect(made).toMatchObject({ agencyId: register.otherAgencyId, framework: 'EQAVET', nature: 'VOLUNTARY', validFrom: null, validTo: null, deqarActivity: null });
    expect(await register.procedures.load(register.db.uow.read, [made.id])).toEqual(new Map([[made.id, made]]));
    expect(await register.procedures.list(register.db.uow.read, { agencyId: register.otherAgencyId, limit: 10 })).toEqual([made]);
    expect(await register.procedures.list(register.db.uow.read, { limit: 1 })).toHaveLength(1);
  });

  it.each<[Partial<ProcedureInput>, string]>([
    [{ agencyId: NOWHERE }, 'AGENCY_UNKNOWN'], [{ title: {} }, 'TITLE_MISSING'], [{ framework: 'ISO' as 'ESG' }, 'CODE_UNKNOWN'],
    [{ nature: 'SECRET' as 'VOLUNTARY' }, 'CODE_UNKNOWN'], [{ validFrom: '2024-01-02', validTo: '2024-01-01' }, 'VALIDITY_REVERSED'],
    [{ deqarActivity: 'x' }, 'DEQAR_ID_MALFORMED'],
  ])('refuse %j', async (over, code) => {
    expect(codes(await register.createProcedure(over))).toEqual([code]);
  });
});
