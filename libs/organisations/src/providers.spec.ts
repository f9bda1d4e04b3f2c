import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, TEST_NOW, type TestDatabase } from '#libs/testing';
import type { Outcome } from '#libs/kernel';
import { Organisations, Providers, sinceRegistration, type ProviderFields, type ProviderStatus } from './index.js';

let db: TestDatabase;
let organisations: Organisations;
let providers: Providers;
const NOWHERE = '01900000-0000-7000-8000-000000000000';

beforeAll(async () => {
  db = await createTestDatabase();
  organisations = new Organisations(db.config);
  providers = new Providers(db.config);
});
afterAll(() => db.drop());
beforeEach(() => db.clock.set(TEST_NOW));

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
const codes = (outcome: Outcome<unknown>) => outcome.problems.map(({ code }) => code);

const organisation = async () => value(await db.uow.command((tx) => organisations.create(tx, { legalName: { lt: 'Teikėjas' }, country: 'LT' }))).id;
const apply = (organisationId: string, over: Partial<ProviderFields & { from: string }> = {}) =>
  db.uow.command((tx) => providers.apply(tx, { organisationId, kind: 'VOCATIONAL', ...over }));
type Step = { status: ProviderStatus; from?: string; reason?: string; successorId?: string; expectedVersion?: number };
const step = (providerId: string, change: Step) => db.uow.command((tx) => providers.changeStatus(tx, { providerId, expectedVersion: null, ...change }));
const applied = async (from = '2024-01-10') => {
  const id = await organisation();
  value(await apply(id, { from }));
  return id;
};
const stepsOf = async (id: string) => (await providers.steps(db.uow.read, [id])).get(id) ?? [];
const publicSteps = async (id: string) => sinceRegistration(await stepsOf(id));
const registered = async (from = '2024-02-01') => {
  const id = await applied();
  value(await step(id, { status: 'REGISTERED', from }));
  return id;
};

describe('apply', () => {
  it('makes the organisation a provider that has applied', async () => {
    const id = await organisation();
    const recognitionPolicy = { text: { lt: 'Pripažįstame.' }, url: 'https://example.org/policy' };
    expect(value(await apply(id, { kind: 'EMPLOYER', recognitionPolicy })).provider).toEqual({
      kind: 'EMPLOYER', status: 'APPLIED', statusSince: '2024-09-01', statusReason: null, recognitionPolicy, internalQualityAssurance: null,
      successorId: null, secondReview: false, isPublic: false, applicantOnly: true, version: 1,
    });
    expect(await stepsOf(id)).toEqual([{ status: 'APPLIED', from: '2024-09-01', reason: null, recordedAt: db.clock.now() }]);
    expect(await organisations.roles(db.uow.read, id)).toEqual([]);
  });

  it('happens once, also when asked for twice at the same moment', async () => {
    const id = await organisation();
    const outcomes = await Promise.all([apply(id), apply(id)]);
    expect(outcomes.map(codes).sort()).toEqual([[], ['PROVIDER_EXISTS']]);
  });

  it.each<[string, Partial<ProviderFields & { from: string }>, string]>([
    ['an unknown kind', { kind: 'CIRCUS' as 'OTHER' }, 'CODE_UNKNOWN'],
    ['a policy page that is no web address', { recognitionPolicy: { url: 'ftp://example.org' } }, 'URL_INVALID'],
    ['an empty statement', { internalQualityAssurance: { text: { en: '' } } }, 'TEXT_EMPTY'],
    ['a day that has not come', { from: '2024-09-02' }, 'STATUS_DATE_IN_FUTURE'],
    ['a day that does not exist', { from: '2024-02-30' }, 'DATE_IMPOSSIBLE'],
  ])('refuses %s', async (_what, over, code) => {
    expect(codes(await apply(await organisation(), over))).toEqual([code]);
  });

  it('needs an organisation', async () => {
    expect(codes(await apply(NOWHERE))).toEqual(['ORGANISATION_UNKNOWN']);
  });
});

