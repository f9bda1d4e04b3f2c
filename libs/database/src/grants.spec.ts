import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { logChange } from '#libs/access';
import { newId } from '#libs/kernel';
import { createProvider, createServices, createTestDatabase, publishOffer, type TestDatabase } from '#libs/testing';
import { createRegisterDataSource } from '#migrations';
import { grantToApplication, roleOf, UnitOfWork } from './index.js';

const appUrl = process.env.TEST_APP_DATABASE_URL;
if (!appUrl) process.stdout.write('TEST_APP_DATABASE_URL is not set: the rights of the application’s role are not tried.\n');

(appUrl ? describe : describe.skip)('rights of the application’s role', () => {
  let db: TestDatabase;
  let app: pg.Client;
  let offerId: string;
  let appAddress: string;

  /** Every table with the trigger, and the first column of its key. */
  const appendOnly = (): Promise<{ table: string; column: string }[]> =>
    db.dataSource.query(`SELECT DISTINCT t.tgrelid::regclass::text AS "table", a.attname AS "column" FROM pg_trigger t
      JOIN pg_index i ON i.indrelid = t.tgrelid AND i.indisprimary JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = i.indkey[0]
      WHERE t.tgfoid = 'refuse_change'::regproc ORDER BY 1`);

  beforeAll(async () => {
    db = await createTestDatabase();
    const services = createServices(db.config);
    offerId = await publishOffer(db.uow, services, { providerId: (await createProvider(db.uow, services)).id });
    await grantToApplication(db.dataSource, roleOf(appUrl as string));
    const url = new URL(appUrl as string);
    url.pathname = new URL(db.url).pathname;
    appAddress = url.toString();
    app = new pg.Client({ connectionString: appAddress });
    await app.connect();
  });
  afterAll(async () => {
    await app?.end();
    await db?.drop();
  });

  it('let it read and write what it works with', async () => {
    expect((await app.query('SELECT 1 FROM published_offer WHERE offer_id = $1', [offerId])).rowCount).toBe(1);
    await app.query('UPDATE offer SET updated_at = updated_at WHERE id = $1', [offerId]);
    await app.query(`INSERT INTO outbox (kind, id) VALUES ('offer', $1) ON CONFLICT (kind, id) DO UPDATE SET generation = nextval('outbox_generation')`, [offerId]);
  });

  it('let it add to what is append-only and read it, and change nothing of it by any way', async () => {
    const tables = await appendOnly();
    expect(tables.map(({ table }) => table)).toEqual(expect.arrayContaining([
      'revision', 'publication_event', 'qa_outcome', 'qa_outcome_withdrawal', 'provider_status_change', 'history_entry', 'former_name', 'presumption_rule', 'expiry_notice',
    ]));
    for (const { table, column } of tables) {
      const update = `UPDATE ${table} SET ${column} = ${column}`;
      for (const change of [
        update, `DELETE FROM ${table}`, `TRUNCATE ${table}`, `ALTER TABLE ${table} DISABLE TRIGGER ALL`, `DROP TABLE ${table}`,
        `SELECT * FROM ${table} FOR UPDATE`, `WITH gone AS (DELETE FROM ${table} RETURNING 1) SELECT 1 FROM gone`,
        `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT ON CONSTRAINT ${table}_pkey DO UPDATE SET ${column} = excluded.${column}`,
        `DO $$ BEGIN ${update}; END $$`, `DO $$ BEGIN EXECUTE 'DELETE FROM ${table}'; END $$`,
      ]) {
        await expect(app.query(change)).rejects.toMatchObject({ code: '42501' });
      }
      await app.query(`CREATE OR REPLACE FUNCTION pg_temp.change() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN ${update}; END $$`);
      await expect(app.query('SELECT pg_temp.change()')).rejects.toMatchObject({ code: '42501' });
      const { rows } = await app.query(`SELECT has_table_privilege('${table}', 'SELECT') AND has_table_privilege('${table}', 'INSERT') AS both`);
      expect(rows).toEqual([{ both: true }]);
    }
  });

  it('let it write and read the log', async () => {
    const source = await createRegisterDataSource(appAddress, 1).initialize();
    const id = newId();
    await new UnitOfWork(source).run(async (tx) => logChange(tx, { at: new Date(), action: 'offer.edit', record: { kind: 'offer', id }, ownerId: null, after: { a: 1 } }));
    await source.destroy();
    expect((await app.query('SELECT action FROM history_entry WHERE record_id = $1', [id])).rows).toEqual([{ action: 'offer.edit' }]);
  });

  it('are not the only guard: the owner of the tables is refused as well', async () => {
    for (const { table, column } of await appendOnly()) {
      const [row] = (await db.dataSource.query(`SELECT count(*)::int AS count FROM ${table}`)) as { count: number }[];
      // A trigger for each row says nothing of a table without rows.
      if (row?.count) await expect(db.dataSource.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('append-only');
      if (row?.count) await expect(db.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    }
    expect((await db.dataSource.query('SELECT count(*)::int AS count FROM history_entry'))[0].count).toBeGreaterThan(0);
    await expect(db.dataSource.query('TRUNCATE history_entry')).rejects.toThrow('append-only');
  });

  it('let it make no tables and forge no migrations', async () => {
    await expect(app.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('DELETE FROM migration')).rejects.toMatchObject({ code: '42501' });
  });
});
