import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { enqueue, UnitOfWork } from '#libs/database';
import { fail, newId, problemCatalogue, succeed, type Actor, type FieldDifference } from '#libs/kernel';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { createRegisterDataSource } from '#migrations';
import { History, type HistoryRecord } from './history.js';
import { logChange, type RecordedChange } from './log-change.js';
import { LogHeads } from './log-heads.js';
import { LogVerification, type LogReport } from './log-verification.js';

let db: TestDatabase;
const history = new History();
const at = new Date('2024-09-01T09:00:00.123Z');

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const change = (more: Partial<RecordedChange> = {}): RecordedChange => ({
  at, action: 'offer.edit', record: { kind: 'offer', id: newId() }, ownerId: null, before: { title: 'a' }, after: { title: 'b' }, ...more,
});
const lines = (limit = 100): Promise<HistoryRecord[]> => history.page(db.uow.read, { after: null, limit });
const newest = async (): Promise<HistoryRecord> => (await lines(1))[0] as HistoryRecord;
const logged = async (more: Partial<RecordedChange>): Promise<HistoryRecord> => {
  await db.uow.run(async (tx) => logChange(tx, change(more)));
  return newest();
};
const verify = (): Promise<LogReport> => new LogVerification(db.uow, new LogHeads(db.config, db.uow)).verify();

describe('the log', () => {
  let before: number;
  beforeEach(async () => {
    before = (await newest())?.seq ?? 0;
  });
  const added = async () => ((await newest())?.seq ?? 0) - before;

  it('says who changed what, when, why and in which request', async () => {
    const [person, recordId, ownerId] = [newId(), newId(), newId()];
    const actor: Actor = { kind: 'PERSON', id: person, requestId: 'request-1' };
    await db.uow.as(actor).run(async (tx) => logChange(tx, change({ record: { kind: 'offer', id: recordId }, ownerId, reason: 'A slip' })));
    expect(await newest()).toMatchObject({
      seq: before + 1, at, actorKind: 'PERSON', actorId: person, requestId: 'request-1', action: 'offer.edit', recordKind: 'offer', recordId, ownerId,
      reason: 'A slip', changes: [{ path: 'title', before: 'a', after: 'b' }],
    });
  });

  it('names somebody who became known in the same transaction', async () => {
    const id = newId();
    await db.uow.as({ kind: 'PERSON', id: null, requestId: null }).run(async (tx) => {
      logChange(tx, change());
      tx.nameActor(id);
    });
    expect(await newest()).toMatchObject({ actorKind: 'PERSON', actorId: id });
  });

  it('has nothing of a transaction that was undone, and the lines of one that was tried again once', async () => {
    const problems = problemCatalogue({ NO: { severity: 'ERROR', en: 'No.', lt: 'Ne.' } });
    expect((await db.uow.command(async (tx) => {
      logChange(tx, change());
      return fail(problems.make('NO'));
    })).ok).toBe(false);
    await expect(db.uow.run(async (tx) => {
      logChange(tx, change());
      throw new Error('stopped');
    })).rejects.toThrow('stopped');
    expect(await added()).toBe(0);
    for (const [code, attempts] of [['40001', 2], ['40P01', 3]] as const) {
      let attempt = 0;
      const result = await db.uow.command(async (tx) => {
        logChange(tx, change({ reason: code }));
        if (++attempt < attempts) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${code}'; END $$`);
        return succeed(attempt);
      });
      expect(result).toMatchObject({ ok: true, value: attempts });
    }
    expect(await added()).toBe(2);
  });

  it('keeps the states as they were when they were noted', async () => {
    const state = { title: 'b' };
    await db.uow.run(async (tx) => {
      logChange(tx, change({ after: state }));
      state.title = 'changed later';
    });
    expect((await newest()).changes).toEqual([{ path: 'title', before: 'a', after: 'b' }]);
  });

  it('writes what other last work adds, and takes nothing where no transaction would write it', async () => {
    await db.uow.run(async (tx) => {
      logChange(tx, change());
      tx.beforeCommit('more', async () => logChange(tx, change({ reason: 'late' })));
    });
    expect(await added()).toBe(2);
    expect((await newest()).reason).toBe('late');
    expect(() => logChange(db.uow.read, change())).toThrow('needs a transaction');
    await expect(db.uow.snapshot(async (tx) => logChange(tx, change()))).rejects.toThrow('needs a transaction');
    const left = await db.uow.run(async (tx) => tx);
    expect(() => logChange(left, change())).toThrow('over');
    expect(await added()).toBe(2);
  });

  it('keeps a salted hash in place of what is personal, wherever it lies', async () => {
    const person = { email: 'jonas@example.org', phone: null, contacts: [{ code: 'a', email: 'ona@example.org' }, { code: 'b', email: 'ona@example.org' }], deep: { inner: { email: 'petras@example.org' } } };
    const personal = ['email', 'phone', 'contacts.email', 'deep.inner.email'];
    const created = await logged({ before: undefined, after: person, personal });
    const edited = await logged({ before: person, after: { ...person, email: 'kitas@example.org', deep: null, contacts: person.contacts.slice(1) }, personal: ['email', 'contacts.a.email', 'deep.inner.email'] });
    for (const line of [created, edited]) expect(JSON.stringify(line)).not.toContain('@example.org');
    const [hash, other] = [created, edited].map((line) => line.changes.find(({ path }) => path === 'email')) as [FieldDifference, FieldDifference];
    expect(hash).toEqual({ path: 'email', before: null, after: expect.stringMatching(/^sha256:[0-9a-f]{32}:[0-9a-f]{64}$/) });
    expect(other.before).not.toBe(hash.after);
    expect(edited.changes.map(({ path }) => path)).toEqual(['email', 'contacts.a', 'deep']);
    const unchanged = await logged({ before: person, after: { ...person, phone: '+370' }, personal });
    expect(unchanged.changes.map(({ path }) => path)).toEqual(['phone']);
  });

  it('takes any value and any identifier, and reads back what it hashed', async () => {
    const loop: Record<string, unknown> = { nul: 'a\u0000b', half: '\uD800', 'key\u0000': 1, big: 10n ** 30n, not: Number.NaN, when: at, lines: 'a\nb\r\u2028' };
    loop.self = loop;
    const line = await logged({ before: null, after: loop, reason: 'why\u0000 \uDC00 “yes”\r\nno', record: { kind: 'offer', id: newId().toUpperCase() }, ownerId: newId().toUpperCase() });
    expect(line.changes).toEqual(expect.arrayContaining([
      { path: 'nul', before: null, after: 'a\u0000b' }, { path: 'half', before: null, after: '\uD800' }, { path: 'big', before: null, after: '1000000000000000000000000000000' },
      { path: 'not', before: null, after: 'NaN' }, { path: 'when', before: null, after: at.toISOString() }, { path: 'lines', before: null, after: 'a\nb\r\u2028' },
    ]));
    expect(line.reason).toBe('why \uFFFD “yes”\r\nno');
    expect((await verify()).faults).toEqual([]);
  });

  it('keeps hash and length in place of a value that is too long', async () => {
    const text = 'ą'.repeat(100_000);
    const { changes } = await logged({ before: { a: 1, text: 'short' }, after: { a: 2, text } });
    expect(changes).toEqual([{ path: 'a', before: 1, after: 2 }, { path: 'text', before: 'short', after: { tooLong: { bytes: 200_002, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } } }]);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`text${index}`, 'x'.repeat(90_000)]));
    expect((await logged({ before: {}, after: many })).changes).toEqual([{ path: '', before: { tooLong: expect.anything() }, after: { tooLong: { bytes: expect.any(Number), sha256: expect.any(String) } } }]);
  });

  it('takes thousands of changes of one transaction', async () => {
    await db.uow.run(async (tx) => {
      for (let index = 0; index < 2_345; index++) logChange(tx, change({ before: null, after: { index, text: 'x'.repeat(3_000) } }));
    });
    expect(await added()).toBe(2_345);
    expect(await verify()).toMatchObject({ faults: [], count: before + 2_345 });
  });
});

