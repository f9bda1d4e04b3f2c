import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { Outcome } from '#libs/kernel';
import { Organisations, type OrganisationInput, type OrganisationRecord } from './index.js';

let db: TestDatabase;
let organisations: Organisations;
let count = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  organisations = new Organisations(db.config);
});
afterAll(() => db.drop());

const input = (over: Partial<OrganisationInput> = {}): OrganisationInput => ({ legalName: { lt: 'Pavyzdžio kolegija' }, country: 'LT', ...over });
const create = (over: Partial<OrganisationInput> = {}) => db.uow.command((tx) => organisations.create(tx, input(over)));
const edit = (id: string, changes: Partial<OrganisationInput>, expectedVersion: number | null = null) =>
  db.uow.command((tx) => organisations.edit(tx, { id, expectedVersion, changes, byRegistrar: true }));
const codes = (outcome: Outcome<unknown>) => outcome.problems.map(({ code }) => code);
const number = () => `30${String((count += 1)).padStart(7, '0')}`;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

describe('create', () => {
  it('keeps everything that was said, and says the organisation has changed', async () => {
    const identifiers = [{ scheme: 'ROR' as const, value: '03nadee84' }, { scheme: 'NATIONAL_REGISTER' as const, value: ` ${number()} ` }];
    const created = value(await create({
      legalName: { lt: 'Pajūrio kolegija', en: 'Seaside College' }, otherNames: [{ lt: 'PK' }], identifiers, nutsRegion: 'LT023',
      address: { text: { lt: 'Uosto g. 1, Klaipėda' }, locality: 'Klaipėda', postcode: '91001' },
      homepage: 'https://pk.example.org/lt', mailbox: 'priemimas@pk.example.org',
    }));
    expect(created).toMatchObject({
      legalName: { lt: 'Pajūrio kolegija', en: 'Seaside College' }, otherNames: [{ lt: 'PK' }], country: 'LT', nutsRegion: 'LT023',
      address: { text: { lt: 'Uosto g. 1, Klaipėda' }, locality: 'Klaipėda', postcode: '91001' },
      homepage: 'https://pk.example.org/lt', mailbox: 'priemimas@pk.example.org', version: 1, provider: null,
      identifiers: [{ scheme: 'NATIONAL_REGISTER', value: identifiers[1]?.value.trim() }, { scheme: 'ROR', value: '03nadee84' }],
    });
    expect(created.updatedAt).toEqual(db.clock.now());
    expect(await db.uow.read.query(`SELECT id FROM outbox WHERE kind = 'organisation' AND id = $1`, [created.id])).toHaveLength(1);
    expect((await organisations.byIdentifier(db.uow.read, 'ROR', '03nadee84'))?.id).toBe(created.id);
    expect(await organisations.byIdentifier(db.uow.read, 'ROR', '00nadee84')).toBeNull();
  });

  it('is content with a name and a country', async () => {
    expect(value(await create())).toMatchObject({ otherNames: [], identifiers: [], nutsRegion: null, address: null, homepage: null, mailbox: null });
  });

  it.each<[string, Partial<OrganisationInput>, string]>([
    ['no name', { legalName: {} }, 'NAME_MISSING'],
    ['an empty name', { legalName: { lt: ' ' } }, 'TEXT_EMPTY'],
    ['a name in no language', { legalName: { zz: 'Kolegija' } }, 'LANGUAGE_TAG_INVALID'],
    ['a name with a control character', { legalName: { lt: 'Kole\u0000gija' } }, 'TEXT_UNSTORABLE'],
    ['a name with half a character', { legalName: { lt: 'Kole\ud800gija' } }, 'TEXT_UNSTORABLE'],
    ['an endless name', { legalName: { lt: 'a'.repeat(501) } }, 'TEXT_TOO_LONG'],
    ['an unknown country', { country: 'XX' }, 'CODE_UNKNOWN'],
    ['an unknown region', { nutsRegion: 'LT999' }, 'CODE_UNKNOWN'],
    ['a region of another country', { nutsRegion: 'LV006' }, 'REGION_OF_OTHER_COUNTRY'],
    ['an unknown scheme', { identifiers: [{ scheme: 'NICKNAME' as 'ROR', value: 'x' }] }, 'CODE_UNKNOWN'],
    ['a malformed identifier', { identifiers: [{ scheme: 'PIC', value: '12345' }] }, 'IDENTIFIER_MALFORMED'],
    ['an identifier twice', { identifiers: [{ scheme: 'PIC', value: '123456789' }, { scheme: 'PIC', value: '123456789 ' }] }, 'IDENTIFIER_REPEATED'],
    ['a script for a homepage', { homepage: 'javascript:alert(1)' }, 'URL_INVALID'],
    ['a homepage with a password', { homepage: 'https://user:secret@example.org' }, 'URL_INVALID'],
    ['a homepage with a line break', { homepage: 'https://example.org/\nx' }, 'URL_INVALID'],
    ['no mailbox', { mailbox: 'not an address' }, 'MAILBOX_INVALID'],
    ['a mailbox without a domain', { mailbox: 'info@localhost' }, 'MAILBOX_INVALID'],
  ])('refuses %s', async (_what, over, code) => {
    const outcome = await create(over);
    expect(outcome.ok).toBe(false);
    expect(codes(outcome)).toEqual([code]);
    expect(outcome.problems[0]?.message.lt).not.toMatch(/\{\w+\}/);
  });

  it.each([['GR', 'EL30'], ['GB', 'UKN12'], ['LT', 'LT'], ['LV', 'LV006']])('knows that %s has the region %s', async (country, nutsRegion) => {
    expect((await create({ country, nutsRegion })).ok).toBe(true);
  });

  it('remarks on a mailbox that looks like a person’s, and takes it', async () => {
    const outcome = await create({ mailbox: 'vardenis.pavardenis@example.org' });
    expect([outcome.ok, codes(outcome)]).toEqual([true, ['MAILBOX_PERSONAL']]);
    expect(codes(await create({ mailbox: 'studiju.skyrius@example.org' }))).toEqual([]);
  });
});

