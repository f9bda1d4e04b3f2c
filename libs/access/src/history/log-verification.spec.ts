import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { createTestDatabase, TEST_NOW, type TestDatabase } from '#libs/testing';
import { BEGINNING, chainHash, type ChainedLine } from './chain.js';
import { logChange } from './log-change.js';
import { LogHeads } from './log-heads.js';
import { LogVerification } from './log-verification.js';

const LINES = 12;

let db: TestDatabase;
let heads: LogHeads;

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await createTestDatabase();
  heads = new LogHeads(db.config, db.uow);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await tamper('TRUNCATE history_entry');
  await rm(db.config.logHeadsFile, { force: true });
  db.clock.set(TEST_NOW);
  await write(LINES);
});

const write = (count: number): Promise<void> =>
  db.uow.as({ kind: 'PERSON', id: newId(), requestId: 'r' }).run(async (tx) => {
    for (let line = 0; line < count; line++) {
      logChange(tx, { at: db.clock.now(), action: 'offer.edit', record: { kind: 'offer', id: newId() }, ownerId: newId(), before: { line }, after: { line: line + 1 }, reason: 'r' });
    }
  });
const verify = () => new LogVerification(db.uow, heads).verify();
const faults = async (): Promise<string[]> => (await verify()).faults;

/** As somebody who owns the database and has put the guards aside. */
async function tamper(...statements: string[]): Promise<void> {
  for (const statement of ['ALTER TABLE history_entry DISABLE TRIGGER USER', ...statements, 'ALTER TABLE history_entry ENABLE TRIGGER USER']) {
    await db.dataSource.query(statement);
  }
}

/** Gives lines hashes that fit what they say, from one number to another. */
async function rehash(first: number, last: number): Promise<void> {
  const lines = (await db.dataSource.query(
    `SELECT seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, record_kind AS "recordKind", record_id AS "recordId", owner_id AS "ownerId",
       request_id AS "requestId", reason, changes, hash FROM history_entry ORDER BY seq`,
  )) as (Omit<ChainedLine, 'seq' | 'at'> & { seq: string; at: Date; hash: string })[];
  let hash = BEGINNING;
  for (const line of lines) {
    const seq = Number(line.seq);
    hash = seq >= first && seq <= last ? chainHash(hash, { ...line, seq, at: line.at.toISOString() }) : line.hash;
    await tamper(`UPDATE history_entry SET hash = '${hash}' WHERE seq = ${seq}`);
  }
}

describe('an intact log', () => {
  it('is said to be, with its count and head, and its head is noted', async () => {
    const report = await verify();
    expect(report).toMatchObject({ count: LINES, faults: [], more: 0, head: { seq: LINES, hash: expect.stringMatching(/^[0-9a-f]{64}$/), at: db.clock.now() } });
    expect(report.notes).toEqual([expect.stringContaining('No head had been noted before')]);
    expect(await heads.noted()).toEqual({ heads: [{ seq: LINES, hash: report.head.hash, notedAt: db.clock.now().toISOString() }], damaged: [] });
    await write(3);
    expect(await verify()).toMatchObject({ count: LINES + 3, faults: [], notes: [] });
  });

  it('may be empty', async () => {
    await tamper('TRUNCATE history_entry');
    expect(await heads.note()).toEqual({ seq: 0, hash: BEGINNING, at: null });
    expect(await verify()).toMatchObject({ count: 0, faults: [], notes: [] });
  });

  it('is walked through in pages', async () => {
    await write(1_000);
    expect(await verify()).toMatchObject({ count: LINES + 1_000, faults: [] });
    await tamper('DELETE FROM history_entry WHERE seq IN (250, 251, 500, 501, 502)');
    expect(await faults()).toEqual([expect.stringContaining('Lines 250 to 251 are missing'), expect.stringContaining('Lines 500 to 502 are missing')]);
  });
});

