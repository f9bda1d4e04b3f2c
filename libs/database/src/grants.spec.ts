import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createProvider, createServices, createTestDatabase, publishOffer, type TestDatabase } from '#libs/testing';
import { grantToApplication, roleOf } from './index.js';

const appUrl = process.env.TEST_APP_DATABASE_URL;
if (!appUrl) process.stdout.write('TEST_APP_DATABASE_URL is not set: the rights of the application’s role are not tried.\n');

(appUrl ? describe : describe.skip)('rights of the application’s role', () => {
  let db: TestDatabase;
  let app: pg.Client;
  let offerId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    const services = createServices(db.config);
    offerId = await publishOffer(db.uow, services, { providerId: (await createProvider(db.uow, services)).id });
    await grantToApplication(db.dataSource, roleOf(appUrl as string));
    const url = new URL(appUrl as string);
    url.pathname = new URL(db.url).pathname;
    app = new pg.Client({ connectionString: url.toString() });
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

  it.each(['revision', 'publication_event', 'qa_outcome', 'qa_outcome_withdrawal', 'provider_status_change'])('let it change nothing of %s', async (table) => {
    for (const change of [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `ALTER TABLE ${table} DISABLE TRIGGER ALL`]) {
      await expect(app.query(change)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('let it make no tables and forge no migrations', async () => {
    await expect(app.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('DELETE FROM migration')).rejects.toMatchObject({ code: '42501' });
  });
});
