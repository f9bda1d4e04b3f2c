import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { logChange } from '#libs/access';
import { newId } from '#libs/kernel';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { withRegister } from '../register-context.js';
import { verifyLog } from './verify-log.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.uow.run(async (tx) => {
    for (let line = 0; line < 3; line++) logChange(tx, { at: db.clock.now(), action: 'offer.edit', record: { kind: 'offer', id: newId() }, ownerId: null, after: { line } });
  });
});
afterAll(() => db.drop());

/** What the command prints, and its exit code. */
async function said(): Promise<{ code: number; out: string[]; notes: string[] }> {
  const lines = (stream: 'log' | 'error') => jest.spyOn(console, stream).mockImplementation(() => undefined).mock.calls;
  const [out, notes] = [lines('log'), lines('error')];
  const code = await withRegister(verifyLog, db.config);
  const heard = { code, out: out.flat().map(String), notes: notes.flat().map(String) };
  jest.restoreAllMocks();
  return heard;
}

it('says of an intact log in one line how long it is and what its head is', async () => {
  const intact = { code: 0, out: [expect.stringMatching(/^The history is intact: 3 lines, head [0-9a-f]{64}\.$/)] };
  expect(await said()).toEqual({ ...intact, notes: [expect.stringContaining('No head had been noted before')] });
  expect(await said()).toEqual({ ...intact, notes: [] });
});

it('names what is wrong and ends with 1', async () => {
  for (const statement of ['ALTER TABLE history_entry DISABLE TRIGGER USER', 'DELETE FROM history_entry WHERE seq = 2', 'ALTER TABLE history_entry ENABLE TRIGGER USER']) {
    await db.dataSource.query(statement);
  }
  expect(await said()).toEqual({ code: 1, out: ['Line 2 is missing: expected line 2, found line 3.'], notes: [] });
});