it('is one chain without gaps in the order of commits, however many write at once', async () => {
  const WRITERS = 20;
  const ENTRIES = 50;
  const source = await createRegisterDataSource(db.url, WRITERS + 1).initialize();
  const uow = new UnitOfWork(source);
  const records = Array.from({ length: 4 }, () => newId());
  const before = (await newest()).seq;
  let writing = true;
  /** Lines that could be seen out of order would be a commit before one with a lower number. */
  const watch = async () => {
    while (writing) {
      const [seen] = await uow.read.query<{ count: string; last: string }>('SELECT count(*), max(seq) AS last FROM history_entry');
      expect(seen?.count).toBe(seen?.last);
    }
  };
  const write = async (writer: number) => {
    for (let entry = 0; entry < ENTRIES; ) {
      const lines = Math.min(1 + ((writer + entry) % 4), ENTRIES - entry);
      let failed = entry % 7 !== 0;
      await uow.as({ kind: 'API_KEY', id: records[writer % 4] as string, requestId: `writer-${writer}` }).run(async (tx) => {
        // Rows that others want too are locked before the chain is.
        await enqueue(tx, 'organisation', [records[writer % 4] as string, records[(writer + entry) % 4] as string]);
        for (let line = 0; line < lines; line++) logChange(tx, change({ reason: `${writer}:${entry + line}` }));
        if (!failed && (failed = true)) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
      });
      entry += lines;
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  writing = false;
  await watching;
  await source.destroy();

  const report = await verify();
  expect(report).toMatchObject({ faults: [], count: before + WRITERS * ENTRIES, head: { seq: before + WRITERS * ENTRIES } });
  const written = (await lines(WRITERS * ENTRIES)).reverse();
  for (let writer = 0; writer < WRITERS; writer++) {
    const own = written.filter(({ requestId }) => requestId === `writer-${writer}`).map(({ reason }) => reason);
    expect(own).toEqual(Array.from({ length: ENTRIES }, (_, entry) => `${writer}:${entry}`));
  }
});
