import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProvider, createServices, createTestDatabase, expectOk, type TestDatabase, type TestServices } from '#libs/testing';
import type { Outcome } from '#libs/kernel';
import { sinceRegistration, type OrganisationInput, type OrganisationRecord, type ProviderFields, type ProviderStatus, type StatusStep } from './index.js';

let db: TestDatabase;
let services: TestServices;

beforeAll(async () => {
  db = await createTestDatabase();
  services = createServices(db.config);
});
afterAll(() => db.drop());

const codes = (outcome: Outcome<unknown>) => outcome.problems.map(({ code }) => code);
const provider = (status: ProviderStatus) => createProvider(db.uow, services, { status });
const versionOf = (record: OrganisationRecord) => record.provider?.version ?? 0;
const step = (record: OrganisationRecord, change: Omit<StatusStep, 'providerId' | 'expectedVersion'>) =>
  db.uow.command((tx) => services.providers.changeStatus(tx, { providerId: record.id, expectedVersion: versionOf(record), ...change }));
const resubmit = (record: OrganisationRecord, answer: string, expectedVersion = versionOf(record)) =>
  db.uow.command((tx) => services.providers.resubmit(tx, { providerId: record.id, expectedVersion, answer }));
const edit = (record: OrganisationRecord, changes: Partial<ProviderFields>) =>
  db.uow.command((tx) => services.providers.edit(tx, { providerId: record.id, expectedVersion: versionOf(record), changes }));
const editOrganisation = (record: OrganisationRecord, changes: Partial<OrganisationInput>) =>
  db.uow.command((tx) => services.organisations.edit(tx, { id: record.id, expectedVersion: record.version, byRegistrar: false, changes }));
const load = async ({ id }: OrganisationRecord) => (await services.organisations.load(db.uow.read, [id])).get(id) as OrganisationRecord;
const stepsOf = async (id: string) => (await services.providers.steps(db.uow.read, [id])).get(id) ?? [];
const publicSteps = async (id: string) => sinceRegistration(await stepsOf(id));
const secondReview = (record: OrganisationRecord, required: boolean) =>
  db.uow.command((tx) => services.providers.setSecondReview(tx, { providerId: record.id, expectedVersion: versionOf(record), required }));

describe('an application', () => {
  it('goes back with questions, is answered, refused with reasons, sent again and registered', async () => {
    let record = await provider('APPLIED');
    record = expectOk(await step(record, { status: 'RETURNED', reason: 'Which body assesses?' }));
    record = expectOk(await edit(record, { kind: 'EMPLOYER' }));
    record = expectOk(await resubmit(record, ' We do ourselves. '));
    record = expectOk(await step(record, { status: 'REFUSED', reason: 'No quality assurance' }));
    record = expectOk(await resubmit(record, 'Now there is one'));
    record = expectOk(await step(record, { status: 'REGISTERED' }));
    expect((await stepsOf(record.id)).map(({ status, reason }) => [status, reason])).toEqual([
      ['APPLIED', null], ['RETURNED', 'Which body assesses?'], ['APPLIED', 'We do ourselves.'], ['REFUSED', 'No quality assurance'],
      ['APPLIED', 'Now there is one'], ['REGISTERED', null],
    ]);
    expect((await publicSteps(record.id)).map(({ status }) => status)).toEqual(['REGISTERED']);
    expect(record.provider).toMatchObject({ statusReason: null, isPublic: true, applicantOnly: false });
    const logged = await db.uow.read.query(`SELECT action, reason, owner_id = record_id AS own FROM history_entry WHERE record_id = $1 AND record_kind = 'provider' ORDER BY seq`, [record.id]);
    expect(logged).toEqual([
      ['provider.apply', null], ['provider.return', 'Which body assesses?'], ['provider.edit', null], ['provider.resubmit', 'We do ourselves.'],
      ['provider.refuse', 'No quality assurance'], ['provider.resubmit', 'Now there is one'], ['provider.register', null],
    ].map(([action, reason]) => ({ action, reason, own: true })));
  });

  it.each(['APPLIED', 'REGISTERED', 'SUSPENDED', 'CLOSED'] as const)('is not sent again while it is %s', async (status) => {
    const record = await provider(status);
    expect(codes(await resubmit(record, 'Please'))).toEqual(['NOT_ASKED_BACK']);
    expect(await load(record)).toEqual(record);
  });

  it('is sent again only with an answer', async () => {
    const record = await provider('RETURNED');
    expect(codes(await resubmit(record, ' '))).toEqual(['ANSWER_MISSING']);
    expect(codes(await resubmit(record, 'a\0b'))).toEqual(['TEXT_UNSTORABLE']);
    expect(codes(await resubmit({ ...record, id: '01900000-0000-7000-8000-000000000000' }, 'x'))).toEqual(['PROVIDER_UNKNOWN']);
  });

  it('needs reasons for asking back and refusing', async () => {
    const record = await provider('APPLIED');
    for (const status of ['RETURNED', 'REFUSED', 'CLOSED'] as const) expect(codes(await step(record, { status }))).toEqual(['STATUS_REASON_MISSING']);
  });

  it('is seen by whom it concerns: not in lists of the public, nor when it ended without a registration', async () => {
    const hidden = [await provider('APPLIED'), await provider('RETURNED'), await provider('REFUSED')];
    hidden.push(expectOk(await step(hidden[0] as OrganisationRecord, { status: 'CLOSED', reason: 'Taken back' })));
    const shown = [await provider('REGISTERED'), await provider('SUSPENDED'), await provider('CLOSED')];
    const ids = [...hidden, ...shown].map(({ id }) => id);
    const listed = async (seenBy: string[] | null) => {
      const providers = await services.providers.list(db.uow.read, { limit: 1000, seenBy });
      const organisations = await services.organisations.search(db.uow.read, { limit: 1000, seenBy });
      return [providers, organisations].map((found) => found.map(({ id }) => id).filter((id) => ids.includes(id)));
    };
    const everybody = [...new Set(ids)].sort();
    const open = shown.map(({ id }) => id).sort();
    expect(await listed([])).toEqual([open, open]);
    expect(await listed(null)).toEqual([everybody, everybody]);
    const own = hidden[1]?.id as string;
    expect(await listed([own])).toEqual([[...open, own].sort(), [...open, own].sort()]);
    expect(hidden[3]?.provider).toMatchObject({ isPublic: false, applicantOnly: true });
    expect(shown[2]?.provider).toMatchObject({ isPublic: true, applicantOnly: false });
  });

  it('does not make its organisation anybody’s successor', async () => {
    const [closing, applicant] = [await provider('REGISTERED'), await provider('APPLIED')];
    expect(codes(await step(closing, { status: 'CLOSED', reason: 'x', successorId: applicant.id }))).toEqual(['SUCCESSOR_IMPOSSIBLE']);
  });
});

