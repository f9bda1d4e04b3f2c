import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type EngineExit, EngineError, freshLog, pidFile, readPid, stopOrphan, stopProcess, type StopStep } from '#libs/engines';
import { ProgramLog } from './program-log.js';

/** An engine or a program that was started, and how to end it. */
export interface Running {
  pid: number;
  exited: Promise<EngineExit>;
  stop(): Promise<void>;
}

export interface RunningProgram extends Running {
  log: ProgramLog;
}

export interface Program {
  name: string;
  /** Its built file and its arguments. */
  script: readonly string[];
  env: NodeJS.ProcessEnv;
  dataDir: string;
  onProblem(message: string): void;
}

const STOP_STEPS: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];
const PRELOAD = new URL('./end-with-supervisor.js', import.meta.url).href;

/** Part of the process title of every program, so that a later start knows an orphan for its own. */
const mark = (dataDir: string): string => `DATA_DIR=[${dataDir}]`;

/** Starts a built program of the register in a session of its own, its output in the log of its name. */
export async function startProgram({ name, script, env, dataDir, onProblem }: Program): Promise<RunningProgram> {
  const log = new ProgramLog(freshLog(dataDir, name), onProblem);
  // The title replaces the whole command line in process lists, so it names the file that runs as well.
  const title = `--title=register-${name} ${script[0]} ${mark(dataDir)}`;
  const child = spawn(process.execPath, [title, '--enable-source-maps', '--import', PRELOAD, ...script], {
    env,
    // Ctrl-C in the terminal goes to the supervisor alone; it ends the programs in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<EngineExit>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  if (child.pid === undefined) {
    const why = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new EngineError(`The program ${name} cannot be started: ${why.message}.`);
  }
  child.on('error', () => undefined);
  const { pid, stdout, stderr } = child;
  writeFileSync(pidFile(dataDir, name), `${pid}\n`, { mode: 0o600 });
  if (stdout) log.take(stdout);
  if (stderr) log.take(stderr);
  void exited.then(() => log.close());
  return { pid, log, exited, stop: () => stopProcess(pid, STOP_STEPS) };
}

/** Stops programs that an earlier supervisor left running. */
export async function stopOrphanedPrograms(dataDir: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => stopOrphan(readPid(pidFile(dataDir, name)), mark(dataDir), STOP_STEPS)));
}

export const describeExit = ({ code, signal }: EngineExit): string => (signal ? `signal ${signal}` : `exit code ${code}`);
