import { Injectable, Logger } from '@nestjs/common';
import { IndexMaintenance } from '#libs/search';
import { Metrics } from '../metrics.js';
import type { DailyJob } from './daily-job.js';

/** Once a night: compares index and database, offer by offer, and puts right what differs. */
@Injectable()
export class Sweep implements DailyJob {
  readonly name = 'sweep';
  readonly fromHour = 3;
  private readonly logger = new Logger(Sweep.name);

  constructor(
    private readonly maintenance: IndexMaintenance,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<string | null> {
    const { missing, extra, stale, documents } = await this.maintenance.check({ repair: true });
    const differing = [...missing, ...extra, ...stale];
    this.metrics.repaired.inc(differing.length);
    if (!differing.length) return `the sweep found all ${documents} offers as they should be`;
    const found = { missing: missing.length, extra: extra.length, stale: stale.length, documents };
    this.logger.warn(`The sweep put right ${JSON.stringify(found)}: ${differing.slice(0, 20).join(', ')}`);
    return null;
  }
}
