import path from 'node:path';
import { isLocked, lockDataDir, runningEngines, secrets, startMeilisearch, startPostgres } from '#libs/engines';

/**
 * Gives a command the engines of this machine, where the environment names none: those of the running register, or —
 * when it is not running — the same engines, started for the command and stopped after it.
 */
export async function withEngines(needsSchema: boolean, work: () => Promise<void>): Promise<void> {
  const { DATABASE_URL, MEILI_URL } = process.env;
  if (DATABASE_URL && MEILI_URL) return work();
  const dataDir = path.resolve(process.env.DATA_DIR || '.data');
  const adminApiKey = process.env.ADMIN_API_KEY || secrets(dataDir).adminApiKey;
  if (isLocked(dataDir)) {
    const running = runningEngines(dataDir);
    point({ ...running, adminApiKey, port: running.apiPort });
    return work();
  }
  const lock = lockDataDir(dataDir);
  const stops: (() => Promise<void>)[] = [];
  try {
    const postgres = DATABASE_URL ? null : await startPostgres({ dataDir });
    if (postgres) stops.unshift(() => postgres.stop());
    const masterKey = process.env.MEILI_MASTER_KEY || secrets(dataDir).meiliMasterKey;
    const meilisearch = MEILI_URL ? null : await startMeilisearch({ dataDir, masterKey });
    if (meilisearch) stops.unshift(() => meilisearch.stop());
    point({
      databaseUrl: postgres?.appUrl ?? DATABASE_URL ?? '',
      databaseOwnerUrl: postgres?.url ?? process.env.DATABASE_OWNER_URL ?? DATABASE_URL ?? '',
      meiliUrl: meilisearch?.url ?? MEILI_URL ?? '',
      meiliMasterKey: masterKey,
      adminApiKey,
    });
    if (needsSchema) await (await import('./commands/migrate.js')).migrate();
    await work();
  } finally {
    for (const stop of stops) await stop();
    lock.release();
  }
}

interface Addresses {
  databaseUrl: string;
  databaseOwnerUrl: string;
  meiliUrl: string;
  meiliMasterKey: string;
  adminApiKey: string;
  port?: number;
}

/** The environment is the one way configuration comes in; what is not set there is filled in. */
function point(addresses: Addresses): void {
  const env = process.env;
  env.DATABASE_URL ||= addresses.databaseUrl;
  env.DATABASE_OWNER_URL ||= addresses.databaseOwnerUrl;
  env.MEILI_URL ||= addresses.meiliUrl;
  env.MEILI_MASTER_KEY ||= addresses.meiliMasterKey;
  env.ADMIN_API_KEY ||= addresses.adminApiKey;
  if (addresses.port) env.PORT ||= String(addresses.port);
}
