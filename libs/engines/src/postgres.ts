import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshLog, lastLines, pidFile, prepareDataDir, readPid } from './data-dir.js';
import { codeOf, EngineError, messageOf } from './engine-error.js';
import { type EngineExit, type EngineProcess, launch } from './engine-process.js';
import { choosePort, freePort, isPortFree, LOCALHOST, rememberPort } from './ports.js';
import { type Cluster, ensureCluster, resetSuperuserPassword } from './postgres-cluster.js';
import { runnableBinaries } from './postgres-package.js';
import { clusterOf, homeOf, postgresPlace } from './postgres-place.js';
import { APP_ROLE, connectAsSuperuser, DATABASE, ensureRoles, OWNER_ROLE, postgresUrl } from './postgres-roles.js';
import { stopOrphan, stopProcess, type StopStep } from './processes.js';
import { type Secrets, secrets } from './secrets.js';

export interface PostgresOptions {
  dataDir: string;
  /** Must be this port; without it the last one if it is free, else a free one. */
  port?: number | undefined;
  /** False gives up all safety against crashes for speed: for tests only. */
  durable?: boolean;
  maxConnections?: number;
}

export interface RunningPostgres {
  /** As the owner of the database `register`, who may also create databases. */
  url: string;
  /** As the application's role, which owns nothing. */
  appUrl: string;
  port: number;
  pid: number;
  logFile: string;
  exited: Promise<EngineExit>;
  /** Fast shutdown: open transactions are rolled back, all data is written. */
  stop(): Promise<void>;
}

const NAME = 'postgres';
const START_ATTEMPTS = 5;
const START_LIMIT_MS = 120_000;

/** Fast shutdown, then immediate shutdown (recovers from its log at the next start), then kill. */
const STOP_STEPS: readonly StopStep[] = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

interface Start {
  cluster: Cluster;
  dataDir: string;
  keys: Secrets;
  options: PostgresOptions;
}

/** Starts the embedded PostgreSQL of a data folder; makes it first if there is none. Listens on 127.0.0.1 only. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = prepareDataDir(options.dataDir);
  const keys = secrets(dataDir);
  const place = postgresPlace(dataDir);
  const cluster = { place, binaries: runnableBinaries(place.home, place.user) };
  await stopOrphanedPostgres(dataDir);
  const wish = { dataDir, name: NAME, wanted: options.port, setting: 'POSTGRES_PORT' };
  let port = await choosePort(wish);
  await ensureCluster(cluster, keys.superuserPassword);
  for (let attempt = 1; ; attempt++) {
    const logFile = freshLog(dataDir, NAME);
    const start = { cluster, dataDir, keys, options };
    const engine = await launchServer(start, port, logFile);
    try {
      await prepareServer(start, port, engine);
      rememberPort(wish, port);
      return running(engine, { port, keys, logFile });
    } catch (error) {
      await stopProcess(engine.pid, STOP_STEPS);
      const next = await remedy(start, { port, error, logFile });
      if (next === undefined || attempt === START_ATTEMPTS) throw startFailure(error, logFile);
      port = next;
    }
  }
}

/** Stops a PostgreSQL that an earlier start left running on this data folder. @returns whether there was one. */
export async function stopOrphanedPostgres(dataDir: string): Promise<boolean> {
  const cluster = clusterOf(homeOf(dataDir));
  const noted = readPid(path.join(cluster, 'postmaster.pid')) ?? readPid(pidFile(dataDir, NAME));
  return stopOrphan(noted, cluster, STOP_STEPS);
}

function launchServer({ cluster, dataDir, options }: Start, port: number, logFile: string): Promise<EngineProcess> {
  const { place, binaries } = cluster;
  const settings = Object.entries(serverSettings(options, port)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return launch({
    program: path.join(binaries.native, 'bin', 'postgres'),
    args: ['-D', clusterOf(place.home), ...settings],
    cwd: place.home,
    logFile,
    pidFile: pidFile(dataDir, NAME),
    user: place.user,
  });
}

function serverSettings({ durable = true, maxConnections = 100 }: PostgresOptions, port: number): Record<string, string | number> {
  const memory = Math.round(os.totalmem() / 2 ** 20);
  return {
    listen_addresses: LOCALHOST,
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    shared_buffers: `${Math.min(1024, Math.max(64, Math.round(memory / 16)))}MB`,
    effective_cache_size: `${Math.max(256, Math.round(memory / 2))}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10s' }),
  };
}

/** Waits until the server lets us in, then sets up roles and database. */
async function prepareServer({ keys }: Start, port: number, engine: EngineProcess): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; ; ) {
    try {
      const client = await connectAsSuperuser(port, keys.superuserPassword);
      try {
        return await ensureRoles(client, keys);
      } finally {
        await client.end().catch(() => undefined);
      }
    } catch (error) {
      // 28P01: wrong password, waiting does not help.
      if (engine.exit || Date.now() > end || codeOf(error) === '28P01') throw error;
      await sleep(30);
    }
  }
}

/** What to try after a failed start. @returns the port for the next attempt, or undefined when nothing helps. */
async function remedy({ cluster, keys, options }: Start, failed: { port: number; error: unknown; logFile: string }): Promise<number | undefined> {
  if (codeOf(failed.error) === '28P01') {
    await resetSuperuserPassword(cluster, keys.superuserPassword);
    return failed.port;
  }
  if (lastLines(failed.logFile, /shared memory block .* still in use|lock file .* already exists/).length > 0) {
    // The helpers of a killed server take a moment to notice that it is gone.
    await sleep(1000);
    return failed.port;
  }
  // Somebody else took the port between our choice and the start.
  if (options.port === undefined && !(await isPortFree(failed.port))) return freePort();
  return undefined;
}

function startFailure(error: unknown, logFile: string): EngineError {
  const reason = lastLines(logFile, /FATAL|PANIC|ERROR/).at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? messageOf(error);
  return new EngineError(`PostgreSQL did not start: ${reason} (log: ${logFile}).`);
}

function running(engine: EngineProcess, { port, keys, logFile }: { port: number; keys: Secrets; logFile: string }): RunningPostgres {
  return {
    url: postgresUrl(port, { user: OWNER_ROLE, password: keys.ownerPassword, database: DATABASE }),
    appUrl: postgresUrl(port, { user: APP_ROLE, password: keys.appPassword, database: DATABASE }),
    port,
    pid: engine.pid,
    logFile,
    exited: engine.exited,
    stop: () => stopProcess(engine.pid, STOP_STEPS),
  };
}
