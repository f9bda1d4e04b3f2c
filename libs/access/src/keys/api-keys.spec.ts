import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Outcome } from '#libs/kernel';
import { createTestDatabase, expectOk, type TestDatabase } from '#libs/testing';
import { ApiKeys, isBound, PERMISSIONS, Principal, reachesOf, ROLES, type ApiKeyInput, type Grant, type Role } from '../index.js';

const codes = (outcome: Outcome<unknown>): string[] => outcome.problems.map(({ code }) => code);
const HOUR = 3_600_000;

describe('keys of machines', () => {
  let db: TestDatabase;
  let keys: ApiKeys;
  const [organisationId, elsewhere] = [newId(), newId()];
  const who = (...roles: Role[]): Principal => {
    const grants = roles.map((role): Grant => ({ role, organisationId: isBound(role) ? organisationId : null }));
    return new Principal({ kind: 'PERSON', id: newId(), grants, reaches: reachesOf(grants) });
  };
  const publisher = who('PROVIDER_PUBLISHER');
  const create = (input: Partial<ApiKeyInput> = {}, by = publisher) =>
    db.uow.command((tx) => keys.create(tx, { organisationId, name: 'Course system', scopes: ['offer.edit', 'offer.read'], by, ...input }));

  beforeAll(async () => {
    db = await createTestDatabase();
    keys = new ApiKeys(db.config, db.uow);
    await db.uow.run((tx) => tx.query(
      `INSERT INTO organisation (id, legal_name, country, version) SELECT id, '{"en": "Somebody"}', 'LT', 1 FROM unnest($1::uuid[]) AS given(id)`,
      [[organisationId, elsewhere]],
    ));
  });
  afterAll(() => db.drop());

  it('open what they were given, in their organisation, and are kept as a hash', async () => {
    const { key, text } = expectOk(await create());
    expect(text).toMatch(/^mcr_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/);
    expect(text.startsWith(key.prefix)).toBe(true);
    const principal = new Principal((await keys.authenticate(text)) ?? { kind: null, id: null, reaches: new Map() });
    expect(principal).toMatchObject({ kind: 'API_KEY', id: key.id });
    expect(PERMISSIONS.filter((permission) => principal.may(permission)).sort()).toEqual(['offer.edit', 'offer.read']);
    expect([principal.reach('offer.edit').covers(organisationId), principal.reach('offer.edit').covers(elsewhere)]).toEqual([true, false]);
    const [row] = await db.uow.read.query<{ row: string }>('SELECT api_key::text AS row FROM api_key WHERE id = $1', [key.id]);
    expect(row?.row).not.toContain(text.slice(13));
    const [log] = await db.uow.read.query<{ text: string }>(`SELECT string_agg(changes, '') AS text FROM history_entry`);
    expect(log?.text).not.toContain(text.slice(13));
  });

  it('name the person who made them, and nobody where a key of one machine did', async () => {
    const made = await db.uow.as(publisher.actor(null)).command((tx) => keys.create(tx, { organisationId, name: 'Theirs', scopes: ['offer.edit'], by: publisher }));
    const facts = await keys.authenticate(expectOk(made).text);
    expect(new Principal(facts ?? { kind: null, id: null, reaches: new Map() }).actor('r')).toMatchObject({ kind: 'API_KEY', madeBy: publisher.id });
    expect(expectOk(await create()).key.madeBy).toBeNull();
  });

  it('open nothing when they are mistyped, revoked or over', async () => {
    const { key, text } = expectOk(await create());
    for (const wrong of ['', 'mcr_', `${text}x`, text.slice(0, -1), text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), text.toUpperCase(), `${text}\0`]) {
      expect(await keys.authenticate(wrong)).toBeNull();
    }
    expectOk(await db.uow.command((tx) => keys.revoke(tx, { keyId: key.id })));
    expect(await keys.authenticate(text)).toBeNull();
    expect(codes(await db.uow.command((tx) => keys.revoke(tx, { keyId: key.id })))).toEqual(['KEY_NOT_VALID']);
    const short = expectOk(await create({ expiresAt: new Date(db.clock.now().getTime() + HOUR) }));
    db.clock.set(new Date(db.clock.now().getTime() + HOUR));
    expect(await keys.authenticate(short.text)).toBeNull();
  });

  it('are rotated with an overlap, once, by who holds their rights', async () => {
    const { key, text } = expectOk(await create());
    const rotate = (by = publisher, overlapHours = 2) => db.uow.command((tx) => keys.rotate(tx, { keyId: key.id, overlapHours, by }));
    expect(codes(await rotate(who('QA_AGENCY')))).toEqual(['SCOPE_NOT_HELD', 'SCOPE_NOT_HELD']);
    expect(codes(await rotate(publisher, 169))).toEqual(['OVERLAP_IMPOSSIBLE']);
    const fresh = expectOk(await rotate());
    expect(fresh.key).toMatchObject({ replacesId: key.id, scopes: key.scopes, organisationId });
    expect(await keys.authenticate(text)).not.toBeNull();
    db.clock.set(new Date(db.clock.now().getTime() + 2 * HOUR));
    expect(await keys.authenticate(text)).toBeNull();
    expect(await keys.authenticate(fresh.text)).not.toBeNull();
    expect(codes(await rotate())).toEqual(['KEY_NOT_VALID']);
  });

  it('are rotated once, also by two at the same moment; again when the new key is revoked', async () => {
    const { key } = expectOk(await create());
    const rotate = () => db.uow.command((tx) => keys.rotate(tx, { keyId: key.id, by: publisher }));
    const outcomes = await Promise.all([rotate(), rotate()]);
    expect(outcomes.flatMap(codes)).toEqual(['KEY_REPLACED']);
    const made = outcomes.find(({ ok }) => ok) as (typeof outcomes)[number];
    expectOk(await db.uow.command((tx) => keys.revoke(tx, { keyId: expectOk(made).key.id })));
    expect(codes(await rotate())).toEqual([]);
  });

  it('are made where one manages keys, in an organisation that is there, and never with what is the register’s', async () => {
    const both = who('AUDITOR', 'QA_AGENCY');
    const reading = { scopes: ['offer.read'] };
    for (const where of [elsewhere, newId(), 'nonsense', null]) expect(codes(await create({ ...reading, organisationId: where }, both))).toEqual(['SCOPE_NOT_HELD']);
    expect(codes(await create({ ...reading, organisationId }, both))).toEqual([]);
    const registrar = who('REGISTRAR');
    for (const where of [newId(), 'nonsense']) expect(codes(await create({ ...reading, organisationId: where }, registrar))).toEqual(['KEY_ORGANISATION_UNKNOWN']);
    expect(codes(await create({ scopes: ['provider.decide'], organisationId }, registrar))).toEqual(['SCOPE_OF_REGISTER']);
    expect(codes(await create({ scopes: ['provider.decide'], organisationId: null }, registrar))).toEqual([]);
  });

  it('say when they were used, to the minute', async () => {
    const { key, text } = expectOk(await create());
    const used = async (): Promise<string | undefined> => (await keys.load(db.uow.read, key.id))?.lastUsedAt?.toISOString();
    const began = db.clock.now();
    await keys.authenticate(text);
    await until(async () => (await used()) === began.toISOString());
    db.clock.set(new Date(began.getTime() + 30_000));
    await keys.authenticate(text);
    db.clock.set(new Date(began.getTime() + 61_000));
    await keys.authenticate(text);
    await until(async () => (await used()) === new Date(began.getTime() + 61_000).toISOString());
  });

  it.each([
    [{ name: ' ' }, 'KEY_NAME_MISSING'], [{ name: 'a\nb' }, 'KEY_NAME_MISSING'], [{ scopes: [] }, 'SCOPES_EMPTY'], [{ scopes: ['everything'] }, 'SCOPE_UNKNOWN'],
    [{ scopes: ['key.manage'] }, 'SCOPE_UNKNOWN'], [{ scopes: ['membership.manage'] }, 'SCOPE_UNKNOWN'], [{ scopes: ['provider.decide'] }, 'SCOPE_OF_REGISTER'],
    [{ organisationId: null }, 'SCOPE_NOT_HELD'], [{ expiresAt: new Date('2024-01-01') }, 'EXPIRY_IMPOSSIBLE'], [{ expiresAt: new Date('2030-01-01') }, 'EXPIRY_IMPOSSIBLE'],
  ])('are not made with %j', async (input, code) => {
    expect(codes(await create(input))).toContain(code);
  });

  it('never open more than who made them', async () => {
    await fc.assert(fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 3 }), fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1, maxLength: 4 }), fc.constantFrom(null, organisationId, elsewhere),
      async (roles, scopes, where) => {
        const by = who(...roles);
        const outcome = await create({ scopes, organisationId: where }, by);
        if (!outcome.ok) return;
        const facts = await keys.authenticate(outcome.value.text);
        for (const [permission, reach] of facts?.reaches ?? []) {
          expect(reach.isAll ? by.reach(permission).isAll : (reach.ids ?? []).every((id) => by.reach(permission).covers(id))).toBe(true);
        }
      },
    ), { numRuns: 60 });
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; !(await condition()); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() > end) throw new Error('This did not come true in five seconds');
  }
}
