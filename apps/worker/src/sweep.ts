import { Injectable, Logger } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork, readSetting, writeSetting } from '#libs/database';
import { IndexMaintenance } from '#libs/search';
import { Metrics } from './metrics.js';

const SWEPT_DAY = 'search.sweptDay';
/** Local hour of the register from which on the night's sweep is due. */
const SWEEP_HOUR = 3;

/** Once a night: compares index and database, offer by offer, and puts right what differs. */
@Injectable()
export class Sweep {
  private readonly logger = new Logger(Sweep.name);

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly maintenance: IndexMaintenance,
    private readonly metrics: Metrics,
  ) {}

  /** @returns whether it swept. */
  async look(): Promise<boolean> {
    const day = registerToday(this.config);
    if (this.hour() < SWEEP_HOUR || (await readSetting(this.uow.read, SWEPT_DAY)) === day) return false;
    const { missing, extra, stale, documents } = await this.maintenance.check({ repair: true });
    const found = { missing: missing.length, extra: extra.length, stale: stale.length, documents };
    const differing = missing.length + extra.length + stale.length;
    if (differing) this.logger.warn(`The sweep put right ${JSON.stringify(found)}: ${[...missing, ...extra, ...stale].slice(0, 20).join(', ')}`);
    else this.logger.log(`The sweep found all ${documents} offers as they should be`);
    this.metrics.repaired.inc(differing);
    await this.uow.run((tx) => writeSetting(tx, SWEPT_DAY, day));
    return true;
  }

  private hour(): number {
    const { clock, country } = this.config;
    return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: country.timeZone }).format(clock.now()));
  }
}