describe('identifiers', () => {
  it('belong to one organisation in a scheme; the clash names both and leaves nothing behind', async () => {
    const taken = number();
    value(await create({ identifiers: [{ scheme: 'NATIONAL_REGISTER', value: taken }] }));
    const before = await db.uow.read.query('SELECT id FROM organisation');
    const outcome = await create({ identifiers: [{ scheme: 'NATIONAL_REGISTER', value: taken }, { scheme: 'NATIONAL_REGISTER', value: number() }] });
    expect(codes(outcome)).toEqual(['IDENTIFIER_TAKEN']);
    expect(outcome.problems[0]?.message.en).toContain(`NATIONAL_REGISTER ${taken}`);
    expect(await db.uow.read.query('SELECT id FROM organisation')).toEqual(before);
  });

  it('are given to one of two writers at the same moment', async () => {
    const identifiers = [{ scheme: 'NATIONAL_REGISTER' as const, value: number() }, { scheme: 'NATIONAL_REGISTER' as const, value: number() }];
    const outcomes = await Promise.all([create({ identifiers }), create({ identifiers: [...identifiers].reverse() })]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(['IDENTIFIER_TAKEN', 'IDENTIFIER_TAKEN']);
  });

  it('are replaced as a list', async () => {
    const [kept, gone, added] = [number(), number(), number()].map((own) => ({ scheme: 'NATIONAL_REGISTER' as const, value: own }));
    const { id } = value(await create({ identifiers: [kept!, gone!] }));
    expect(value(await edit(id, { identifiers: [added!, kept!] }))).toMatchObject({ identifiers: [kept, added], version: 2 });
    expect((await create({ identifiers: [gone!] })).ok).toBe(true);
    expect(codes(await edit(id, { identifiers: [gone!] }))).toEqual(['IDENTIFIER_TAKEN']);
    expect((await organisations.load(db.uow.read, [id])).get(id)?.identifiers).toEqual([kept, added]);
  });
});

describe('edit', () => {
  let made: OrganisationRecord;
  beforeEach(async () => {
    made = value(await create({ homepage: 'https://example.org/', identifiers: [{ scheme: 'NATIONAL_REGISTER', value: number() }] }));
  });

  it('changes what is said, empties what is null, leaves the rest', async () => {
    db.clock.set('2024-09-02T09:00:00Z');
    const after = value(await edit(made.id, { legalName: { en: 'Other name' }, homepage: null, mailbox: undefined }, 1));
    expect(after).toEqual({ ...made, legalName: { en: 'Other name' }, homepage: null, version: 2, updatedAt: new Date('2024-09-02T09:00:00Z') });
  });

  it('that changes nothing writes nothing', async () => {
    await db.uow.run((tx) => tx.change('DELETE FROM outbox'));
    expect(value(await edit(made.id, { homepage: 'https://example.org/', identifiers: made.identifiers }))).toEqual(made);
    expect(await db.uow.read.query('SELECT * FROM outbox')).toEqual([]);
  });

  it('refuses a version that is no longer the present one, and names it', async () => {
    value(await edit(made.id, { homepage: null }, 1));
    const outcome = await edit(made.id, { homepage: 'https://late.example.org/' }, 1);
    expect(codes(outcome)).toEqual(['VERSION_CONFLICT']);
    expect(outcome.problems[0]?.message.en).toContain('now at version 2');
  });

  it('lets one of two editors at the same moment through', async () => {
    const outcomes = await Promise.all(['a', 'b', 'c'].map((path) => edit(made.id, { homepage: `https://example.org/${path}` }, 1)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
  });

  it('keeps the rules, and the organisation must exist', async () => {
    expect(codes(await edit(made.id, { country: 'LV', nutsRegion: 'LT011' }))).toEqual(['REGION_OF_OTHER_COUNTRY']);
    expect(codes(await edit('01900000-0000-7000-8000-000000000000', {}))).toEqual(['ORGANISATION_UNKNOWN']);
    expect(codes(await edit('nonsense', {}))).toEqual(['ORGANISATION_UNKNOWN']);
  });
});

describe('reading', () => {
  it('loads many in one query and leaves out what is unknown', async () => {
    const [a, b] = [value(await create()), value(await create())];
    const loaded = await organisations.load(db.uow.read, [b.id, a.id, a.id, 'nonsense', '01900000-0000-7000-8000-000000000000']);
    expect(loaded).toEqual(new Map([[a.id, a], [b.id, b]]));
    expect(await organisations.load(db.uow.read, [])).toEqual(new Map());
  });

  it('pages by id', async () => {
    const all = await organisations.search(db.uow.read, { limit: 1000 });
    const first = await organisations.search(db.uow.read, { limit: 2 });
    const next = await organisations.search(db.uow.read, { after: first[1]?.id, limit: 3 });
    expect([...first, ...next]).toEqual(all.slice(0, 5));
  });

  it('finds who holds a role today, and keeps the roles of the past', async () => {
    const { id } = value(await create());
    const grant = (from: string | null) => db.uow.command((tx) => organisations.grantRole(tx, { organisationId: id, expectedVersion: null, role: 'AUTHORITY', from }));
    const end = (to: string) => db.uow.command((tx) => organisations.endRole(tx, { organisationId: id, expectedVersion: null, role: 'AUTHORITY', to }));
    const found = async () => (await organisations.search(db.uow.read, { limit: 1000, role: 'AUTHORITY' })).map((record) => record.id).includes(id);
    db.clock.set('2024-09-01T09:00:00Z');
    expect(await found()).toBe(false);
    value(await grant(null));
    expect(await found()).toBe(true);
    expect(codes(await grant('2024-01-01'))).toEqual(['ROLE_HELD']);
    value(await end('2024-08-31'));
    expect(await found()).toBe(false);
    expect(codes(await end('2024-09-01'))).toEqual(['ROLE_NOT_HELD']);
    expect(codes(await grant('2024-08-31'))).toEqual(['ROLE_HELD']);
    value(await grant('2024-09-01'));
    expect(await found()).toBe(true);
    expect(codes(await grant('2024-02-30'))).toEqual(['DATE_IMPOSSIBLE']);
    expect(await organisations.roles(db.uow.read, id)).toEqual([
      { role: 'AUTHORITY', from: null, to: '2024-08-31' }, { role: 'AUTHORITY', from: '2024-09-01', to: null },
    ]);
  });
});
