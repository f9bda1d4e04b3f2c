import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createProvider, createServices, createTestDatabase, expectOk, TEST_NOW, type TestDatabase, type TestServices } from '#libs/testing';
import { addDays, type LanguageMap, type Outcome } from '#libs/kernel';
import type { OrganisationInput, OrganisationRecord, ProviderStatus } from './index.js';

let db: TestDatabase;
let services: TestServices;
let count = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  services = createServices(db.config);
});
afterAll(() => db.drop());
beforeEach(() => db.clock.set(TEST_NOW));

const codes = (outcome: Outcome<unknown>) => outcome.problems.map(({ code, path }) => [code, path]);
const provider = (status: ProviderStatus) => createProvider(db.uow, services, { status });
const edit = (record: OrganisationRecord, changes: Partial<OrganisationInput>, over: { byRegistrar?: boolean; expectedVersion?: number } = {}) =>
  db.uow.command((tx) => services.organisations.edit(tx, { id: record.id, expectedVersion: record.version, byRegistrar: false, changes, ...over }));
const rename = (record: OrganisationRecord, over: { legalName?: LanguageMap; until?: string; reason?: string; expectedVersion?: number } = {}) =>
  db.uow.command((tx) => services.organisations.rename(tx, { id: record.id, expectedVersion: record.version, legalName: { lt: 'Naujas vardas' }, reason: 'Order 5', ...over }));
const load = async ({ id }: OrganisationRecord) => (await services.organisations.load(db.uow.read, [id])).get(id) as OrganisationRecord;
const formerNames = async ({ id }: OrganisationRecord) => (await services.organisations.formerNames(db.uow.read, [id])).get(id) ?? [];
const history = ({ id }: OrganisationRecord) =>
  db.uow.read.query<{ action: string; reason: string | null; ownerId: string; changes: string }>(
    `SELECT action, reason, owner_id AS "ownerId", changes FROM history_entry WHERE record_id = $1 AND record_kind = 'organisation' ORDER BY seq`, [id],
  );
const identifiers = () => [{ scheme: 'NATIONAL_REGISTER' as const, value: `31${String((count += 1)).padStart(7, '0')}` }];
const IDENTITY = { legalName: { lt: 'Kitas vardas' }, country: 'LV', homepage: 'https://example.org/new' };