describe('found out', () => {
  const OTHER: Record<string, string> = {
    at: `at + interval '1 microsecond'`, actor_kind: `'SYSTEM'`, actor_id: 'NULL', action: `'offer.create'`, record_kind: `'provider'`, record_id: 'gen_random_uuid()',
    owner_id: 'NULL', request_id: `'s'`, reason: 'NULL', changes: `replace(changes, '"before":4', '"before":5')`, hash: `repeat('a', 64)`,
  };

  it.each(Object.entries(OTHER))('is another %s', async (column, value) => {
    await tamper(`UPDATE history_entry SET ${column} = ${value} WHERE seq = 5`);
    const found = await faults();
    expect(found[0]).toMatch(/^Line 5 does not continue the chain: expected hash [0-9a-f]{64}, found [0-9a-f]{64}/);
    // Another hash breaks the line after it as well.
    expect(found).toHaveLength(column === 'hash' ? 2 : 1);
  });

  it('is an instant that is none', async () => {
    await tamper(`UPDATE history_entry SET at = 'infinity' WHERE seq = 5`);
    expect(await faults()).toEqual([expect.stringMatching(/^Line 5 /)]);
  });

  it('is a line taken out, at the beginning and in the middle', async () => {
    await tamper('DELETE FROM history_entry WHERE seq IN (1, 7)');
    expect(await faults()).toEqual(['Line 1 is missing: expected line 1, found line 2.', 'Line 7 is missing: expected line 7, found line 8.']);
  });

  it('are two lines that changed places', async () => {
    await tamper('UPDATE history_entry SET seq = -1 WHERE seq = 4', 'UPDATE history_entry SET seq = 4 WHERE seq = 5', 'UPDATE history_entry SET seq = 5 WHERE seq = -1');
    expect((await faults()).map((fault) => fault.slice(0, 6))).toEqual(['Line 4', 'Line 5', 'Line 6']);
  });

  const copyOf5 = (seq: number) =>
    `INSERT INTO history_entry SELECT ${seq}, at, actor_kind, actor_id, action, record_kind, record_id, owner_id, request_id, reason, changes, hash FROM history_entry WHERE seq = 5`;

  it('is a line put in, even with a hash that fits', async () => {
    const shift = ['UPDATE history_entry SET seq = -seq - 1 WHERE seq > 5', 'UPDATE history_entry SET seq = -seq WHERE seq < 0'];
    await tamper(...shift, copyOf5(6));
    await rehash(6, 6);
    expect((await faults())[0]).toMatch(/^Line 7 does not continue/);
  });

  it('is a line put in before the first', async () => {
    await tamper(copyOf5(0), copyOf5(-3));
    expect(await faults()).toEqual(['Line -3 does not belong to the log: expected line 1.', 'Line 0 does not belong to the log: expected line 1.']);
  });

  it('is a line rewritten with a hash that fits: the next one does not', async () => {
    await tamper(`UPDATE history_entry SET reason = 'another' WHERE seq = 5`);
    await rehash(5, 5);
    expect(await faults()).toEqual([expect.stringMatching(/^Line 6 does not continue/)]);
  });

  it('is that the end was cut, and that other lines were written in its place', async () => {
    await heads.note();
    await tamper('DELETE FROM history_entry WHERE seq > 9');
    expect(await faults()).toEqual([expect.stringMatching(/^The end of the log was cut: it ends at line 9, expected line 12 with hash [0-9a-f]{64}, noted on 2024-/)]);
    await write(5);
    expect(await faults()).toEqual([expect.stringMatching(/^Line 12: the log was rewritten/)]);
  });

  it('is that the whole log was emptied', async () => {
    await heads.note();
    await tamper('TRUNCATE history_entry');
    expect(await faults()).toEqual([expect.stringMatching(/^The end of the log was cut: it ends at line 0, expected line 12/)]);
  });

  it('is that everything from a line on was made anew, by the noted heads alone', async () => {
    await tamper(`UPDATE history_entry SET reason = 'another' WHERE seq = 5`);
    await rehash(5, LINES);
    expect(await faults()).toEqual([]);
    await tamper(`UPDATE history_entry SET reason = 'a third' WHERE seq = 5`);
    await rehash(5, LINES);
    expect(await faults()).toEqual([expect.stringMatching(/^Line 12: the log was rewritten. Noted as its head on 2024-09-01T09:00:00.000Z with hash [0-9a-f]{64}, found [0-9a-f]{64}/)]);
  });

  it('is everything at once, with the first faults named', async () => {
    await write(30);
    await tamper('UPDATE history_entry SET reason = seq::text');
    expect(await verify()).toMatchObject({ faults: { length: 20 }, more: LINES + 30 - 20 });
  });
});

describe('the file of heads', () => {
  it('grows by a line at each note, and never by one of a log that is not intact', async () => {
    await heads.note();
    db.clock.set('2024-09-02T09:00:00Z');
    await heads.note();
    expect((await heads.noted())?.heads.map(({ seq, notedAt }) => [seq, notedAt.slice(0, 10)])).toEqual([[LINES, '2024-09-01'], [LINES, '2024-09-02']]);
    await tamper('DELETE FROM history_entry WHERE seq = 3');
    await verify();
    expect((await heads.noted())?.heads).toHaveLength(2);
  });

  it('may hold damaged lines: they are told, and the others still count', async () => {
    await heads.note();
    const file = db.config.logHeadsFile;
    await writeFile(file, `nonsense\n{"seq":"12"}\n\n${await readFile(file, 'utf8')}`);
    await appendFile(file, '{"seq":13,"ha');
    expect(await verify()).toMatchObject({ faults: [], notes: ['The file of heads has lines that cannot be read: 1, 2, 5.'] });
    // The note of that verification stands on a line of its own.
    expect((await heads.noted())?.heads).toHaveLength(2);
    await tamper('DELETE FROM history_entry WHERE seq > 9');
    expect(await faults()).toHaveLength(1);
  });

  it('is where the setting says, and has to be writable', async () => {
    const elsewhere = new LogHeads({ ...db.config, logHeadsFile: `${db.config.dataDir}/heads` }, db.uow);
    await elsewhere.note();
    expect(await heads.noted()).toBeNull();
    expect(await elsewhere.noted()).toMatchObject({ heads: [{ seq: LINES }] });
    await rm(`${db.config.dataDir}/heads`);
    await expect(new LogHeads({ ...db.config, logHeadsFile: `${db.config.dataDir}/not/mounted` }, db.uow).note()).rejects.toThrow('ENOENT');
  });
});
