import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServices, createTestDatabase, expectOk, type TestDatabase, type TestServices } from '#libs/testing';
import type { Outcome } from '#libs/kernel';
import type { Applicant, OrganisationInput, OrganisationRecord, ProviderFields } from './index.js';

let db: TestDatabase;
let services: TestServices;
let count = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  services = createServices(db.config);
});
afterAll(() => db.drop());

const codes = (outcome: Outcome<unknown>) => outcome.problems.map(({ code, path }) => [code, path]);
const somebody = (): Applicant => ({ issuer: 'https://issuer.example.org', subject: `person-${(count += 1)}`, displayName: 'Ona Onaitė' });
const submit = (applicant: Applicant, over: { organisation?: Partial<OrganisationInput>; provider?: Partial<ProviderFields> } = {}) =>
  db.uow.as({ kind: 'PERSON', id: null, requestId: 'request-1' }).command((tx) => services.applications.submit(tx, {
    applicant, organisation: { legalName: { lt: 'Nauja mokykla' }, country: 'LT', ...over.organisation }, provider: { kind: 'SCHOOL', ...over.provider },
  }));
const personIds = async ({ subject }: Applicant) => (await db.uow.read.query<{ id: string }>('SELECT id FROM person WHERE subject = $1', [subject])).map(({ id }) => id);
const decide = (record: OrganisationRecord, status: 'REFUSED' | 'REGISTERED') =>
  db.uow.command((tx) => services.providers.changeStatus(tx, { providerId: record.id, expectedVersion: record.provider?.version ?? 0, status, reason: 'x' }));

describe('applying on line', () => {
  it('enters organisation, application and the person who may go on with it, all in the person’s name', async () => {
    const applicant = somebody();
    const record = expectOk(await submit(applicant, { organisation: { mailbox: 'info@example.org' } }));
    expect(record).toMatchObject({ legalName: { lt: 'Nauja mokykla' }, provider: { kind: 'SCHOOL', status: 'APPLIED', isPublic: false, applicantOnly: true, version: 1 } });
    const [personId] = await personIds(applicant);
    const memberships = await services.memberships.list(db.uow.read, { organisationIds: [record.id], limit: 10 });
    expect(memberships).toMatchObject([{ personId, role: 'PROVIDER_PUBLISHER', endedAt: null }]);
    const lines = await db.uow.read.query('SELECT action, actor_kind AS kind, actor_id AS id, request_id AS request FROM history_entry WHERE actor_id = $1 ORDER BY seq', [personId]);
    expect(lines).toEqual(['person.enter', 'organisation.create', 'provider.apply', 'membership.grant'].map((action) => ({ action, kind: 'PERSON', id: personId, request: 'request-1' })));
  });

  it('leaves nothing behind when something is wrong, and says all of it', async () => {
    const applicant = somebody();
    const outcome = await submit(applicant, { organisation: { legalName: {}, country: 'XX' }, provider: { kind: 'CIRCUS' as 'SCHOOL', recognitionPolicy: { url: 'ftp://example.org' } } });
    expect(codes(outcome)).toEqual([['NAME_MISSING', 'legalName'], ['CODE_UNKNOWN', 'country'], ['CODE_UNKNOWN', 'kind'], ['URL_INVALID', 'recognitionPolicy.url']]);
    expect(await personIds(applicant)).toEqual([]);
    expect(await db.uow.read.query(`SELECT 1 FROM organisation WHERE legal_name = '{}'`)).toEqual([]);
  });

  it('does not take an identifier that belongs to another, and does not say to whom', async () => {
    const identifiers = [{ scheme: 'NATIONAL_REGISTER' as const, value: '320000001' }];
    expectOk(await submit(somebody(), { organisation: { legalName: { lt: 'Slapta mokykla' }, identifiers } }));
    const late = await submit(somebody(), { organisation: { identifiers } });
    expect(codes(late)).toEqual([['IDENTIFIER_TAKEN', 'identifiers']]);
    expect(JSON.stringify(late.problems)).not.toContain('Slapta');
  });

  it('is open to a person three times at once, however they are sent; a decision makes room, leaving does not', async () => {
    const applicant = somebody();
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => submit(applicant)));
    const open = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    expect(open).toHaveLength(3);
    expect(outcomes.flatMap(codes)).toEqual([['APPLICATIONS_TOO_MANY', ''], ['APPLICATIONS_TOO_MANY', '']]);
    expect(await personIds(applicant)).toHaveLength(1);
    expectOk(await submit(somebody()));
    await db.uow.run((tx) => tx.change('UPDATE membership SET ended_at = now() WHERE organisation_id = $1', [open[0]?.id]));
    expect((await submit(applicant)).ok).toBe(false);
    expectOk(await decide(open[1] as OrganisationRecord, 'REFUSED'));
    expectOk(await submit(applicant));
    expect((await submit(applicant)).ok).toBe(false);
    expectOk(await decide(open[2] as OrganisationRecord, 'REGISTERED'));
    expectOk(await submit(applicant));
  });
});
