import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { enqueue, outboxLag, withLock } from '#libs/database';
import { EuropassFeed } from '#libs/europass';
import { IndexMaintenance, MeiliConnection, OUTBOX_LOCK, type IndexDocument } from '#libs/search';
import { createProvider, createServices, createTestDatabase, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import { pino } from 'pino';
import { HealthServer } from './health-server.js';
import { DailyJobs } from './jobs/daily-jobs.js';
import { Worker } from './worker.js';
import { WorkerModule } from './worker.module.js';

let database: TestDatabase;
let services: TestServices;
let providerId: string;
let app: INestApplicationContext;
let port: number;

const startWorker = async () => {
  app = await NestFactory.createApplicationContext(WorkerModule.register(database.config), { logger: false });
  port = await app.get(HealthServer).start();
  await app.get(Worker).start(pino({ level: 'silent' }));
};
const stopWorker = async () => {
  await app.get(Worker).stop();
  await app.get(HealthServer).stop();
  await app.close();
};
const publish = () => publishOffer(database.uow, services, { providerId, draft: offerDraft() });
const get = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const held = async (id: string) => {
  const { results } = await app.get(MeiliConnection).index().getDocuments<IndexDocument>({ ids: [id] });
  return results.length === 1;
};
async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await condition()); await pause(10)) {
    if (Date.now() > end) throw new Error(`Not reached in time: ${what}`);
  }
}
const settled = () => until('an empty outbox', async () => (await outboxLag(database.uow.read)).rows === 0);

beforeAll(async () => {
  database = await createTestDatabase({ WORKER_PORT: '0', FEED_INTERVAL_SECONDS: '0.1' });
  services = createServices(database.config);
  providerId = (await createProvider(database.uow, services)).id;
  await startWorker();
  await until('readiness', async () => (await get('/health/ready')).status === 200);
});
afterAll(async () => {
  const connection = app.get(MeiliConnection);
  await stopWorker();
  await connection.writer.deleteIndexIfExists(connection.indexName);
  await database.drop();
});

describe('the worker', () => {
  it('brings what is published to the index, and takes out what is withdrawn', async () => {
    const offerId = await publish();
    await until('the offer in the index', () => held(offerId));
    await database.uow.command((tx) => services.offerEndings.withdraw(tx, { offerId, reason: 'test' }));
    await until('the offer out of the index', async () => !(await held(offerId)));
    await settled();
  });

  it('loses nothing while it is away', async () => {
    await stopWorker();
    const ids = [await publish(), await publish()];
    await startWorker();
    await settled();
    for (const id of ids) expect(await held(id)).toBe(true);
    expect(await app.get(IndexMaintenance).check()).toMatchObject({ missing: [], extra: [], stale: [], pending: 0 });
  });

  it('lets nobody else work at the same time', async () => {
    let offerId = '';
    const ourTurn = () => withLock(database.dataSource, OUTBOX_LOCK, async () => {
      offerId = await publish();
      await pause(700);
      return (await outboxLag(database.uow.read)).rows;
    });
    let rows: number | null = null;
    await until('our turn', async () => (rows = await ourTurn()) !== null);
    expect(rows).toBeGreaterThan(0);
    await settled();
    expect(await held(offerId)).toBe(true);
  });

  it('puts off only the row that cannot be worked off, and comes back to it', async () => {
    const feed = app.get(EuropassFeed);
    const markStale = feed.markStale.bind(feed);
    const rows = () => database.uow.read.query<{ id: string; attempts: number; last_error: string }>('SELECT id, attempts, last_error FROM outbox');
    let poison = '';
    feed.markStale = (tx, ids) => (ids.includes(poison) ? Promise.reject(new Error('cannot be marked')) : markStale(tx, ids));
    const ids = await withLock(database.dataSource, OUTBOX_LOCK, async () => [await publish(), (poison = await publish()), await publish()])
      ?? [await publish(), (poison = await publish()), await publish()];
    await until('one row left', async () => (await rows()).every((row) => row.id === poison && row.attempts > 0));
    expect(await rows()).toMatchObject([{ id: poison, last_error: 'Error: cannot be marked' }]);
    for (const id of ids) expect(await held(id)).toBe(true);
    feed.markStale = markStale;
    await settled();
  });

  it('makes good an index that was lost', async () => {
    const connection = app.get(MeiliConnection);
    await settled();
    await connection.done(connection.writer.deleteIndex(connection.indexName));
    await stopWorker();
    await startWorker();
    await until('the index anew', async () => (await app.get(IndexMaintenance).check()).missing.length === 0);
  });

  it('projects everything again when a day has passed, also one it slept through', async () => {
    const settledDay = () => until('the day’s jobs', async () => (await app.get(DailyJobs).look())?.length === 0);
    await settledDay();
    await settled();
    const before = database.clock.now();
    database.clock.set('2024-12-02T09:00:00Z');
    expect((await app.get(IndexMaintenance).check()).stale.length).toBeGreaterThan(0);
    await settledDay();
    await settled();
    expect(await app.get(IndexMaintenance).check()).toMatchObject({ missing: [], extra: [], stale: [] });
    database.clock.set(before);
    await settledDay();
    await settled();
  });

  it('marks feeds stale in the same breath', async () => {
    const offerId = await publish();
    await settled();
    await until('the feed with the offer', async () => {
      const rows = await database.uow.read.query('SELECT 1 FROM feed_fragment WHERE id = $1', [offerId]);
      return rows.length > 0;
    });
  });
});

describe('health and metrics', () => {
  it('answer', async () => {
    await database.uow.run((tx) => enqueue(tx, 'offer', ['01900000-0000-7000-8000-00000000abcd']));
    await publish();
    await settled();
    const built = /^register_feed_builds_total\{feed="europass",state="BUILT"\} [1-9]/m;
    // The feed is looked at in its own time, and after a long build not so soon again.
    await until('a feed build', async () => built.test(await (await get('/metrics')).text()));
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready', database: true, search: true });
    expect((await get('/nothing')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/health`, { method: 'POST' })).status).toBe(405);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toMatch(/^register_outbox_rows 0$/m);
    expect(metrics).toMatch(/^register_index_offers_total\{result="deleted"\} [1-9]/m);
    expect(metrics).toMatch(built);
    expect(metrics).toMatch(/^register_mails\{state="QUEUED"\} 0$/m);
    for (const job of ['publication', 'archiving', 'projection', 'invitations', 'expiry-notices', 'log-head', 'sweep']) {
      expect(metrics).toContain(`register_daily_job_last_day_seconds{job="${job}"} ${Date.parse('2024-09-01') / 1000}\n`);
    }
    expect(metrics).not.toMatch(/^register_worker_errors_total\{.*\} [1-9]/m);
  });
});