describe('the life of a provider', () => {
  it('is kept step by step, with the role from registration to closing', async () => {
    const successorId = await registered();
    const id = await applied();
    const roles = () => organisations.roles(db.uow.read, id);
    value(await step(id, { status: 'REGISTERED', from: '2024-02-01' }));
    expect(await roles()).toEqual([{ role: 'PROVIDER', from: '2024-02-01', to: null }]);
    value(await step(id, { status: 'SUSPENDED', from: '2024-03-01', reason: 'Licence under review' }));
    value(await step(id, { status: 'REGISTERED', from: '2024-03-01' }));
    expect(await roles()).toEqual([{ role: 'PROVIDER', from: '2024-02-01', to: null }]);
    const closed = value(await step(id, { status: 'CLOSED', from: '2024-08-15', reason: ' Merged ', successorId }));
    expect(closed.provider).toMatchObject({ status: 'CLOSED', statusSince: '2024-08-15', statusReason: 'Merged', successorId, version: 5 });
    expect(await roles()).toEqual([{ role: 'PROVIDER', from: '2024-02-01', to: '2024-08-15' }]);
    const steps = (await stepsOf(id)).map(({ status, from, reason }) => [status, from, reason]);
    expect(steps).toEqual([
      ['APPLIED', '2024-01-10', null], ['REGISTERED', '2024-02-01', null], ['SUSPENDED', '2024-03-01', 'Licence under review'],
      ['REGISTERED', '2024-03-01', null], ['CLOSED', '2024-08-15', 'Merged'],
    ]);
    expect((await publicSteps(id)).map(({ status, from, reason }) => [status, from, reason])).toEqual(steps.slice(1));
    expect((await providers.predecessors(db.uow.read, successorId)).map((record) => record.id)).toEqual([id]);
    expect(codes(await step(id, { status: 'REGISTERED' }))).toEqual(['STATUS_NOT_REACHABLE']);
  });

  it('can end with the application, without a role', async () => {
    const id = await applied();
    value(await step(id, { status: 'CLOSED', reason: 'Turned down' }));
    expect(await organisations.roles(db.uow.read, id)).toEqual([]);
  });

  it('a suspension says the organisation has changed', async () => {
    const id = await registered();
    await db.uow.run((tx) => tx.change('DELETE FROM outbox'));
    value(await step(id, { status: 'SUSPENDED', reason: 'Licence under review' }));
    expect(await db.uow.read.query('SELECT kind, id FROM outbox')).toEqual([{ kind: 'organisation', id }]);
  });

  it('refuses what the rules refuse, and writes nothing', async () => {
    const id = await registered();
    expect(codes(await step(id, { status: 'SUSPENDED' }))).toEqual(['STATUS_REASON_MISSING']);
    expect(codes(await step(id, { status: 'SUSPENDED', reason: 'x'.repeat(2001) }))).toEqual(['TEXT_TOO_LONG']);
    expect(codes(await step(id, { status: 'SUSPENDED', reason: 'x', from: '2024-01-31' }))).toEqual(['STATUS_DATE_BEFORE_PREVIOUS']);
    expect(codes(await step(id, { status: 'SUSPENDED', reason: 'x', from: '2024-09-02' }))).toEqual(['STATUS_DATE_IN_FUTURE']);
    expect(codes(await step(NOWHERE, { status: 'REGISTERED' }))).toEqual(['PROVIDER_UNKNOWN']);
    expect(codes(await step('nonsense', { status: 'REGISTERED' }))).toEqual(['PROVIDER_UNKNOWN']);
    expect(await stepsOf(id)).toHaveLength(2);
  });

  it('takes the register’s day, not UTC’s', async () => {
    const id = await registered();
    db.clock.set('2024-09-01T21:30:00Z');
    expect(value(await step(id, { status: 'SUSPENDED', reason: 'x' })).provider?.statusSince).toBe('2024-09-02');
  });

  it('names only a living other provider as successor', async () => {
    const [id, closed, organisationOnly] = [await registered(), await registered(), await organisation()];
    value(await step(closed, { status: 'CLOSED', reason: 'x' }));
    for (const successorId of [id, closed, organisationOnly, NOWHERE, 'nonsense']) {
      expect(codes(await step(id, { status: 'CLOSED', reason: 'x', successorId }))).toEqual(['SUCCESSOR_IMPOSSIBLE']);
    }
  });

  it('lets one of two closings that name each other through', async () => {
    const [a, b] = [await registered(), await registered()];
    const outcomes = await Promise.all([
      step(a, { status: 'CLOSED', reason: 'x', successorId: b }), step(b, { status: 'CLOSED', reason: 'x', successorId: a }),
    ]);
    expect(outcomes.map(codes).sort()).toEqual([[], ['SUCCESSOR_IMPOSSIBLE']]);
  });

  it('lets one of two suspensions at the same moment through', async () => {
    const id = await registered();
    const outcomes = await Promise.all([1, 2, 3].map(() => step(id, { status: 'SUSPENDED', reason: 'x' })));
    expect(outcomes.map(codes).sort()).toEqual([[], ['STATUS_NOT_REACHABLE'], ['STATUS_NOT_REACHABLE']]);
    expect(await stepsOf(id)).toHaveLength(3);
  });
});

describe('edit', () => {
  const edit = (providerId: string, changes: Partial<ProviderFields>, expectedVersion: number | null = null) =>
    db.uow.command((tx) => providers.edit(tx, { providerId, expectedVersion, changes }));

  it('changes what is said, empties what is null, and counts versions', async () => {
    const id = await registered();
    const internalQualityAssurance = { text: { en: 'We ask every learner.' } };
    expect(value(await edit(id, { kind: 'SCHOOL', internalQualityAssurance }, 2)).provider).toMatchObject({ kind: 'SCHOOL', internalQualityAssurance, version: 3 });
    expect(value(await edit(id, { kind: 'SCHOOL', internalQualityAssurance })).provider?.version).toBe(3);
    expect(value(await edit(id, { internalQualityAssurance: null }, 3)).provider).toMatchObject({ kind: 'SCHOOL', internalQualityAssurance: null, version: 4 });
    expect(codes(await edit(id, { kind: 'OTHER' }, 3))).toEqual(['VERSION_CONFLICT']);
    expect(codes(await edit(id, { kind: 'CIRCUS' as 'OTHER' }))).toEqual(['CODE_UNKNOWN']);
    expect(codes(await edit(NOWHERE, {}))).toEqual(['PROVIDER_UNKNOWN']);
  });
});

describe('list', () => {
  it('pages over providers, of one status if asked', async () => {
    await organisation();
    await applied();
    const all = await providers.list(db.uow.read, { limit: 1000 });
    expect(all.every(({ provider }) => provider !== null)).toBe(true);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort());
    expect(await providers.list(db.uow.read, { after: all[1]?.id, limit: 2 })).toEqual(all.slice(2, 4));
    const closed = await providers.list(db.uow.read, { status: 'CLOSED', limit: 1000 });
    expect(closed).toEqual(all.filter(({ provider }) => provider?.status === 'CLOSED'));
    expect(closed.length).toBeGreaterThan(0);
  });
});
