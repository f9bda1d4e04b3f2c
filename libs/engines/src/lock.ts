import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { createWhole, prepareDataDir, readText } from './data-dir.js';
import { EngineError } from './engine-error.js';
import { isRunning, startMark } from './processes.js';

export interface DataDirLock {
  release(): void;
}

interface Holder {
  pid: number;
  started: string | undefined;
}

const ATTEMPTS = 20;

/**
 * One supervisor per data folder. The lock names its holder by pid and start time, so that one left behind
 * by a crash or a power cut is recognised and replaced.
 * @throws EngineError when another live process holds it.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const file = path.join(prepareDataDir(dataDir), 'supervisor.lock');
  const own = JSON.stringify({ pid: process.pid, started: startMark(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(file, own)) return { release: () => releaseLock(file, own) };
    const found = readText(file);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && isAlive(holder)) {
      throw new EngineError(`The data folder ${path.dirname(file)} is in use by another start (process ${holder.pid}): stop that one, or choose another folder with DATA_DIR.`);
    }
    removeStale(file, found);
  }
  throw new EngineError(`The lock file ${file} cannot be taken: delete it when no other start is running.`);
}

/** Whether a live process holds the lock of the folder. */
export function isLocked(dataDir: string): boolean {
  const holder = parse(readText(path.join(dataDir, 'supervisor.lock')) ?? '');
  return holder !== undefined && isAlive(holder);
}

const isAlive = (holder: Holder): boolean => isRunning(holder.pid) && startMark(holder.pid) === holder.started;

/**
 * Two starters may judge the same lock stale: the slower one must not remove the lock the faster one has
 * made meanwhile. So it is moved aside first, looked at, and put back when it is not the one judged.
 */
function removeStale(file: string, judged: string): void {
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (readText(aside) !== judged) createWhole(file, readText(aside) ?? '');
  fs.rmSync(aside, { force: true });
}

function releaseLock(file: string, own: string): void {
  if (readText(file) === own) fs.rmSync(file, { force: true });
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return undefined;
    const started = 'started' in value && typeof value.started === 'string' ? value.started : undefined;
    return { pid: value.pid, started };
  } catch {
    return undefined;
  }
}
