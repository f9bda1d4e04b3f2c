import { Injectable } from '@nestjs/common';
import { outboxLag, UnitOfWork } from '#libs/database';
import { EuropassFeedStore } from '#libs/europass';
import { countMails } from '#libs/mail';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the worker shows to Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly applied = this.counter('register_index_offers_total', 'Offers brought to the index', ['result']);
  readonly applySeconds = new Histogram({
    name: 'register_index_apply_seconds', help: 'From taking outbox rows to their settlement', registers: [this.registry],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  readonly postponed = this.counter('register_outbox_postponed_total', 'Outbox rows put off after a failure');
  readonly rebuilds = this.counter('register_index_rebuilds_total', 'Indexes built anew');
  readonly repaired = this.counter('register_index_repaired_total', 'Offers the nightly sweep found different');
  readonly feedBuilds = this.counter('register_feed_builds_total', 'Looks at whether a feed is stale, by result', ['feed', 'state']);
  readonly jobFailures = this.counter('register_daily_job_failures_total', 'Daily jobs that failed and are tried again', ['job']);
  readonly mails = this.counter('register_mail_attempts_total', 'Attempts to send a mail; uncertain ones are never sent again', ['result']);
  readonly errors = this.counter('register_worker_errors_total', 'Failed rounds by loop', ['loop']);

  constructor(uow: UnitOfWork, feed: EuropassFeedStore) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('register_outbox_rows', 'Outbox rows waiting', async () => (await outboxLag(uow.read)).rows);
    this.gauge('register_outbox_oldest_seconds', 'Age of the oldest outbox row', async () => (await outboxLag(uow.read)).oldestSeconds);
    this.gauge('register_feed_age_seconds', 'Age of the Europass feed in force; -1 before the first', async () => (await feed.status()).ageSeconds ?? -1);
    this.gauge('register_feed_stale_offers', 'Offers the next Europass build will look at', async () => (await feed.status()).stale);
    this.gauges('register_mails', { help: 'Mails by state; UNCERTAIN: cut off while it was sent', label: 'state' }, () => countMails(uow.read));
    this.gauge('register_database_connections', 'Open connections of this process', () => poolOf(uow)?.totalCount ?? 0);
    this.gauge('register_database_connections_waited_for', 'Requests waiting for a connection', () => poolOf(uow)?.waitingCount ?? 0);
  }

  /** @param days by job, the day for which it was done last, in seconds since 1970. */
  showJobs(days: () => Promise<Record<string, number>>): void {
    this.gauges('register_daily_job_last_day_seconds', { help: 'Day for which a job was done last, in seconds since 1970; 0: never', label: 'job' }, days);
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauges(name: string, { help, label }: { help: string; label: string }, values: () => Promise<Record<string, number>>): void {
    new Gauge({
      name, help, labelNames: [label], registers: [this.registry],
      async collect() {
        for (const [key, value] of Object.entries(await values())) this.set({ [label]: key }, value);
      },
    });
  }

  private gauge(name: string, help: string, value: () => number | Promise<number>): void {
    new Gauge({
      name, help, registers: [this.registry],
      async collect() {
        this.set(await value());
      },
    });
  }
}

const poolOf = (uow: UnitOfWork): { totalCount: number; waitingCount: number } | undefined =>
  (uow.dataSource.driver as unknown as { master?: { totalCount: number; waitingCount: number } }).master;
