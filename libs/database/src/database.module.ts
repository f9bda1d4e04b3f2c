import { Module, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '#libs/config';
import { SYSTEM, type Actor } from '#libs/kernel';
import { DataSource } from 'typeorm';
import { UnitOfWork } from './unit-of-work.js';

/** Config and unit of work for every room; closes the pool when the application ends. */
@Module({})
export class DatabaseModule implements OnModuleDestroy {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param dataSource made by `createRegisterDataSource`; initialised here.
   * @param actor in whose name the application changes things when it names nobody else.
   */
  static register(config: Config, dataSource: DataSource, actor: Actor = SYSTEM): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: DataSource, useFactory: () => (dataSource.isInitialized ? dataSource : dataSource.initialize()) },
        { provide: UnitOfWork, useFactory: (source: DataSource) => new UnitOfWork(source, actor), inject: [DataSource] },
      ],
      exports: [Config, DataSource, UnitOfWork],
    };
  }

  async onModuleDestroy(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
