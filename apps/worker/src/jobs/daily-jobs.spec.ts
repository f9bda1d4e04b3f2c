import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { withLock } from '#libs/database';
import { EuropassFeedStore } from '#libs/europass';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { Metrics } from '../metrics.js';
import type { DailyJob } from './daily-job.js';
import { DailyJobs } from './daily-jobs.js';

const DAY = 86_400_000;
let db: TestDatabase;
let log: string[];
let ticks: number;
let metrics: Metrics;

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.uow.run((tx) => tx.query('DELETE FROM setting'));
  db.clock.set('2024-09-01T09:00:00Z');
  log = [];
  ticks = 0;
});

class TestJobs extends DailyJobs {
  protected override ticks(): number {
    return ticks;
  }
}

const start = (...jobs: DailyJob[]): DailyJobs => {
  metrics = new Metrics(db.uow, new EuropassFeedStore(db.config, db.uow));
  return new TestJobs(db.config, db.uow, metrics, { jobs: () => jobs });
};
const job = (name: string, over: Partial<DailyJob> = {}): DailyJob => ({
  name,
  run: async (day) => {
    log.push(`${name} ${day}`);
    return null;
  },
  ...over,
});
const shown = async () => (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('register_daily_job'));

describe('daily jobs', () => {
  it('are done once a day in their order, by the register’s day', async () => {
    const jobs = start(job('a'), job('b'));
    expect(await jobs.look()).toEqual(['a', 'b']);
    expect(await jobs.look()).toEqual([]);
    db.clock.set('2024-09-01T20:59:59Z');
    expect(await jobs.look()).toEqual([]);
    // Midnight in Vilnius.
    db.clock.set('2024-09-01T21:00:00Z');
    expect(await jobs.look()).toEqual(['a', 'b']);
    expect(log).toEqual(['a 2024-09-01', 'b 2024-09-01', 'a 2024-09-02', 'b 2024-09-02']);
    expect(await shown()).toContain(`register_daily_job_last_day_seconds{job="b"} ${Date.parse('2024-09-02') / 1000}`);
  });

  it('are made good after a standstill, for the present day alone, also by another process', async () => {
    await start(job('a')).look();
    db.clock.set(new Date(db.clock.now().getTime() + 40 * DAY));
    const later = start(job('a'), job('new'));
    expect(await later.look()).toEqual(['a', 'new']);
    expect(log).toEqual(['a 2024-09-01', 'a 2024-10-11', 'new 2024-10-11']);
    expect(await start(job('a'), job('new')).look()).toEqual([]);
  });

  it('that fail are tried again at growing intervals and hold up none of the others', async () => {
    let failing = true;
    const bad = job('bad', { run: async (day) => {
      log.push(`bad ${day}`);
      if (failing) throw new Error('on purpose');
      return null;
    } });
    const jobs = start(bad, job('good'));
    const tries: number[] = [];
    for (ticks = 0; ticks <= 4_000_000; ticks += 10_000) {
      const before = log.length;
      await jobs.look();
      if (log.slice(before).includes('bad 2024-09-01')) tries.push(ticks / 1000);
    }
    expect(tries.slice(0, 5)).toEqual([0, 10, 30, 70, 150]);
    const gaps = tries.slice(1).map((at, index) => at - (tries[index] as number));
    expect(Math.max(...gaps)).toBe(900);
    expect(log.filter((line) => line.startsWith('good'))).toEqual(['good 2024-09-01']);
    expect(await shown()).toContain(`register_daily_job_failures_total{job="bad"} ${tries.length}`);
    expect(await shown()).toContain('register_daily_job_last_day_seconds{job="bad"} 0');
    failing = false;
    ticks += 900_000;
    expect(await jobs.look()).toEqual(['bad']);
    expect(await jobs.look()).toEqual([]);
  });

  it('that are told to stop are not noted as done', async () => {
    let stopping = false;
    const long = job('long', { run: async () => {
      stopping = true;
      return null;
    } });
    expect(await start(long, job('next')).look(() => stopping)).toEqual([]);
    expect(log).toEqual([]);
    expect(await start(job('long'), job('next')).look()).toEqual(['long', 'next']);
  });

  it('may wait for an hour, be repeated, or depend on more than the day', async () => {
    let state = '1';
    const jobs = start(job('night', { fromHour: 3 }), job('minutely', { againAfterMs: 60_000 }), job('state', { state: async () => state }));
    db.clock.set('2024-09-01T22:30:00Z');
    expect(await jobs.look()).toEqual(['minutely', 'state']);
    ticks = 59_999;
    expect(await jobs.look()).toEqual([]);
    ticks = 60_000;
    expect(await jobs.look()).toEqual(['minutely']);
    db.clock.set('2024-09-02T00:00:00Z');
    expect(await jobs.look()).toEqual(['night']);
    state = '2';
    expect(await jobs.look()).toEqual(['state']);
    // The day counts also between two repetitions.
    db.clock.set('2024-09-02T21:00:00Z');
    expect(await jobs.look()).toEqual(['minutely', 'state']);
  });

  it('are one process’s work at a time', async () => {
    await withLock(db.dataSource, 'daily-jobs', async () => expect(await start(job('a')).look()).toBeNull());
    const done = await Promise.all([start(job('a')).look(), start(job('a')).look()]);
    expect(done.flat().filter((name) => name === 'a')).toHaveLength(1);
    expect(log).toEqual(['a 2024-09-01']);
  });
});