describe('two people at once', () => {
  it('two registrars: one decides, the other sees the decision beside the one sent', async () => {
    const record = await provider('APPLIED');
    const outcomes = await Promise.all([step(record, { status: 'REGISTERED' }), step(record, { status: 'REFUSED', reason: 'No' })]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const [standing, sent] = outcomes[0]?.ok ? ['REGISTERED', 'REFUSED'] : ['REFUSED', 'REGISTERED'];
    const [problem] = outcomes.flatMap(({ problems }) => problems);
    expect(problem).toMatchObject({ code: 'VERSION_CONFLICT', conflict: { expected: 1, actual: 2 } });
    expect(problem?.conflict?.fields).toContainEqual({ path: 'status', before: standing, after: sent });
    expect((await load(record)).provider?.status).toBe(standing);
  });

  it('a registrar decides on what was read: whatever the applicant changes meanwhile comes first or comes too late', async () => {
    for (let round = 0; round < 8; round++) {
      const record = await provider('APPLIED');
      const [decided, edited] = await Promise.all([step(record, { status: 'REGISTERED' }), editOrganisation(record, { legalName: { lt: 'Visai kita' } })]);
      expect([codes(decided), codes(edited)]).toEqual(decided.ok ? [[], ['NEEDS_REGISTRAR']] : [['VERSION_CONFLICT'], []]);
      expect((await load(record)).legalName).toEqual(decided.ok ? record.legalName : { lt: 'Visai kita' });
    }
    for (let round = 0; round < 4; round++) {
      const record = await provider('APPLIED');
      const outcomes = await Promise.all([step(record, { status: 'REGISTERED' }), edit(record, { kind: 'EMPLOYER' })]);
      expect(outcomes.flatMap(codes)).toEqual(['VERSION_CONFLICT']);
    }
  });

  it('a decision on a state that the applicant has changed since is not taken', async () => {
    for (const status of ['APPLIED', 'RETURNED', 'REFUSED'] as const) {
      const record = await provider(status);
      expectOk(await editOrganisation(record, { legalName: { lt: 'Visai kita' } }));
      expect(codes(await step(record, { status: status === 'REFUSED' ? 'APPLIED' : 'REFUSED', reason: 'No' }))).toEqual(['VERSION_CONFLICT']);
    }
    const registered = await provider('REGISTERED');
    expectOk(await editOrganisation(registered, { homepage: 'https://example.org/' }));
    expectOk(await step(registered, { status: 'SUSPENDED', reason: 'x' }));
  });

  it('an applicant who answers what has been decided meanwhile is told so', async () => {
    const record = await provider('RETURNED');
    expectOk(await step(record, { status: 'REFUSED', reason: 'No answer' }));
    const late = await resubmit(record, 'Here');
    expect(codes(late)).toEqual(['VERSION_CONFLICT']);
    expect(late.problems[0]?.conflict?.fields).toContainEqual({ path: 'status', before: 'REFUSED', after: 'APPLIED' });
  });
});

describe('the review by a second person', () => {
  it('is a setting of the provider', async () => {
    const record = await provider('REGISTERED');
    const set = expectOk(await secondReview(record, true));
    expect(set.provider).toMatchObject({ secondReview: true, version: versionOf(record) + 1 });
    expect(expectOk(await secondReview(set, true)).provider?.version).toBe(versionOf(set));
    const late = await secondReview(record, false);
    expect(late.problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { fields: [{ path: 'secondReview', before: true, after: false }] } }]);
  });
});
