import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { loadConfig, type Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { FixedClock, sha256 } from '#libs/kernel';
import { createRegisterDataSource, migrations } from '#migrations';

/** The day on which the tests' clock stands unless they move it. */
export const TEST_NOW = '2024-09-01T09:00:00Z';

export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  uow: UnitOfWork;
  config: Config;
  /** The clock inside `config`, to be moved by the test. */
  clock: FixedClock;
  drop(): Promise<void>;
}

/** A database of its own, cloned from a migrated template (about 25 ms), with a configuration that points at it. */
export async function createTestDatabase(env: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  const serverUrl = required('TEST_DATABASE_URL');
  const template = await migratedTemplate(serverUrl);
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = databaseUrl(serverUrl, name);
  const dataDir = await mkdtemp(join(tmpdir(), 'register-test-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    MEILI_URL: required('TEST_MEILI_URL'),
    MEILI_MASTER_KEY: process.env.TEST_MEILI_MASTER_KEY,
    MEILI_INDEX_PREFIX: `${name}_`,
    ADMIN_API_KEY: 'test-admin-key-0123456789abcdef',
    PUBLIC_URL: 'https://register.example.org',
    DATA_DIR: dataDir,
    STANDARDS_DIR: process.env.STANDARDS_DIR,
    REGISTER_NOW: TEST_NOW,
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const dataSource = await createRegisterDataSource(url).initialize();
  return {
    url,
    dataSource,
    uow: new UnitOfWork(dataSource),
    config,
    clock: config.clock as FixedClock,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await onServer(serverUrl, (client) => dropDatabase(client, name));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let template: Promise<string> | undefined;

const migratedTemplate = (serverUrl: string): Promise<string> => (template ??= prepareTemplate(serverUrl));

/** Named after the migrations' text: changed migrations make another template, never a stale one. */
async function prepareTemplate(serverUrl: string): Promise<string> {
  const name = `template_${sha256(migrations.map(String).join('\n')).slice(0, 16)}`;
  await onServer(serverUrl, async (client) => {
    // One process prepares; the others wait here, then find it done.
    await client.query(`SELECT pg_advisory_lock(hashtext('register-test-template'))`);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    const half = `${name}_new`;
    await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${half}`);
    const source = await createRegisterDataSource(databaseUrl(serverUrl, half)).initialize();
    await source.runMigrations();
    await source.destroy();
    await client.query(`ALTER DATABASE ${half} RENAME TO ${name}`);
  });
  return name;
}

/**
 * Without force first: the server then ends autovacuum by itself, which a role that is no superuser may not terminate.
 * With force for connections that a test has left open.
 */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== OBJECT_IN_USE) throw error;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

const OBJECT_IN_USE = '55006';

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with \`npm test\`, which starts the engines`);
  return value;
}
