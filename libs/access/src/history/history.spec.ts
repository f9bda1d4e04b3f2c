import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Actor } from '#libs/kernel';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { RecordKind } from '../record-kind.js';
import { History, type HistoryQuery, type HistoryRecord } from './history.js';
import { logChange } from './log-change.js';

const OWNERS = Array.from({ length: 3 }, () => newId());
const RECORDS = Array.from({ length: 4 }, () => newId());
const ACTORS = Array.from({ length: 2 }, () => newId());
const KINDS: readonly RecordKind[] = ['offer', 'provider'];
const day = (number: number) => new Date(Date.UTC(2024, 0, 1 + number));

let db: TestDatabase;
let all: HistoryRecord[];
const history = new History();

beforeAll(async () => {
  db = await createTestDatabase();
  for (let line = 0; line < 60; line++) {
    const actor: Actor = line % 5 ? { kind: 'PERSON', id: ACTORS[line % 2] as string, requestId: null } : { kind: 'SYSTEM', id: null, requestId: null };
    await db.uow.as(actor).run(async (tx) => logChange(tx, {
      at: day(Math.floor(line / 3)), action: 'offer.edit', record: { kind: KINDS[line % 2] as RecordKind, id: RECORDS[line % 4] as string },
      ownerId: OWNERS[line % 4] ?? null, after: { line },
    }));
  }
  all = await history.page(db.uow.read, { after: null, limit: 100 });
});
afterAll(() => db.drop());

it('is read newest first', () => {
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
  expect(all[0]).toMatchObject({ id: '60', at: day(19), changes: [{ path: 'line', before: null, after: 59 }] });
});

it('gives every page of every question as a filter over the whole would', async () => {
  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values);
  const question = fc.record({
    kind: maybe(fc.constantFrom(...KINDS)), id: maybe(fc.constantFrom(...RECORDS)), ownerIds: maybe(fc.subarray([...OWNERS, newId()])),
    actorId: maybe(fc.constantFrom(...ACTORS)), from: maybe(fc.nat(20).map(day)), to: maybe(fc.nat(20).map(day)), limit: fc.integer({ min: 1, max: 20 }),
  });
  await fc.assert(fc.asyncProperty(question, async ({ kind, id, limit, ...query }) => {
    const expected = all.filter((line) =>
      (!kind || line.recordKind === kind) && (!id || line.recordId === id) && (!query.actorId || line.actorId === query.actorId) &&
      (!query.ownerIds || (line.ownerId !== null && query.ownerIds.includes(line.ownerId))) &&
      (!query.from || line.at >= query.from) && (!query.to || line.at < query.to));
    const found: HistoryRecord[] = [];
    for (let after: string | null = null; ; ) {
      const asked: HistoryQuery = { record: { kind, id }, ...query, after, limit };
      const page = await history.page(db.uow.read, asked);
      found.push(...page);
      if (page.length < limit) break;
      after = page.at(-1)?.id ?? null;
    }
    expect(found).toEqual(expected);
  }), { numRuns: 100 });
});

it('shows a line that somebody has tampered with as it stands', async () => {
  for (const statement of ['DISABLE TRIGGER USER', 'ENABLE TRIGGER USER']) {
    await db.dataSource.query(`ALTER TABLE history_entry ${statement}`);
    if (statement.startsWith('DISABLE')) await db.dataSource.query(`UPDATE history_entry SET changes = 'no {JSON' WHERE seq = 60`);
  }
  expect((await history.page(db.uow.read, { after: null, limit: 1 }))[0]?.changes).toEqual([{ path: '', before: null, after: 'no {JSON' }]);
});

describe('names', () => {
  it('are those of people and keys, within organisations only of those who belong to them', async () => {
    const [mine, other] = [newId(), newId()];
    const person = async (name: string | null, organisationId: string | null): Promise<string> => {
      const id = newId();
      await db.uow.run(async (tx) => {
        await tx.query('INSERT INTO person (id, issuer, subject, display_name, created_at) VALUES ($1, $2, $3, $4, now())', [id, 'https://id.example.org', id, name]);
        await tx.query('INSERT INTO membership (id, person_id, role, organisation_id, granted_at) VALUES ($1, $2, $3, $4, now())', [newId(), id, 'PROVIDER_EDITOR', organisationId]);
      });
      return id;
    };
    const [ours, theirs, nameless] = [await person('Ona', mine), await person('Jonas', other), await person(null, mine)];
    const key = newId();
    await db.uow.run((tx) => tx.query(
      `INSERT INTO api_key (id, organisation_id, name, prefix, hash, scopes, created_at, expires_at) VALUES ($1, $2, 'Importer', 'x', $3, '{}', now(), now())`,
      [key, mine, 'a'.repeat(64)],
    ));
    const asked = [ours, theirs, nameless, key, newId()];
    expect(await history.actorNames(db.uow.read, asked, null)).toEqual(new Map([[ours, 'Ona'], [theirs, 'Jonas'], [key, 'Importer']]));
    expect(await history.actorNames(db.uow.read, asked, [mine])).toEqual(new Map([[ours, 'Ona'], [key, 'Importer']]));
    expect(await history.actorNames(db.uow.read, asked, [])).toEqual(new Map());
  });
});
