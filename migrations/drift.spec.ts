import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it('the migrations add up to exactly what the entities describe', async () => {
  const { upQueries } = await db.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map((one) => one.query)).toEqual([]);
});

it('can be undone and done again', async () => {
  for (let left = db.dataSource.migrations.length; left > 0; left--) await db.dataSource.undoLastMigration({ transaction: 'each' });
  const tables = await db.uow.read.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'`);
  expect(tables).toEqual([]);
  expect(await db.dataSource.runMigrations({ transaction: 'each' })).toHaveLength(db.dataSource.migrations.length);
});
