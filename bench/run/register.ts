import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config } from '#libs/config';
import { DatabaseModule, UnitOfWork } from '#libs/database';
import { EuropassModule } from '#libs/europass';
import { IntakeModule } from '#libs/intake';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { SearchModule } from '#libs/search';
import { createRegisterDataSource } from '#migrations';

@Module({ imports: [OrganisationsModule, QualityModule, OffersModule, SearchModule, EuropassModule, IntakeModule] })
class BenchModule {
  static register(config: Config): DynamicModule {
    return { module: BenchModule, imports: [DatabaseModule.register(config, createRegisterDataSource(config.database.url, config.database.pool))] };
  }
}

/** The register's services, wired as in its own programs. */
export interface Register {
  config: Config;
  app: INestApplicationContext;
  uow: UnitOfWork;
  close(): Promise<void>;
}

export async function openRegister(config: Config): Promise<Register> {
  const app = await NestFactory.createApplicationContext(BenchModule.register(config), { logger: ['error', 'warn'] });
  return { config, app, uow: app.get(UnitOfWork), close: () => app.close() };
}
