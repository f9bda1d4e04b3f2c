import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, enqueue } from '#libs/database';
import type { LocalDate } from '#libs/kernel';
import { PresumptionRule } from '#libs/quality';
import { IndexSource } from '#libs/search';
import type { DailyJob } from './daily-job.js';

const PAGE = 500;
/** No more rows of ours in the outbox than this: what is published meanwhile stands behind them. */
const ROWS_AHEAD = 500;

/**
 * Assurance, inclusions and what counts as a run depend on the day, and assurance on the rules about presumed ends: when
 * either changes, every public offer is projected again.
 */
@Injectable()
export class Projection implements DailyJob {
  readonly name = 'projection';

  constructor(
    private readonly uow: UnitOfWork,
    private readonly source: IndexSource,
  ) {}

  /** Rules are only ever added: their number tells one state from the next. */
  async state(): Promise<string> {
    return String(await this.uow.read.repository(PresumptionRule).count());
  }

  async run(_day: LocalDate, isStopping: () => boolean): Promise<string | null> {
    let count = 0;
    for await (const ids of this.source.ids(PAGE)) {
      while ((await this.source.pending()) >= ROWS_AHEAD && !isStopping()) await pause(50);
      if (isStopping()) break;
      await this.uow.run((tx) => enqueue(tx, 'offer', ids));
      count += ids.length;
    }
    return `${count} offers are projected again`;
  }
}
