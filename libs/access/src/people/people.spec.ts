import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Outcome } from '#libs/kernel';
import { createServices, createTestDatabase, expectOk, type TestDatabase } from '#libs/testing';
import { Invitations, isBound, mayGrant, Memberships, People, Principal, reachesOf, ROLES, type Grant, type Role } from '../index.js';

const codes = (outcome: Outcome<unknown>): string[] => outcome.problems.map(({ code }) => code);
const somebody = (subject: string) => ({ issuer: 'https://id.example.org', subject, displayName: `Name of ${subject}` });
const holding = (...grants: Grant[]): Principal => new Principal({ kind: 'PERSON', id: newId(), grants, reaches: reachesOf(grants) });
const REGISTRAR = holding({ role: 'REGISTRAR', organisationId: null });
const LIVE_TOKEN = /\/invitations\/([A-Za-z0-9_-]{43})/;

describe('people', () => {
  let db: TestDatabase;
  let memberships: Memberships;
  let invitations: Invitations;
  let providerId: string;
  const people = new People();
  const run = <T>(work: Parameters<TestDatabase['uow']['command']>[0]) => db.uow.command(work) as Promise<Outcome<T>>;
  const factsOf = (subject: string) => people.principalFacts(db.uow.read, somebody(subject));
  const grant = (subject: string, role: Role, organisationId: string | null = null) =>
    db.uow.command((tx) => memberships.grant(tx, { person: somebody(subject), role, organisationId }));

  beforeAll(async () => {
    db = await createTestDatabase();
    memberships = new Memberships(db.config, people);
    invitations = new Invitations(db.config, memberships);
    const services = createServices(db.config);
    const organisation = expectOk(await db.uow.command((tx) => services.organisations.create(tx, { legalName: { en: 'College' }, country: 'LT' })));
    providerId = expectOk(await db.uow.command((tx) => services.providers.apply(tx, { organisationId: organisation.id, kind: 'HIGHER_EDUCATION' }))).id;
  });
  afterAll(() => db.drop());

  it('are known by their issuer and subject, and may what their roles open, until these end', async () => {
    expect(await factsOf('ada')).toMatchObject({ kind: 'PERSON', id: null, grants: [] });
    const { id, personId } = expectOk(await grant('ada', 'PROVIDER_EDITOR', providerId));
    const facts = await factsOf('ada');
    expect(facts).toMatchObject({ id: personId, grants: [{ role: 'PROVIDER_EDITOR', organisationId: providerId }] });
    expect(new Principal(facts).reach('offer.edit').covers(providerId)).toBe(true);
    expect(new Principal(facts).reach('offer.edit').covers(newId())).toBe(false);
    expect(await people.principalFacts(db.uow.read, { ...somebody('ada'), issuer: 'https://other.example.org' })).toMatchObject({ id: null });
    expectOk(await run((tx) => memberships.end(tx, { membershipId: id, by: REGISTRAR })));
    expect(new Principal(await factsOf('ada')).may('offer.edit')).toBe(false);
    expect(codes(await run((tx) => memberships.end(tx, { membershipId: id, by: REGISTRAR })))).toEqual(['MEMBERSHIP_ENDED']);
  });

  it('hold a role once, also when it is given twice at the same moment', async () => {
    const both = await Promise.all([grant('bea', 'AUDITOR'), grant('bea', 'AUDITOR'), grant('bea', 'AUDITOR')]);
    expect(new Set(both.map((outcome) => expectOk(outcome).id)).size).toBe(1);
    expect((await factsOf('bea')).grants).toHaveLength(1);
  });

  it('hold roles of organisations where these are what the role is about', async () => {
    expect(codes(await grant('cai', 'PROVIDER_EDITOR'))).toEqual(['ORGANISATION_NEEDED']);
    expect(codes(await grant('cai', 'REGISTRAR', providerId))).toEqual(['ORGANISATION_NOT_WANTED']);
    expect(codes(await grant('cai', 'PROVIDER_EDITOR', newId()))).toEqual(['ORGANISATION_NOT_FITTING']);
    expect(codes(await grant('cai', 'QA_AGENCY', providerId))).toEqual(['ORGANISATION_NOT_FITTING']);
    expect((await grant('cai', 'RECOGNITION_BODY', providerId)).ok).toBe(true);
    expect(codes(await grant('', 'AUDITOR'))).toEqual(['PERSON_MALFORMED']);
  });

  it('leave one registrar, whoever ends whom at the same moment', async () => {
    const two = [expectOk(await grant('dan', 'REGISTRAR')), expectOk(await grant('eva', 'REGISTRAR'))];
    const outcomes = await Promise.all(two.map(({ id }) => run((tx) => memberships.end(tx, { membershipId: id, by: REGISTRAR }))));
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(outcomes.flatMap(codes)).toEqual(['LAST_REGISTRAR']);
  });

  it('come by invitation: one role, one person, one time; the address is erased', async () => {
    const email = 'somebody.invited@example.org';
    const invited = expectOk(await db.uow.command((tx) => invitations.invite(tx, { role: 'PROVIDER_EDITOR', organisationId: providerId, email, by: REGISTRAR })));
    const [mail] = await db.uow.read.query<{ recipient: string; body: string }>('SELECT recipient, body FROM mail WHERE key = $1', [`invitation:${invited.id}`]);
    expect(mail?.recipient).toBe(email);
    const token = LIVE_TOKEN.exec(mail?.body ?? '')?.[1] as string;
    const outcomes = await Promise.all(['fay', 'gus'].map((subject) => db.uow.command((tx) => invitations.accept(tx, { token, person: somebody(subject) }))));
    expect(outcomes.flatMap(codes)).toEqual(['INVITATION_NOT_OPEN']);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    // The mail itself is erased by its delivery.
    await db.uow.run((tx) => tx.change(`UPDATE mail SET state = 'SENT', recipient = NULL, subject = NULL, body = NULL`));
    expect(await tablesHolding(db, email)).toEqual([]);
    expect(await tablesHolding(db, token)).toEqual([]);
  });

  it('are invited no longer after the days, nor after a revocation', async () => {
    const invite = async (email: string) => expectOk(await db.uow.command((tx) => invitations.invite(tx, { role: 'COUNSELLOR', organisationId: null, email, by: REGISTRAR })));
    const tokenOf = async (id: string) => {
      const [mail] = await db.uow.read.query<{ body: string }>('SELECT body FROM mail WHERE key = $1', [`invitation:${id}`]);
      return LIVE_TOKEN.exec(mail?.body ?? '')?.[1] as string;
    };
    const [late, revoked] = [await invite('late@example.org'), await invite('revoked@example.org')];
    const tokens = [await tokenOf(late.id), await tokenOf(revoked.id)];
    expectOk(await db.uow.command((tx) => invitations.revoke(tx, { invitationId: revoked.id, by: REGISTRAR })));
    expect((await invitations.load(db.uow.read, revoked.id))?.email).toBeNull();
    db.clock.set('2024-09-15T09:00:01Z');
    for (const token of tokens) {
      expect(token).toMatch(/./);
      expect(codes(await db.uow.command((tx) => invitations.accept(tx, { token, person: somebody('hal') })))).toEqual(['INVITATION_NOT_OPEN']);
    }
    expect(await db.uow.run((tx) => invitations.eraseExpired(tx, db.clock.now()))).toBe(1);
    expect((await invitations.load(db.uow.read, late.id))?.email).toBeNull();
    // Also in the mails, which had not gone out.
    for (const address of ['late@example.org', 'revoked@example.org']) expect(await tablesHolding(db, address)).toEqual([]);
  });

  it('are not invited by who may not, nor to what is no address, nor by the hundred', async () => {
    const publisher = holding({ role: 'PROVIDER_PUBLISHER', organisationId: providerId });
    const invite = (email: string, role: Role, organisationId: string | null = providerId) => db.uow.command((tx) => invitations.invite(tx, { role, organisationId, email, by: publisher }));
    expect(codes(await invite('a@example.org', 'REGISTRAR', null))).toEqual(['ROLE_NOT_GRANTABLE']);
    expect(codes(await invite('a@example.org', 'QA_AGENCY'))).toEqual(['ROLE_NOT_GRANTABLE']);
    expect(codes(await invite('a@example.org', 'PROVIDER_EDITOR', newId()))).toEqual(['ROLE_NOT_GRANTABLE']);
    expect(codes(await invite('a@example.org', 'PROVIDER_EDITOR'))).toEqual(['APPLICANT_INVITES_NOBODY']);
    await db.uow.run((tx) => tx.change(`UPDATE provider SET status = 'REGISTERED' WHERE organisation_id = $1`, [providerId]));
    expect(codes(await invite('a@example.org\r\nBcc: b@example.org', 'PROVIDER_EDITOR'))).toEqual(['ADDRESS_INVALID']);
    const outcomes = [];
    for (let number = 0; number < 51; number++) outcomes.push(await invite(`p${number}@example.org`, 'PROVIDER_EDITOR'));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(50);
    expect(codes(outcomes[50] as Outcome<unknown>)).toEqual(['INVITATIONS_TOO_MANY']);
  });

  it('are in the log without name and address', async () => {
    const [log] = await db.uow.read.query<{ text: string }>(`SELECT string_agg(changes, '') AS text FROM history_entry`);
    expect(log?.text).not.toMatch(/@example\.org|Name of|"ada"|"bea"/);
    expect(log?.text).toMatch(/sha256:/);
  });
});

