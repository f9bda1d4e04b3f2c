import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshLog, lastLines, pidFile, prepareDataDir, readPid, subfolder } from './data-dir.js';
import { EngineError, messageOf } from './engine-error.js';
import { type EngineExit, type EngineProcess, launch } from './engine-process.js';
import { runnableMeilisearch } from './meilisearch-package.js';
import { choosePort, freePort, isPortFree, LOCALHOST, rememberPort } from './ports.js';
import { stopOrphan, stopProcess, type StopStep } from './processes.js';

export interface MeilisearchOptions {
  dataDir: string;
  /** Must be this port; without it the last one if it is free, else a free one. */
  port?: number | undefined;
  /** At least 16 bytes: the engine refuses less in production mode. */
  masterKey: string;
}

export interface RunningMeilisearch {
  url: string;
  masterKey: string;
  port: number;
  pid: number;
  logFile: string;
  exited: Promise<EngineExit>;
  stop(): Promise<void>;
}

const NAME = 'meilisearch';
const START_ATTEMPTS = 5;
const START_LIMIT_MS = 120_000;
const STOP_STEPS: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 15_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/** Starts the embedded Meilisearch of a data folder. Listens on 127.0.0.1 only. */
export async function startMeilisearch(options: MeilisearchOptions): Promise<RunningMeilisearch> {
  const { masterKey } = options;
  if (Buffer.byteLength(masterKey) < 16) throw new EngineError('The master key of Meilisearch must have at least 16 bytes.');
  const dataDir = prepareDataDir(options.dataDir);
  const home = subfolder(dataDir, NAME);
  const program = await runnableMeilisearch(dataDir);
  await stopOrphanedMeilisearch(dataDir);
  const wish = { dataDir, name: NAME, wanted: options.port, setting: 'MEILI_PORT' };
  let port = await choosePort(wish);
  for (let attempt = 1; ; attempt++) {
    const logFile = freshLog(dataDir, NAME);
    const engine = await launch({
      program,
      args: engineArguments(home, port),
      cwd: home,
      // In the environment, not among the arguments: those are for every user of the machine to read.
      env: { MEILI_MASTER_KEY: masterKey },
      logFile,
      pidFile: pidFile(dataDir, NAME),
    });
    const url = `http://${LOCALHOST}:${port}`;
    try {
      await ready(engine, url, masterKey);
      rememberPort(wish, port);
      return { url, masterKey, port, pid: engine.pid, logFile, exited: engine.exited, stop: () => stopProcess(engine.pid, STOP_STEPS) };
    } catch (error) {
      await stopProcess(engine.pid, STOP_STEPS);
      // Somebody else may have taken the port between our choice and the start.
      const moveOn = options.port === undefined && attempt < START_ATTEMPTS && !(await isPortFree(port));
      if (!moveOn) throw startFailure(error, logFile);
      port = await freePort();
    }
  }
}

/** Stops a Meilisearch that an earlier start left running on this data folder. @returns whether there was one. */
export const stopOrphanedMeilisearch = (dataDir: string): Promise<boolean> =>
  stopOrphan(readPid(pidFile(dataDir, NAME)), path.join(dataDir, NAME, 'data.ms'), STOP_STEPS);

const engineArguments = (home: string, port: number): string[] => [
  '--db-path', path.join(home, 'data.ms'),
  '--dump-dir', path.join(home, 'dumps'),
  '--snapshot-dir', path.join(home, 'snapshots'),
  '--http-addr', `${LOCALHOST}:${port}`,
  '--env', 'production',
  '--no-analytics',
];

/** Healthy, and ours: another engine on this port would not take our key. */
async function ready(engine: EngineProcess, url: string, masterKey: string): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; ; ) {
    if (engine.exit) throw new EngineError('it ended at once');
    try {
      const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) });
      const version = await fetch(`${url}/version`, { headers: { authorization: `Bearer ${masterKey}` }, signal: AbortSignal.timeout(2000) });
      if (health.ok && version.ok && !engine.exit) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > end) throw new EngineError('it did not become healthy in time');
    await sleep(30);
  }
}

function startFailure(error: unknown, logFile: string): EngineError {
  const reason = lastLines(logFile, /error|panic|not found|GLIBC/i).at(-1) ?? messageOf(error);
  return new EngineError(`Meilisearch did not start: ${reason.replace(/^Error:\s*/i, '')} (log: ${logFile}).`);
}
