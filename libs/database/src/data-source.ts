import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { OutboxRow } from './outbox-row.entity.js';
import { Setting } from './setting.entity.js';

type Listed = Exclude<DataSourceOptions['entities'], undefined>;

// Dates are days, not instants: the driver must not turn them into midnight of some time zone.
pg.types.setTypeParser(1082, (value) => value);

export interface DatabaseOptions {
  url: string;
  pool?: number;
  entities: Listed;
  migrations?: DataSourceOptions['migrations'];
}

export const databaseEntities = [OutboxRow, Setting];

export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...databaseEntities, ...(options.entities as [])],
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    poolSize: options.pool ?? 10,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    logging: false,
    applicationName: 'microcredential-register',
    extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 120_000 },
  });
}
