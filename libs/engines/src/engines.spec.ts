import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { engineAvailable } from './availability.js';
import { findMeilisearch, runnableMeilisearch } from './meilisearch-package.js';
import { type RunningMeilisearch, startMeilisearch } from './meilisearch.js';
import { type RunningPostgres, startPostgres } from './postgres.js';
import { isRunning } from './processes.js';
import { secretFile, secrets } from './secrets.js';

let dataDir: string;
let postgres: RunningPostgres | undefined;
let meilisearch: RunningMeilisearch | undefined;

beforeAll(() => {
  dataDir = realpathSync(mkdtempSync(path.join(tmpdir(), 'engines-spec-')));
});
afterAll(async () => {
  await Promise.allSettled([postgres?.stop(), meilisearch?.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const startDatabase = async (): Promise<RunningPostgres> => (postgres = await startPostgres({ dataDir }));
const startSearch = async (): Promise<RunningMeilisearch> =>
  (meilisearch = await startMeilisearch({ dataDir, masterKey: secrets(dataDir).meiliMasterKey }));

describe('PostgreSQL', () => {
  it('knows the machine as one it runs on', () => {
    expect(engineAvailable('postgres')).toEqual({ available: true });
  });

  it('gives an owner, and an application role that owns nothing', async () => {
    const { url, appUrl } = await startDatabase();
    await query(url, 'CREATE TABLE note (text text); CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');
    await query(url, 'CREATE DATABASE another TEMPLATE register');
    await expect(query(appUrl, 'CREATE TABLE other (text text)')).rejects.toThrow('permission denied for schema public');
    await expect(query(appUrl, 'SELECT * FROM note')).rejects.toThrow('permission denied for table note');
    await expect(query(appUrl, 'CREATE DATABASE mine')).rejects.toThrow('permission denied to create database');
  });

  it('sorts by code point and knows Lithuanian letters', async () => {
    const [row] = await query<object>(postgres!.url, `
      SELECT lower('ŠĄŽ') AS lower, 'Z' < 'a' AS by_code, array_length(show_trgm('žvejyba'), 1) AS trigrams,
        current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone`);
    expect(row).toEqual({ lower: 'šąž', by_code: true, trigrams: 8, encoding: 'UTF8', zone: 'UTC' });
  });

  it('refuses a wrong password and listens on 127.0.0.1 only', async () => {
    const wrong = new URL(postgres!.url);
    wrong.password = 'x';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const [row] = await query<object>(postgres!.url, `SELECT current_setting('listen_addresses') AS at`);
    expect(row).toEqual({ at: '127.0.0.1' });
  });

  it('comes back after kill -9 on the same port with what was committed', async () => {
    const { port, pid, url, exited } = postgres!;
    await query(url, `INSERT INTO note VALUES ('kept')`);
    process.kill(pid, 'SIGKILL');
    expect(await exited).toEqual({ code: null, signal: 'SIGKILL' });
    const again = await startDatabase();
    expect(again.port).toBe(port);
    expect(await query(again.url, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  });

  it('stops an orphan of an earlier start before it starts anew', async () => {
    const { pid, port } = postgres!;
    const again = await startDatabase();
    expect(isRunning(pid)).toBe(false);
    expect(again.port).toBe(port);
    expect(await query(again.url, 'SELECT text FROM note')).toHaveLength(1);
  });

  it('lets itself in again when the secrets were lost', async () => {
    const before = postgres!.url;
    await postgres!.stop();
    rmSync(path.join(dataDir, 'secrets'), { recursive: true });
    const { url } = await startDatabase();
    expect(url).not.toBe(before);
    expect(await query(url, 'SELECT text FROM note')).toHaveLength(1);
  });

  it('says plainly that a port is taken', async () => {
    const other = path.join(dataDir, 'other');
    await expect(startPostgres({ dataDir: other, port: postgres!.port })).rejects.toThrow(
      `Port ${postgres!.port} is taken by another program: stop that program or choose another port with POSTGRES_PORT.`,
    );
  });

  it('says plainly why a damaged database does not start', async () => {
    await postgres!.stop();
    const settings = path.join(dataDir, 'postgres/data/postgresql.conf');
    const good = readFileSync(settings);
    appendFileSync(settings, '\nnot a setting\n');
    await expect(startDatabase()).rejects.toThrow(/^PostgreSQL did not start: .*postgresql.conf.* \(log: .*\)\.$/);
    writeFileSync(settings, good);
    await startDatabase();
  });
});

describe('Meilisearch', () => {
  const search = (route: string, key = meilisearch!.masterKey): Promise<Response> =>
    fetch(`${meilisearch!.url}${route}`, { headers: { authorization: `Bearer ${key}` } });

  it('runs closed to those without the key', async () => {
    await startSearch();
    expect((await search('/indexes')).status).toBe(200);
    expect((await search('/indexes', 'wrong')).status).toBe(403);
    expect(readFileSync(`/proc/${meilisearch!.pid}/cmdline`, 'utf8')).not.toContain(meilisearch!.masterKey);
  });

  it('comes back after kill -9, and stops an orphan before it starts anew', async () => {
    const { port, pid } = meilisearch!;
    process.kill(pid, 'SIGKILL');
    const second = await startSearch();
    const third = await startSearch();
    expect([second.port, third.port]).toEqual([port, port]);
    expect(isRunning(second.pid)).toBe(false);
    expect((await search('/health')).ok).toBe(true);
  });

  it('keeps its data when it is stopped', async () => {
    const headers = { authorization: `Bearer ${meilisearch!.masterKey}`, 'content-type': 'application/json' };
    await fetch(`${meilisearch!.url}/indexes`, { method: 'POST', headers, body: '{"uid":"kept"}' });
    while ((await search('/indexes/kept')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
    await meilisearch!.stop();
    await startSearch();
    expect((await search('/indexes/kept')).status).toBe(200);
  });

  it('does not run a binary that is not the one checked', async () => {
    const forged = path.join(dataDir, 'meilisearch-forged');
    copyFileSync(findMeilisearch(), forged);
    appendFileSync(forged, 'x');
    await expect(runnableMeilisearch(dataDir, forged)).rejects.toThrow(/is not the one that was checked and is not run/);
    expect(existsSync(path.join(dataDir, 'engines'))).toBe(false);
  });

  it('refuses a short master key', async () => {
    await expect(startMeilisearch({ dataDir, masterKey: 'short' })).rejects.toThrow('at least 16 bytes');
  });

  it('keeps the key in a file of its own', () => {
    expect(readFileSync(secretFile(dataDir, 'meiliMasterKey'), 'utf8').trim()).toBe(meilisearch!.masterKey);
  });
});
