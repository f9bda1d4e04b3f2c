import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { killMailWorkers } from './killed-worker.fixture.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it('sends no mail twice in many rounds of fifty mails, whenever workers are killed', async () => {
  let killed = 0;
  for (let round = 0; round < 10; round++) {
    await db.uow.run((tx) => tx.query('DELETE FROM mail'));
    const result = await killMailWorkers(db, { mails: 50, kills: 12, withinMs: 700 });
    killed += result.killed;
    expect(Object.entries(result.times).filter(([, count]) => count > 1)).toEqual([]);
    expect(result.states.SENT + result.states.UNCERTAIN).toBe(50);
    expect(result.states.UNCERTAIN).toBeLessThanOrEqual(result.killed);
    expect(Object.keys(result.times).length).toBeGreaterThanOrEqual(result.states.SENT);
  }
  process.stdout.write(`mail: ${killed} workers killed in 10 rounds of 50 mails\n`);
  expect(killed).toBeGreaterThan(50);
});