describe('who an organisation is', () => {
  it.each(['APPLIED', 'RETURNED', 'REFUSED'] as const)('is its own to say as long as it applies (%s)', async (status) => {
    const record = await provider(status);
    const edited = expectOk(await edit(record, { ...IDENTITY, identifiers: identifiers() }));
    expect(edited).toMatchObject(IDENTITY);
  });

  it.each(['REGISTERED', 'SUSPENDED', 'CLOSED'] as const)('is the registrar’s to change once it stands in the register (%s)', async (status) => {
    const record = await provider(status);
    const changes = { ...IDENTITY, identifiers: identifiers() };
    expect(codes(await edit(record, changes))).toEqual(['legalName', 'identifiers', 'country'].map((path) => ['NEEDS_REGISTRAR', path]));
    expect(await load(record)).toEqual(record);
    expect(expectOk(await edit(record, { homepage: IDENTITY.homepage, legalName: record.legalName })).homepage).toBe(IDENTITY.homepage);
    expect(expectOk(await edit(record, changes, { byRegistrar: true, expectedVersion: record.version + 1 }))).toMatchObject(IDENTITY);
  });

  it('is the registrar’s also where it holds another role, applies or not', async () => {
    const record = await provider('APPLIED');
    expectOk(await db.uow.command((tx) => services.organisations.grantRole(tx, { organisationId: record.id, expectedVersion: 1, role: 'ASSESSOR' })));
    expect(codes(await edit(await load(record), { country: 'LV' }))).toEqual([['NEEDS_REGISTRAR', 'country']]);
    const other = expectOk(await db.uow.command((tx) => services.organisations.create(tx, { legalName: { lt: 'Institucija' }, country: 'LT' })));
    expect(codes(await edit(other, { country: 'LV' }))).toEqual([['NEEDS_REGISTRAR', 'country']]);
  });

  it('is told what is wrong with it before whose it is to change, whatever the text', async () => {
    const record = await provider('REGISTERED');
    for (const byRegistrar of [true, false]) {
      expect(codes(await edit(record, { legalName: { lt: 'Kole\ud800gija' } }, { byRegistrar }))).toEqual([['TEXT_UNSTORABLE', 'legalName.lt']]);
      expect(codes(await edit(record, { homepage: 'https://example.org/\ud800' }, { byRegistrar }))).toEqual([['URL_INVALID', 'homepage']]);
    }
    expect(codes(await rename(record, { legalName: { lt: '\ud800' } }))).toEqual([['TEXT_UNSTORABLE', 'legalName.lt']]);
    expect(codes(await edit(record, { legalName: { lt: '\ud800' } }, { expectedVersion: 7 }))).toEqual([['VERSION_CONFLICT', '']]);
  });

  it('is found by its identifier however that is written', async () => {
    const record = await provider('REGISTERED');
    const id = record.id.toUpperCase();
    expectOk(await edit({ ...record, id }, { homepage: 'https://example.org/upper' }));
    expect((await load(record)).homepage).toBe('https://example.org/upper');
    expectOk(await db.uow.command((tx) => services.organisations.grantRole(tx, { organisationId: id, expectedVersion: 2, role: 'ASSESSOR' })));
  });
});

describe('a new name', () => {
  it('leaves the former one with its last day, and says the organisation has changed', async () => {
    const record = await provider('REGISTERED');
    await db.uow.run((tx) => tx.change('DELETE FROM outbox'));
    const renamed = expectOk(await rename(record));
    expect(renamed).toMatchObject({ legalName: { lt: 'Naujas vardas' }, version: record.version + 1 });
    expect(await formerNames(record)).toEqual([{ legalName: record.legalName, until: '2024-08-31' }]);
    expect(await db.uow.read.query('SELECT kind, id FROM outbox')).toEqual([{ kind: 'organisation', id: record.id }]);
    expectOk(await rename(renamed, { legalName: { lt: 'Trečias vardas' }, until: '2024-09-01' }));
    expect((await formerNames(record)).map(({ until }) => until)).toEqual(['2024-09-01', '2024-08-31']);
    expect((await history(record)).slice(-2).map(({ action, reason, ownerId }) => [action, reason, ownerId])).toEqual(
      [['organisation.rename', 'Order 5', record.id], ['organisation.rename', 'Order 5', record.id]],
    );
  });

  it.each<[string, Parameters<typeof rename>[1], [code: string, path: string]]>([
    ['the name it has', { legalName: { lt: 'Tas pats' } }, ['NAME_UNCHANGED', 'legalName']],
    ['no name', { legalName: {} }, ['NAME_MISSING', 'legalName']],
    ['no reason', { reason: ' ' }, ['NAME_REASON_MISSING', 'reason']],
    ['an endless reason', { reason: 'x'.repeat(2001) }, ['TEXT_TOO_LONG', 'reason']],
    ['a day that has not come', { until: '2024-09-02' }, ['NAME_DATE_IN_FUTURE', 'until']],
    ['a day that does not exist', { until: '2024-02-30' }, ['DATE_IMPOSSIBLE', 'until']],
  ])('is refused with %s', async (_what, over, expected) => {
    const record = expectOk(await edit(await provider('APPLIED'), { legalName: { lt: 'Tas pats' } }));
    expect(codes(await rename(record, over))).toEqual([expected]);
    expect(await formerNames(record)).toEqual([]);
    expect(await load(record)).toEqual(record);
  });

  it('follows the one before: former names never go back in time, by any sequence of renamings', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: -9, max: 3 }), { maxLength: 8 }), async (offsets) => {
      let record = await provider('REGISTERED');
      const kept: string[] = [];
      for (const [index, offset] of offsets.entries()) {
        const until = addDays('2024-09-01', offset);
        const outcome = await rename(record, { legalName: { lt: `Vardas ${index}` }, until });
        expect(outcome.ok).toBe(offset <= 0 && until >= (kept.at(-1) ?? until));
        if (!outcome.ok) continue;
        record = outcome.value;
        kept.push(until);
      }
      expect((await formerNames(record)).map(({ until }) => until)).toEqual(kept.reverse());
    }), { numRuns: 15 });
  });

  it('is given by one of two registrars at the same moment; the other sees both names', async () => {
    const record = await provider('REGISTERED');
    const outcomes = await Promise.all(['Pirmas', 'Antras'].map((lt) => rename(record, { legalName: { lt } })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const [standing, sent] = outcomes[0]?.ok ? ['Pirmas', 'Antras'] : ['Antras', 'Pirmas'];
    expect(outcomes.flatMap(({ problems }) => problems)).toMatchObject([
      { code: 'VERSION_CONFLICT', conflict: { expected: record.version, actual: record.version + 1, fields: [{ path: 'legalName.lt', before: standing, after: sent }] } },
    ]);
    expect(await formerNames(record)).toHaveLength(1);
  });
});

