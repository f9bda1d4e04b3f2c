import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { codeOf, EngineError } from './engine-error.js';

/** Makes the folder (and its parents) if need be, closed to other people, and makes sure that we may write into it. */
export function prepareDataDir(dataDir: string): string {
  const folder = path.resolve(dataDir);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = path.join(folder, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw new EngineError(`The data folder ${folder} cannot be written: ${reason(error)}. Choose another with DATA_DIR.`);
  }
  closeToOthers(folder);
  return folder;
}

function closeToOthers(folder: string): void {
  try {
    // Search permission may have been added for the database's user (see postgres-place), it is not taken away.
    fs.chmodSync(folder, (fs.statSync(folder).mode & 0o011) | 0o700);
  } catch {
    // A folder of somebody else that we may write into: its mode is theirs to choose.
  }
}

function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its way';
    case 'EACCES':
    case 'EPERM':
      return 'it belongs to another user or is closed to you';
    case 'EROFS':
      return 'it is on a read-only file system';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return codeOf(error) ?? 'the system refused';
  }
}

export function subfolder(dataDir: string, name: string): string {
  const folder = path.join(dataDir, name);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file as a whole: a reader sees the old or the new content, also after a crash. */
export function writeWhole(file: string, content: string): void {
  const fresh = temporaryName(file);
  fs.writeFileSync(fresh, content, { mode: 0o600, flush: true });
  fs.renameSync(fresh, file);
}

/** Creates the file with its content in one step. @returns false when it exists already; it is left alone. */
export function createWhole(file: string, content: string): boolean {
  const fresh = temporaryName(file);
  fs.writeFileSync(fresh, content, { mode: 0o600, flush: true });
  try {
    // A link, unlike a rename, does not replace what is there.
    fs.linkSync(fresh, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(fresh, { force: true });
  }
}

const temporaryName = (file: string): string => `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;

/** Where an engine or a program writes down its process id. */
export const pidFile = (dataDir: string, name: string): string => path.join(subfolder(dataDir, 'run'), `${name}.pid`);

export function readPid(file: string): number | undefined {
  const pid = Number(readText(file)?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** The log file of that name, made new; the log of the start before stays as `NAME.log.1`. */
export function freshLog(dataDir: string, name: string): string {
  const file = path.join(subfolder(dataDir, 'logs'), `${name}.log`);
  if (fs.existsSync(file)) fs.renameSync(file, `${file}.1`);
  fs.writeFileSync(file, '', { mode: 0o600 });
  return file;
}

/** The last `count` lines of a text file that match, oldest first. */
export function lastLines(file: string, pattern: RegExp, count = 1): string[] {
  const lines = (readText(file) ?? '').split('\n').filter((line) => pattern.test(line));
  return lines.slice(-count);
}
