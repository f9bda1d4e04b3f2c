import { EngineError, engineAvailable, secrets, startMeilisearch, startPostgres } from '#libs/engines';
import path from 'node:path';
import type { Keeper, Kept } from './keeper.js';
import type { Running } from './program.js';
import type { Settings } from './settings.js';

/** Makes a keeper the supervisor knows of, so that it can be stopped in order. */
export type Keep = <R extends Running>(kept: Kept<R>) => Keeper<R>;

export interface EngineAddresses {
  databaseUrl: string;
  databaseOwnerUrl: string;
  meiliUrl: string;
  meiliMasterKey: string;
}

/** Starts the engines for which no address is configured; asks first whether this machine can run them. */
export async function startEngines(settings: Settings, keep: Keep): Promise<EngineAddresses> {
  if (!settings.databaseUrl) requireEngine('postgres');
  if (!settings.meiliUrl) requireEngine('meilisearch');
  const database = await databaseOf(settings, keep);
  const search = await searchOf(settings, keep);
  return { ...database, ...search };
}

function requireEngine(name: 'postgres' | 'meilisearch'): void {
  const found = engineAvailable(name);
  if (!found.available) throw new EngineError(found.reason);
}

type Database = Pick<EngineAddresses, 'databaseUrl' | 'databaseOwnerUrl'>;

async function databaseOf({ databaseUrl, databaseOwnerUrl, dataDir, postgresPort }: Settings, keep: Keep): Promise<Database> {
  if (databaseUrl) return { databaseUrl, databaseOwnerUrl: databaseOwnerUrl ?? databaseUrl };
  // Once running it comes back on the same port only: the programs know its address.
  let port = postgresPort || undefined;
  const postgres = await keep({
    title: 'PostgreSQL',
    logFile: path.join(dataDir, 'logs', 'postgres.log'),
    start: () => startPostgres({ dataDir, port }),
    forceSignal: 'SIGQUIT',
  }).start();
  port = postgres.port;
  return { databaseUrl: postgres.appUrl, databaseOwnerUrl: postgres.url };
}

type Search = Pick<EngineAddresses, 'meiliUrl' | 'meiliMasterKey'>;

async function searchOf({ meiliUrl, meiliMasterKey, dataDir, meiliPort }: Settings, keep: Keep): Promise<Search> {
  if (meiliUrl) return { meiliUrl, meiliMasterKey: meiliMasterKey ?? '' };
  const masterKey = meiliMasterKey ?? secrets(dataDir).meiliMasterKey;
  let port = meiliPort || undefined;
  const meilisearch = await keep({
    title: 'Meilisearch',
    logFile: path.join(dataDir, 'logs', 'meilisearch.log'),
    start: () => startMeilisearch({ dataDir, port, masterKey }),
  }).start();
  port = meilisearch.port;
  return { meiliUrl: meilisearch.url, meiliMasterKey: masterKey };
}