describe('two editors', () => {
  it('of one organisation: the second sees what stands beside what was sent', async () => {
    const record = await provider('REGISTERED');
    expectOk(await edit(record, { homepage: 'https://example.org/first' }));
    const late = await edit(record, { homepage: 'https://example.org/second', mailbox: 'info@example.org' });
    expect(late.problems).toMatchObject([{
      code: 'VERSION_CONFLICT',
      conflict: {
        expected: 1, actual: 2,
        fields: [{ path: 'homepage', before: 'https://example.org/first', after: 'https://example.org/second' }, { path: 'mailbox', before: null, after: 'info@example.org' }],
      },
    }]);
    expect((await load(record)).homepage).toBe('https://example.org/first');
  });

  it('of its roles: one of them gets through, and the version rises', async () => {
    const record = await provider('APPLIED');
    const grant = (expectedVersion: number) => db.uow.command((tx) =>
      services.organisations.grantRole(tx, { organisationId: record.id, expectedVersion, role: 'AWARDING_BODY', from: '2024-01-01' }));
    const outcomes = await Promise.all([grant(1), grant(1)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(({ problems }) => problems)).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { actual: 2 } }]);
    const end = (expectedVersion: number) => db.uow.command((tx) =>
      services.organisations.endRole(tx, { organisationId: record.id, expectedVersion, role: 'AWARDING_BODY', to: '2024-08-01' }));
    expect(codes(await end(1))).toEqual([['VERSION_CONFLICT', '']]);
    expect(expectOk(await end(2))).toMatchObject({ role: { to: '2024-08-01' }, organisation: { version: 3 } });
    expect((await history(record)).map(({ action }) => action)).toEqual(['organisation.create', 'organisation.role-grant', 'organisation.role-end']);
  });
});

it('the log tells every change once, and keeps a hash of the mailbox', async () => {
  const record = await provider('REGISTERED');
  expectOk(await edit(record, { mailbox: 'info@example.org', homepage: 'https://example.org/log' }));
  expectOk(await edit(await load(record), { homepage: 'https://example.org/log' }));
  const lines = await history(record);
  expect(lines.map(({ action }) => action)).toEqual(['organisation.create', 'organisation.edit']);
  expect(JSON.parse(lines[1]?.changes ?? '')).toEqual([
    { path: 'homepage', before: null, after: 'https://example.org/log' }, { path: 'mailbox', before: null, after: expect.stringMatching(/^sha256:/) },
  ]);
});
