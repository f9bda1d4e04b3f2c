import { spawnSync } from 'node:child_process';
import type { OsUser } from './engine-process.js';
import { EngineError } from './engine-error.js';

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

function id(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('id', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The user of that name or number, if the system knows one (PostgreSQL refuses a number without a name). */
export function osUser(nameOrUid: string): OsUser | undefined {
  const [name, uid, gid] = [id('-un', nameOrUid), Number(id('-u', nameOrUid)), Number(id('-g', nameOrUid))];
  return name && uid > 0 && gid > 0 ? { name, uid, gid } : undefined;
}

/** PostgreSQL refuses to run as root: the user made for it, or else the one with the fewest rights. */
export function unprivilegedUser(): OsUser {
  const user = osUser('postgres') ?? osUser('nobody');
  if (!user) throw new EngineError('PostgreSQL does not run as root: create a system user named postgres, or start as an ordinary user.');
  return user;
}

/** Whether the user gets through all folders to the path and may run it (a program) or enter it (a folder). */
export const reaches = (user: OsUser, file: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', file], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
