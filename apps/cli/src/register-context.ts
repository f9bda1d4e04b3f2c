import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HistoryModule, PeopleModule } from '#libs/access';
import { loadConfig, type Config } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { EuropassModule } from '#libs/europass';
import { IntakeModule } from '#libs/intake';
import { OPERATOR } from '#libs/kernel';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { SearchModule } from '#libs/search';
import { createRegisterDataSource } from '#migrations';

@Module({ imports: [HistoryModule, PeopleModule, OrganisationsModule, QualityModule, OffersModule, SearchModule, EuropassModule, IntakeModule] })
class CliModule {
  static register(config: Config): DynamicModule {
    const dataSource = createRegisterDataSource(config.database.url, config.database.pool);
    return { module: CliModule, imports: [DatabaseModule.register(config, dataSource, OPERATOR)] };
  }
}

/** Opens the register's services for one command and closes them after it, whatever happens. */
export async function withRegister<T>(work: (app: INestApplicationContext) => Promise<T>, config: Config = loadConfig()): Promise<T> {
  const app = await NestFactory.createApplicationContext(CliModule.register(config), { logger: ['error', 'warn'] });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
