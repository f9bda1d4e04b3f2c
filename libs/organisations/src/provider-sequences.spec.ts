import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, expectOk, type TestDatabase } from '#libs/testing';
import type { Outcome } from '#libs/kernel';
import { Organisations, PROVIDER_STATUSES, Providers, sinceRegistration, type OrganisationRecord, type ProviderRecord, type ProviderStatus } from './index.js';
import { LADDER } from './provider-ladder.fixture.js';

let db: TestDatabase;
let organisations: Organisations;
let providers: Providers;

beforeAll(async () => {
  db = await createTestDatabase();
  organisations = new Organisations(db.config);
  providers = new Providers(db.config);
});
afterAll(() => db.drop());

type Call =
  | { do: 'status'; status: ProviderStatus; reason: string | null }
  | { do: 'resubmit'; answer: string }
  | { do: 'second-review'; required: boolean }
  /** Of an applicant: the organisation is part of its application. */
  | { do: 'name'; name: string };

const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('status' as const), status: fc.constantFrom(...PROVIDER_STATUSES), reason: fc.constantFrom('why', 'why', null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resubmit' as const), answer: fc.constantFrom('answer', ' ') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('second-review' as const), required: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('name' as const), name: fc.constantFrom('A', 'B') }) },
);

/** Calls of several people who have all seen the same state, made at the same moment. */
const moments = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

const APPLYING: ProviderStatus[] = ['APPLIED', 'RETURNED', 'REFUSED'];

/** Whether the one call, alone, would change the provider that stands so. */
function changes(record: OrganisationRecord, asked: Call): boolean {
  const { status, secondReview } = record.provider as ProviderRecord;
  if (asked.do === 'status') return LADDER.has(`${status}>${asked.status}`) && (asked.reason !== null || asked.status === 'REGISTERED');
  if (asked.do === 'resubmit') return asked.answer !== ' ' && (status === 'RETURNED' || status === 'REFUSED');
  if (asked.do === 'second-review') return secondReview !== asked.required;
  return APPLYING.includes(status) && record.legalName.lt !== asked.name;
}

function make(record: OrganisationRecord, asked: Call): Promise<Outcome<OrganisationRecord>> {
  const { id } = record;
  const base = { providerId: id, expectedVersion: (record.provider as ProviderRecord).version };
  return db.uow.command((tx) => {
    if (asked.do === 'status') return providers.changeStatus(tx, { ...base, status: asked.status, reason: asked.reason });
    if (asked.do === 'resubmit') return providers.resubmit(tx, { ...base, answer: asked.answer });
    if (asked.do === 'second-review') return providers.setSecondReview(tx, { ...base, required: asked.required });
    return organisations.edit(tx, { id, expectedVersion: record.version, changes: { legalName: { lt: asked.name } }, byRegistrar: false });
  });
}

const stepsOf = async (id: string) => (await providers.steps(db.uow.read, [id])).get(id) ?? [];
const publicSteps = async (id: string) => sinceRegistration(await stepsOf(id));
const load = async (id: string) => (await organisations.load(db.uow.read, [id])).get(id) as OrganisationRecord;

async function application(): Promise<OrganisationRecord> {
  const { id } = expectOk(await db.uow.command((tx) => organisations.create(tx, { legalName: { lt: 'A' }, country: 'LT' })));
  return expectOk(await db.uow.command((tx) => providers.apply(tx, { organisationId: id, kind: 'SCHOOL' })));
}

describe('any sequence of calls, several at a time', () => {
  it('takes no step that the ladder does not have, and of calls on one state at most one', async () => {
    await fc.assert(fc.asyncProperty(moments, async (sequence) => {
      let record = await application();
      const { id } = record;
      for (const calls of sequence) {
        const before = record;
        const outcomes = await Promise.all(calls.map((asked) => make(before, asked)));
        record = await load(id);
        const done = calls.filter((asked, index) => (outcomes[index] as Outcome<unknown>).ok && changes(before, asked));
        // The organisation has a version of its own: its new name and one change of the provider do not exclude each other.
        expect(done.filter((asked) => asked.do === 'name').length).toBeLessThanOrEqual(1);
        expect(done.filter((asked) => asked.do !== 'name').length).toBeLessThanOrEqual(1);
        expect(done.length > 0).toBe(calls.some((asked) => changes(before, asked)));
        expect((record.provider as ProviderRecord).version - (before.provider as ProviderRecord).version).toBe(done.length);
      }
      await expectConsistent(record);
    }), { numRuns: 40 });
  });
});

async function expectConsistent({ id, provider }: OrganisationRecord): Promise<void> {
  const { status, isPublic } = provider as ProviderRecord;
  const steps = (await stepsOf(id)).map((step) => step.status);
  expect(steps[0]).toBe('APPLIED');
  expect(steps.at(-1)).toBe(status);
  steps.slice(1).forEach((step, index) => expect(LADDER).toContain(`${steps[index]}>${step}`));
  const registered = steps.includes('REGISTERED');
  expect(isPublic).toBe(registered);
  expect((await publicSteps(id)).map((step) => step.status)).toEqual(registered ? steps.slice(steps.indexOf('REGISTERED')) : []);
  const roles = await organisations.roles(db.uow.read, id);
  expect(roles.map(({ role, to }) => [role, to === null])).toEqual(registered ? [['PROVIDER', status !== 'CLOSED']] : []);
  const [logged] = await db.uow.read.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM history_entry WHERE record_id = $1 AND record_kind = 'provider' AND action NOT IN ('provider.edit', 'provider.second-review')`, [id],
  );
  expect(logged?.count).toBe(steps.length);
}
