import { execFile, type ExecFileOptions } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { readText } from './data-dir.js';
import { EngineError, messageOf } from './engine-error.js';
import { plainEnvironment } from './engine-process.js';
import type { PostgresBinaries } from './postgres-package.js';
import { clusterOf, type PostgresPlace } from './postgres-place.js';
import { SUPERUSER } from './postgres-roles.js';

const run = promisify(execFile);

/**
 * Sorting is by code point everywhere (`builtin`), the same on every machine. The character classes come from
 * the system and matter to pg_trgm: with plain `C` it drops every letter outside ASCII. First that exists wins.
 */
const CHARACTER_CLASSES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

export interface Cluster {
  place: PostgresPlace;
  binaries: PostgresBinaries;
}

const runOptions = ({ place }: Cluster): ExecFileOptions => ({
  cwd: place.home,
  env: plainEnvironment(),
  ...(place.user ? { uid: place.user.uid, gid: place.user.gid } : {}),
});

/** Makes the cluster if there is none. It is made beside and renamed, so a cluster is whole or not there. */
export async function ensureCluster(cluster: Cluster, superuserPassword: string): Promise<void> {
  const { home } = cluster.place;
  const major = readText(path.join(clusterOf(home), 'PG_VERSION'));
  const ours = cluster.binaries.version.split('.')[0];
  if (major !== undefined && major !== ours) {
    throw new EngineError(`The database in ${home} was made by PostgreSQL ${major}, this is ${ours}: move it over with pg_dump or choose another DATA_DIR.`);
  }
  if (major !== undefined) return;
  const fresh = path.join(home, 'data.new');
  const passwordFile = path.join(home, 'superuser-password');
  try {
    await initialise(cluster, { fresh, passwordFile, superuserPassword });
    fs.rmSync(clusterOf(home), { recursive: true, force: true });
    fs.renameSync(fresh, clusterOf(home));
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

async function initialise(cluster: Cluster, files: { fresh: string; passwordFile: string; superuserPassword: string }): Promise<void> {
  const { place, binaries } = cluster;
  fs.rmSync(files.passwordFile, { force: true });
  fs.writeFileSync(files.passwordFile, `${files.superuserPassword}\n`, { mode: 0o600, flag: 'wx' });
  if (place.user) fs.chownSync(files.passwordFile, place.user.uid, place.user.gid);
  let failure: unknown;
  for (const characters of CHARACTER_CLASSES) {
    fs.rmSync(files.fresh, { recursive: true, force: true });
    const args = [
      '--pgdata', files.fresh, '--username', SUPERUSER, '--pwfile', files.passwordFile, '--auth', 'scram-sha-256',
      '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8',
      '--lc-ctype', characters, '--no-instructions',
    ];
    try {
      await run(path.join(binaries.native, 'bin', 'initdb'), args, runOptions(cluster));
      return;
    } catch (error) {
      failure = error;
      if (!/invalid locale name|locale name/.test(messageOf(error))) break;
    }
  }
  throw new EngineError(`PostgreSQL could not make its database: ${initdbReason(failure)}`);
}

function initdbReason(error: unknown): string {
  const lines = messageOf(error).split('\n').filter((line) => /error|fatal|ENOENT|EACCES/i.test(line));
  const line = (lines.at(-1) ?? messageOf(error)).replace(/^initdb: (error: )?/, '').trim();
  return /ENOENT|EACCES/.test(line) ? `its program cannot be run on this machine (${line}); use docker-compose instead.` : `${line}.`;
}

/** Sets the superuser's password in single-user mode: the way back in when the secrets were lost. */
export async function resetSuperuserPassword(cluster: Cluster, password: string): Promise<void> {
  const started = run(path.join(cluster.binaries.native, 'bin', 'postgres'), ['--single', '-D', clusterOf(cluster.place.home), 'postgres'], runOptions(cluster));
  started.child.stdin?.end(`ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n`);
  await started;
}
