import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '#libs/testing';
import { AccessError, AdminKey, ApiKeys, Memberships, People, Principals, TokenVerifier, type Principal } from './index.js';

let issuer: TestIssuer;
let database: TestDatabase;
let principals: Principals;
let memberships: Memberships;
let keys: ApiKeys;
let admin: Principal;

beforeAll(async () => {
  issuer = await startTestIssuer();
  database = await createTestDatabase(issuer.env);
  const { config, uow } = database;
  const people = new People();
  memberships = new Memberships(config, people);
  keys = new ApiKeys(config, uow);
  principals = new Principals(new AdminKey(config), new TokenVerifier(config.oidc, config.clock), keys, people, uow);
  admin = await principals.of(`Bearer ${config.adminApiKey}`);
});
afterAll(async () => {
  await database.drop();
  await issuer.stop();
});

const signedIn = async (subject: string) => principals.of(`Bearer ${await issuer.token(subject, database.clock.now())}`);

/** The refusal as one line. */
async function refusal(authorization: string): Promise<string> {
  const error: unknown = await principals.of(authorization).catch((found: unknown) => found);
  return error instanceof AccessError ? `${error.extensions.code}: ${error.message}` : `no refusal: ${String(error)}`;
}

describe('who asks', () => {
  it('is nobody without a credential', async () => {
    expect((await principals.of(undefined)).isNobody).toBe(true);
  });

  it('is a registrar with the admin key', () => {
    expect([admin.kind, admin.id, admin.reach('offer.edit').isAll, admin.may('nqf.record')]).toEqual(['ADMIN_KEY', null, true, false]);
  });

  it('is a person without identifier and rights, for whom the register does not know', async () => {
    const stranger = await signedIn('stranger');
    expect([stranger.kind, stranger.id, stranger.grants, stranger.may('offer.read')]).toEqual(['PERSON', null, [], false]);
    expect(stranger.subject).toEqual({ issuer: issuer.url, subject: 'stranger', displayName: 'Test person stranger' });
  });

  it('may what the roles of the moment open, and nothing by one that has ended', async () => {
    const person = { issuer: issuer.url, subject: 'rasa', displayName: 'Rasa' };
    const granted = await database.uow.command((tx) => memberships.grant(tx, { person, role: 'AUDITOR', organisationId: null }));
    if (!granted.ok) throw new Error(JSON.stringify(granted.problems));
    const auditor = await signedIn('rasa');
    expect([auditor.id, auditor.may('history.read'), auditor.may('offer.edit')]).toEqual([granted.value.personId, true, false]);
    await database.uow.command((tx) => memberships.end(tx, { membershipId: granted.value.id, by: admin }));
    const nobodySpecial = await signedIn('rasa');
    expect([nobodySpecial.id, nobodySpecial.may('history.read')]).toEqual([granted.value.personId, false]);
  });

  it('is somebody else at another issuer', async () => {
    const person = { issuer: 'https://elsewhere.example.org', subject: 'ona', displayName: null };
    await database.uow.command((tx) => memberships.grant(tx, { person, role: 'REGISTRAR', organisationId: null }));
    expect((await signedIn('ona')).may('organisation.create')).toBe(false);
  });

  it('is a machine with an API key, within its scopes', async () => {
    const issued = await database.uow.command((tx) => keys.create(tx, { organisationId: null, name: 'A machine', scopes: ['offer.read'], by: admin }));
    if (!issued.ok) throw new Error(JSON.stringify(issued.problems));
    const machine = await principals.of(`Bearer ${issued.value.text}`);
    expect([machine.kind, machine.id, machine.may('offer.read'), machine.may('offer.edit')]).toEqual(['API_KEY', issued.value.key.id, true, false]);
    const other = `${issued.value.text.slice(0, -1)}${issued.value.text.endsWith('A') ? 'B' : 'A'}`;
    expect(await refusal(`Bearer ${other}`)).toBe('UNAUTHENTICATED: The API key is not known, has expired or was revoked.');
    await database.uow.command((tx) => keys.revoke(tx, { keyId: issued.value.key.id }));
    expect(await refusal(`Bearer ${issued.value.text}`)).toMatch(/^UNAUTHENTICATED/);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer one two', 'Bearer a, Bearer b', 'mcr_00000000_'])('is refused with the header %p', async (header) => {
    expect(await refusal(header)).toBe('UNAUTHENTICATED: The authorization header must read `Bearer` and one access token or key.');
  });

  it.each(['Bearer nonsense', 'Bearer a.b.c', 'Bearer mcr_', 'Bearer ..', `Bearer ${'x'.repeat(9_000)}`])('is refused with %.20s', async (header) => {
    expect(await refusal(header)).toMatch(/^UNAUTHENTICATED: The (token|API key) /);
  });

  it('is refused when the token is over', async () => {
    const token = await issuer.token('rasa', new Date(database.clock.now().getTime() - 3_600_000));
    expect(await refusal(`Bearer ${token}`)).toBe('UNAUTHENTICATED: The token has expired.');
  });
});
