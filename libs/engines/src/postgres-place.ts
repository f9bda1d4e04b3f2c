import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { readText, writeWhole } from './data-dir.js';
import { EngineError } from './engine-error.js';
import type { OsUser } from './engine-process.js';
import { osUser, reaches, runsAsRoot, unprivilegedUser } from './os-users.js';

/** Where the database lies and who runs it. */
export interface PostgresPlace {
  /** A folder of the user who runs PostgreSQL; the cluster is in `data` below it. */
  home: string;
  /** Set when it is another user than ours: we are root, and PostgreSQL refuses root. */
  user: OsUser | undefined;
}

/** Bases for a database that cannot lie in the data folder; all of them survive a restart of the machine. */
const BASES = ['/var/lib', '/opt', '/var/tmp'];
const FOLDER = 'microcredential-register';

export const clusterOf = (home: string): string => path.join(home, 'data');

/**
 * As an ordinary user the database lies in the data folder. As root it lies there too if an unprivileged
 * user can get there; if not (a home folder of mode 700) it lies under /var/lib, and `postgres-place` in
 * the data folder remembers where.
 */
export function postgresPlace(dataDir: string): PostgresPlace {
  const inside = path.join(dataDir, 'postgres');
  if (!runsAsRoot()) {
    fs.mkdirSync(inside, { recursive: true, mode: 0o700 });
    return { home: inside, user: undefined };
  }
  const remembered = readText(placeFile(dataDir));
  if (remembered !== undefined) return rememberedPlace(dataDir, remembered);
  if (fs.existsSync(clusterOf(inside))) return existingPlace(dataDir, inside);
  const user = unprivilegedUser();
  if (letThrough(dataDir, user)) return { home: ownFolder(inside, user), user };
  return newPlace(dataDir, user);
}

const placeFile = (dataDir: string): string => path.join(dataDir, 'postgres-place');

/** Where the database of a data folder lies, if it has one; asks and changes nothing. */
export const homeOf = (dataDir: string): string => readText(placeFile(dataDir)) ?? path.join(dataDir, 'postgres');

/** Lets others pass through the data folder (not list it). @returns whether the user now gets there. */
function letThrough(dataDir: string, user: OsUser): boolean {
  const { mode } = fs.statSync(dataDir);
  fs.chmodSync(dataDir, mode | 0o011);
  if (reaches(user, dataDir)) return true;
  fs.chmodSync(dataDir, mode);
  return false;
}

function existingPlace(dataDir: string, home: string): PostgresPlace {
  const { uid } = fs.statSync(clusterOf(home));
  const user = uid === 0 ? undefined : osUser(String(uid));
  if (!user) throw new EngineError(`The database in ${home} belongs to user ${uid}, who cannot run PostgreSQL on this machine.`);
  letThrough(dataDir, user);
  if (!reaches(user, home)) throw new EngineError(`The database in ${home} cannot be reached by its user ${user.name}: open the folders above it.`);
  return { home, user };
}

function rememberedPlace(dataDir: string, home: string): PostgresPlace {
  if (!fs.existsSync(home)) {
    throw new EngineError(`The database of this data folder lay in ${home}, which is gone: restore it, or remove ${placeFile(dataDir)} to begin with an empty one.`);
  }
  const backReference = path.join(home, 'data-dir');
  const owner = readText(backReference);
  if (owner !== undefined && owner !== dataDir && readText(placeFile(owner)) === home) {
    throw new EngineError(`The data folder ${dataDir} is a copy of ${owner}, whose database lies in ${home}: remove ${placeFile(dataDir)} to begin with an empty one.`);
  }
  if (owner !== dataDir) writeWhole(backReference, `${dataDir}\n`);
  const user = osUser(String(fs.statSync(home).uid));
  if (!user) throw new EngineError(`The owner of ${home} cannot run PostgreSQL on this machine.`);
  return { home, user };
}

/** The random part lets a data folder that was deleted and made anew begin empty, as its owner expects. */
function newPlace(dataDir: string, user: OsUser): PostgresPlace {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  for (const base of BASES) {
    const shared = sharedFolder(path.join(base, FOLDER), user);
    if (!shared) continue;
    const home = ownFolder(path.join(shared, `${hash}-${randomBytes(4).toString('hex')}`), user);
    writeWhole(path.join(home, 'data-dir'), `${dataDir}\n`);
    writeWhole(placeFile(dataDir), `${home}\n`);
    return { home, user };
  }
  throw new EngineError(`User ${user.name} finds no folder for the database: choose a data folder outside closed home folders with DATA_DIR.`);
}

/** Removes a data folder with everything in it, also the database that lies elsewhere. Nothing of it may be running. */
export function removeDataDir(dataDir: string): void {
  const home = homeOf(dataDir);
  // Only a folder that names this data folder as its own: the note in a copied one points to somebody else's.
  if (readText(path.join(home, 'data-dir')) === dataDir) fs.rmSync(home, { recursive: true, force: true });
  fs.rmSync(dataDir, { recursive: true, force: true });
}

function sharedFolder(folder: string, user: OsUser): string | undefined {
  try {
    fs.mkdirSync(folder, { recursive: true });
    const { uid } = fs.lstatSync(folder);
    // In a folder open to all, somebody else may have made it before us.
    if (uid !== 0 || !fs.lstatSync(folder).isDirectory()) return undefined;
    fs.chmodSync(folder, 0o711);
    return reaches(user, folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function ownFolder(folder: string, user: OsUser): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chownSync(folder, user.uid, user.gid);
  return folder;
}
