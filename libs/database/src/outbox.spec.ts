import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { dueEntries, enqueue, outboxLag, postpone, settle } from './index.js';

describe('outbox', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('keeps one row for a record and raises its generation', async () => {
    const id = newId();
    await db.uow.run((tx) => enqueue(tx, 'offer', [id, id]));
    const [first] = await dueEntries(db.uow.read, 10);
    await db.uow.run((tx) => enqueue(tx, 'offer', [id]));
    const rows = await dueEntries(db.uow.read, 10);
    expect(rows).toHaveLength(1);
    expect(BigInt(rows[0]!.generation)).toBeGreaterThan(BigInt(first!.generation));
    await settle(db.uow.read, [first!]);
    expect(await dueEntries(db.uow.read, 10)).toHaveLength(1);
    await settle(db.uow.read, rows);
    expect(await dueEntries(db.uow.read, 10)).toHaveLength(0);
  });

  it('never gives a generation out twice, so a row made anew is not settled by an old one', async () => {
    const id = newId();
    await db.uow.run((tx) => enqueue(tx, 'offer', [id]));
    const old = await dueEntries(db.uow.read, 10);
    await settle(db.uow.read, old);
    await db.uow.run((tx) => enqueue(tx, 'offer', [id]));
    await settle(db.uow.read, old);
    const rows = await dueEntries(db.uow.read, 10);
    expect(rows).toHaveLength(1);
    await settle(db.uow.read, rows);
  });

  it('puts a failed row off with its error and brings it back when it changes again', async () => {
    const id = newId();
    await db.uow.run((tx) => enqueue(tx, 'outcome', [id]));
    await postpone(db.uow.read, await dueEntries(db.uow.read, 10), 'engine is down');
    expect(await dueEntries(db.uow.read, 10)).toHaveLength(0);
    expect((await outboxLag(db.uow.read)).rows).toBe(1);
    await db.uow.run((tx) => enqueue(tx, 'outcome', [id]));
    expect(await dueEntries(db.uow.read, 10)).toMatchObject([{ id, attempts: 0 }]);
  });

  it('is undone with the transaction it was written in', async () => {
    const id = newId();
    await expect(db.uow.run(async (tx) => {
      await enqueue(tx, 'offer', [id]);
      throw new Error('no');
    })).rejects.toThrow('no');
    expect((await dueEntries(db.uow.read, 100)).some((row) => row.id === id)).toBe(false);
  });
});
