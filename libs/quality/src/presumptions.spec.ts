import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { createTestDatabase } from '#libs/testing';
import { codes, logged, openRegister, value } from '../test/quality-register.fixture.js';
import { assurance, type PresumptionInput } from './index.js';

let register: Awaited<ReturnType<typeof openRegister>>;

beforeAll(async () => {
  register = await openRegister(await createTestDatabase());
});
afterAll(() => register.close());

const set = (over: Partial<PresumptionInput> = {}) =>
  register.db.uow.command((tx) => register.presumptions.set(tx, { framework: 'ESG', years: 4, reason: 'New order of the minister', ...over }));
const rules = async () => (await register.presumptions.rules(register.db.uow.read)).filter(({ framework }) => framework === 'ESG');

describe('presumption rules', () => {
  it('begin with six years for every framework', async () => {
    expect(await register.presumptions.rules(register.db.uow.read)).toEqual(['ESG', 'EQAVET', 'EQF_ANNEX_IV', 'OTHER'].map((framework) =>
      ({ id: null, framework, years: 6, reason: expect.stringContaining('six years'), recordedAt: null, replacedAt: null })));
    expect(await register.presumptions.count(register.db.uow.read)).toBe(0);
  });

  it('change what is known from then on, and have the decisions concerned looked at again', async () => {
    register.db.clock.set('2024-05-02T10:00:00Z');
    const open = value(await register.record());
    value(await register.record({ validTo: '2026-01-01', providerId: await register.provider() }));
    const subject = { offerId: newId(), providerId: register.providerId, eqfLevel: null, iscedFields: [], country: 'LT' };
    const until = async (knownAt: string) =>
      assurance(subject, await register.outcomes.factsFor(register.db.uow.read, { providerIds: [register.providerId] }), { on: '2024-05-03', knownAt: new Date(knownAt) }).until;
    expect(await until('2024-12-01')).toBe('2030-05-02');

    register.db.clock.set('2024-06-01T10:00:00Z');
    await register.db.uow.run((tx) => tx.change('DELETE FROM outbox'));
    const first = value(await set({ reason: ' New order of the minister ' }));
    expect(first).toEqual({ id: first.id, framework: 'ESG', years: 4, reason: 'New order of the minister', recordedAt: register.db.clock.now(), replacedAt: null });
    expect(await register.db.uow.read.query('SELECT kind, id FROM outbox')).toEqual([{ kind: 'outcome', id: open.id }]);
    register.db.clock.set('2024-07-01T10:00:00Z');
    const second = value(await set({ years: null }));
    expect([await until('2024-06-01T09:59:59Z'), await until('2024-06-01T10:00:00Z'), await until('2024-07-01T10:00:00Z')]).toEqual(['2030-05-02', '2028-05-02', null]);
    expect((await rules()).map(({ years, replacedAt }) => [years, replacedAt])).toEqual([[6, first.recordedAt], [4, second.recordedAt], [null, null]]);
    expect(await register.presumptions.count(register.db.uow.read)).toBe(2);
    expect(await logged(register, second.id as string)).toMatchObject([
      { action: 'presumption-rule.set', ownerId: null, reason: 'New order of the minister', changes: [{ path: 'years', before: 4, after: null }] },
    ]);
  });

  it('are set once, also at the same moment', async () => {
    expect((await Promise.all([set({ years: 9 }), set({ years: 9 })])).map(codes).sort()).toEqual([[], ['PRESUMPTION_UNCHANGED']]);
    expect(codes(await set({ framework: 'OTHER', years: 6 }))).toEqual(['PRESUMPTION_UNCHANGED']);
  });

  it.each<[Partial<PresumptionInput>, string]>([
    [{ years: 0 }, 'YEARS_OUT_OF_RANGE'], [{ years: 51 }, 'YEARS_OUT_OF_RANGE'], [{ years: 1.5 }, 'YEARS_OUT_OF_RANGE'], [{ reason: ' ' }, 'REASON_MISSING'],
    [{ framework: 'ISO' as 'ESG' }, 'CODE_UNKNOWN'],
  ])('refuse %j', async (over, code) => {
    expect(codes(await set(over))).toEqual([code]);
  });

  it('are never changed or removed, whatever the program', async () => {
    await expect(register.db.uow.run((tx) => tx.change('UPDATE presumption_rule SET years = 1'))).rejects.toThrow('append-only');
    await expect(register.db.uow.run((tx) => tx.change('DELETE FROM presumption_rule'))).rejects.toThrow('append-only');
  });
});
