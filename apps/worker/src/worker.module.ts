import { Module, type DynamicModule } from '@nestjs/common';
import { HistoryModule, PeopleModule } from '#libs/access';
import type { Config } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { EuropassModule } from '#libs/europass';
import { MailModule } from '#libs/mail';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { SearchModule } from '#libs/search';
import { createRegisterDataSource } from '#migrations';
import { HealthServer } from './health-server.js';
import { JobList } from './jobs/daily-job.js';
import { DailyJobs } from './jobs/daily-jobs.js';
import { Projection } from './jobs/projection.js';
import { RegisterJobs } from './jobs/register-jobs.js';
import { Sweep } from './jobs/sweep.js';
import { Metrics } from './metrics.js';
import { ExpiryNotices } from './notices/expiry-notices.js';
import { OutboxWork } from './outbox-work.js';
import { Worker } from './worker.js';

/** Four locks of the loops hold a connection each, and the work under them needs others: fewer could wait for ever. */
const MIN_POOL = 10;

@Module({
  imports: [HistoryModule, PeopleModule, MailModule, OrganisationsModule, QualityModule, OffersModule, SearchModule, EuropassModule],
  providers: [Metrics, OutboxWork, Projection, Sweep, ExpiryNotices, { provide: JobList, useClass: RegisterJobs }, DailyJobs, HealthServer, Worker],
})
export class WorkerModule {
  static register(config: Config): DynamicModule {
    const dataSource = createRegisterDataSource(config.database.url, Math.max(MIN_POOL, config.database.pool));
    return { module: WorkerModule, imports: [DatabaseModule.register(config, dataSource)] };
  }
}
