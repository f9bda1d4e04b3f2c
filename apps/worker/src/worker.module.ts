import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { EuropassModule } from '#libs/europass';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { SearchModule } from '#libs/search';
import { createRegisterDataSource } from '#migrations';
import { DayChange } from './day-change.js';
import { HealthServer } from './health-server.js';
import { Metrics } from './metrics.js';
import { OutboxWork } from './outbox-work.js';
import { Sweep } from './sweep.js';
import { Worker } from './worker.js';

/** Two locks of the loops hold a connection each, and the work under them needs others: fewer could wait for ever. */
const MIN_POOL = 6;

@Module({
  imports: [OrganisationsModule, QualityModule, OffersModule, SearchModule, EuropassModule],
  providers: [Metrics, OutboxWork, DayChange, Sweep, HealthServer, Worker],
})
export class WorkerModule {
  static register(config: Config): DynamicModule {
    const dataSource = createRegisterDataSource(config.database.url, Math.max(MIN_POOL, config.database.pool));
    return { module: WorkerModule, imports: [DatabaseModule.register(config, dataSource)] };
  }
}