describe('who may give a role', () => {
  const [here, elsewhere] = [newId(), newId()];
  const grants = fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 3 }).map((roles) => roles.map((role): Grant => ({ role, organisationId: isBound(role) ? here : null })));

  it('gives it where they hold their own, and never one that opens more', () => {
    fc.assert(fc.property(grants, fc.constantFrom(...ROLES), (held, role) => {
      const principal = holding(...held);
      const isRegistrar = held.some((grant) => grant.role === 'REGISTRAR');
      expect(mayGrant(principal, { role, organisationId: elsewhere })).toBe(isRegistrar);
      expect(mayGrant(principal, { role, organisationId: null })).toBe(isRegistrar);
      if (!isRegistrar && mayGrant(principal, { role, organisationId: here })) {
        const gained = reachesOf([{ role, organisationId: here }]);
        for (const permission of gained.keys()) expect(principal.may(permission)).toBe(true);
      }
    }));
  });
});

/** The tables with a row in whose text the needle stands. */
async function tablesHolding({ uow }: TestDatabase, needle: string): Promise<string[]> {
  const tables = await uow.read.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await uow.read.query(`SELECT 1 FROM "${name}" t WHERE position($1 in t::text) > 0 LIMIT 1`, [needle]);
    if (rows.length) found.push(name);
  }
  return found;
}
