import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, EngineError } from './engine-error.js';

const onLinux = process.platform === 'linux';

function ps(pid: number, column: string): string | undefined {
  try {
    const args = ['-ww', '-o', `${column}=`, '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function fromProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** The fields of /proc/PID/stat after the name, which may itself hold blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  const stat = fromProc(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/**
 * Whether the process runs. A zombie does not: where nobody collects orphans (many containers), a killed
 * process would otherwise seem to live for ever.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const fields = onLinux ? statFields(pid) : undefined;
  const state = onLinux ? fields?.[0] : ps(pid, 'state');
  if (state === undefined || state.startsWith('X')) return false;
  // The first thread may be a zombie while others still hold files and ports (field 20: number of threads).
  return !state.startsWith('Z') || Number(fields?.[17] ?? 0) > 1;
}

/** When the process began, in a form that only compares with itself; tells a pid from a later one of the same number. */
export function startMark(pid: number): string | undefined {
  if (!onLinux) return ps(pid, 'lstart');
  const ticks = statFields(pid)?.[19];
  return ticks && `${bootId()}/${ticks}`;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** The command line with its arguments parted by blanks; undefined when there is no such process. */
export const commandLine = (pid: number): string | undefined =>
  onLinux ? fromProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() || undefined : ps(pid, 'command');

export interface StopStep {
  signal: NodeJS.Signals;
  /** How long to wait for the end before the next step. */
  waitMs: number;
}

/** Sends the signals in turn until the process is gone. */
export async function stopProcess(pid: number, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (!isRunning(pid)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (codeOf(error) === 'EPERM') {
        throw new EngineError(`The earlier process ${pid} belongs to another user: stop it, then start again.`);
      }
      return;
    }
    for (const end = Date.now() + waitMs; Date.now() < end; ) {
      if (!isRunning(pid)) return;
      await sleep(25);
    }
  }
  if (isRunning(pid)) throw new EngineError(`The process ${pid} cannot be stopped: stop it by hand, then start again.`);
}

/**
 * Stops what an earlier supervisor left behind. The recorded pid alone proves nothing, the system reuses
 * numbers: only a process whose command line holds `proof` (a path of ours) is touched.
 * @returns whether such a process was found.
 */
export async function stopOrphan(pid: number | undefined, proof: string, steps: readonly StopStep[]): Promise<boolean> {
  if (pid === undefined || !isRunning(pid) || !commandLine(pid)?.includes(proof)) return false;
  await stopProcess(pid, steps);
  return true;
}
