import { spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { EngineError } from './engine-error.js';

export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface EngineProcess {
  pid: number;
  exited: Promise<EngineExit>;
  /** Set once the process has ended. */
  exit: EngineExit | undefined;
}

export interface EngineCommand {
  program: string;
  args: string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  logFile: string;
  pidFile: string;
  user?: OsUser | undefined;
}

/** Engines see nothing of our environment: a stray PGDATA or MEILI_* variable would change what they do. */
export const plainEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TMPDIR: process.env.TMPDIR,
  LC_ALL: 'C',
  TZ: 'UTC',
});

/**
 * Starts an engine in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone and
 * the engines end last. Its output goes straight into the log file, not through us: it outlives us unharmed.
 */
export async function launch(command: EngineCommand): Promise<EngineProcess> {
  const log = openSync(command.logFile, 'a', 0o600);
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: { ...plainEnvironment(), ...command.env },
    detached: true,
    stdio: ['ignore', log, log],
    ...(command.user ? { uid: command.user.uid, gid: command.user.gid } : {}),
  });
  closeSync(log);
  const exited = new Promise<EngineExit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  if (child.pid === undefined) {
    const why = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new EngineError(`${command.program} cannot be run on this machine (${why.message}): use docker-compose instead.`);
  }
  child.on('error', () => undefined);
  writeFileSync(command.pidFile, `${child.pid}\n`, { mode: 0o600 });
  child.unref();
  const engine: EngineProcess = { pid: child.pid, exited, exit: undefined };
  void exited.then((exit) => (engine.exit = exit));
  return engine;
}
