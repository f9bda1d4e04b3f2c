import { Injectable, Logger } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork, enqueue, readSetting, writeSetting } from '#libs/database';
import { IndexSource } from '#libs/search';
import { setTimeout as pause } from 'node:timers/promises';

const PROJECTED_DAY = 'search.projectedDay';
const PAGE = 500;
/** No more rows of ours in the outbox than this: what is published meanwhile stands behind them. */
const ROWS_AHEAD = 500;

/**
 * Assurance, inclusions and what counts as a run depend on the day: when the register's day passes, every public offer
 * is projected again. The day is noted last, so that a day missed or begun only in part is made good at the next start.
 */
@Injectable()
export class DayChange {
  private readonly logger = new Logger(DayChange.name);

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly source: IndexSource,
  ) {}

  /** @returns how many offers were enqueued; 0 when today is done already. */
  async look(isStopping: () => boolean = () => false): Promise<number> {
    const day = registerToday(this.config);
    if ((await readSetting(this.uow.read, PROJECTED_DAY)) === day) return 0;
    let count = 0;
    for await (const ids of this.source.ids(PAGE)) {
      while ((await this.source.pending()) >= ROWS_AHEAD && !isStopping()) await pause(50);
      if (isStopping()) return count;
      await this.uow.run((tx) => enqueue(tx, 'offer', ids));
      count += ids.length;
    }
    await this.uow.run((tx) => writeSetting(tx, PROJECTED_DAY, day));
    this.logger.log(`${day}: ${count} offers are projected again`);
    return count;
  }
}
