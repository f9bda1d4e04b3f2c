import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { EuropassFeed } from '#libs/europass';
import { MailDelivery } from '#libs/mail';
import type { Logger } from 'pino';
import { DailyJobs } from './jobs/daily-jobs.js';
import { Loop } from './loop.js';
import { Metrics } from './metrics.js';
import { OutboxListener } from './outbox-listener.js';
import { OutboxWork } from './outbox-work.js';

const POLL_MS = 500;
const BUSY_MS = 50;
const JOBS_MS = 10_000;
const MAIL_MS = 5000;
/** Whoever takes the mails is away. */
const MAIL_AWAY_MS = 60_000;

/** All that the worker does beside answering for its health. */
@Injectable()
export class Worker {
  private loops: Loop[] = [];
  private listener: OutboxListener | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly outbox: OutboxWork,
    private readonly jobs: DailyJobs,
    private readonly feed: EuropassFeed,
    private readonly mail: MailDelivery,
    private readonly metrics: Metrics,
  ) {}

  async start(log: Logger): Promise<void> {
    const outbox: Loop = this.loop('outbox', log, async () => PAUSE_AFTER[await this.outbox.turn(outbox.bell)]);
    this.loops = [
      outbox, this.loop('day', log, () => this.lookAtDay()), this.loop('feed', log, () => this.lookAtFeed()), this.loop('mail', log, () => this.lookAtMail()),
    ];
    if (this.config.env === 'production' && !this.config.mail.smtpUrl) log.warn('SMTP_URL is not set: mails become files in the data folder and reach nobody');
    this.listener = new OutboxListener(this.config.database.url, log, () => outbox.bell.ring());
    await this.listener.start();
    for (const loop of this.loops) loop.start();
  }

  /** What is in hand is finished first. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.outbox.stop();
    await this.listener?.stop();
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private loop(name: string, log: Logger, round: () => Promise<number>): Loop {
    const onError = (error: unknown): void => {
      this.metrics.errors.inc({ loop: name });
      log.error({ err: error, loop: name }, `The ${name} loop failed and tries again: ${error instanceof Error ? error.message : String(error)}`);
    };
    return new Loop({ name, round, onError });
  }

  private async lookAtDay(): Promise<number> {
    await this.jobs.look(() => this.stopping.signal.aborted);
    return JOBS_MS;
  }

  private async lookAtMail(): Promise<number> {
    const turn = await this.mail.turn(this.config.clock.now(), this.stopping.signal);
    if (turn) for (const result of ['sent', 'refused', 'postponed', 'uncertain'] as const) this.metrics.mails.inc({ result }, turn[result]);
    return turn && !turn.available ? MAIL_AWAY_MS : MAIL_MS;
  }

  private async lookAtFeed(): Promise<number> {
    const began = performance.now();
    const { state } = await this.feed.refresh();
    this.metrics.feedBuilds.inc({ feed: 'europass', state });
    // A large catalogue's file takes its time: building never takes more than a tenth of the worker's.
    return Math.max(this.config.feedIntervalSeconds * 1000, (performance.now() - began) * 9);
  }
}

/** After a full turn whoever waits for the lock gets it. */
const PAUSE_AFTER = { MORE: 40, IDLE: POLL_MS, BUSY: BUSY_MS } as const;
