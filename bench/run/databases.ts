import pg from 'pg';
import { grantToApplication, roleOf } from '#libs/database';
import { createRegisterDataSource } from '#migrations';

export interface Database {
  name: string;
  /** As the application's role. */
  url: string;
  /** As the owner of the tables. */
  ownerUrl: string;
}

/** A migrated, empty database of its own beside the one that the engine was started with. */
export async function createDatabase(server: { url: string; appUrl: string }, name: string): Promise<Database> {
  await asOwner(server.url, (client) => client.query(`CREATE DATABASE ${name}`));
  const database = { name, url: withName(server.appUrl, name), ownerUrl: withName(server.url, name) };
  const source = await createRegisterDataSource(database.ownerUrl, 1).initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
    await grantToApplication(source, roleOf(database.url));
  } finally {
    await source.destroy();
  }
  return database;
}

/** One connection that may do what the register itself may not (clear an outbox, make tables to compare with). */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
