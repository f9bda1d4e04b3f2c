import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { killMailWorkers } from './killed-worker.fixture.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it('sends no mail twice when workers are killed while they send', async () => {
  const { times, killed, states } = await killMailWorkers(db, { mails: 20, kills: 5, withinMs: 400 });
  expect(killed).toBeGreaterThan(0);
  expect(Object.entries(times).filter(([, count]) => count > 1)).toEqual([]);
  expect(states).toMatchObject({ QUEUED: 0, SENDING: 0, REFUSED: 0 });
  expect(states.SENT + states.UNCERTAIN).toBe(20);
  expect(states.UNCERTAIN).toBeLessThanOrEqual(killed);
  expect(Object.keys(times).length).toBeGreaterThanOrEqual(states.SENT);
});
