import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning, pidFile, readPid, removeDataDir, runningEngines, secrets, stopOrphanedMeilisearch, stopOrphanedPostgres } from '#libs/engines';
import { stopOrphanedPrograms } from '../src/program.js';
import { ROOT, until } from './built-register.js';

/** The day on which the register's clock stands in these tests. */
export const NOW = '2024-09-01T09:00:00Z';

export type Part = 'api' | 'worker' | 'issuer' | 'postgres' | 'meilisearch';
export const PARTS: readonly Part[] = ['api', 'worker', 'issuer', 'postgres', 'meilisearch'];
const PROGRAMS = ['api', 'worker', 'issuer', 'migrate', 'seed', 'demo-people'];
const PREFIX = 'whole-register-';
/** Longer than any run takes. */
const LEFTOVER_AGE_MS = 6 * 3_600_000;
const SOURCES = ['apps', 'libs', 'migrations', 'seed'];
const START_LIMIT_MS = 180_000;

export interface Ended {
  code: number | null;
  output: string;
}

interface Spawned {
  child: ChildProcess;
  ended: Promise<Ended>;
  output(): string;
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * The register as it is used on one machine: the programs are built from the present source into a folder of their own,
 * started by their own supervisor, on real engines and empty data.
 */
export class WholeRegister {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), PREFIX)));
  readonly dataDir = path.join(this.folder, '.data');
  readonly env: NodeJS.ProcessEnv;
  url = '';
  private supervisor: Spawned | undefined;

  /** @param how built here and run at once, or a copy of the source that `npm start` is to build itself. */
  constructor(env: NodeJS.ProcessEnv = {}, private readonly how: 'built' | 'source' = 'built') {
    const { PATH, HOME } = process.env;
    this.env = {
      PATH, HOME,
      // Makes the supervisor stop when this process dies: a killed test run leaves nothing running.
      npm_lifecycle_event: 'test',
      PORT: '0', DATA_DIR: this.dataDir, RATE_LIMIT_PER_MINUTE: '0', FEED_INTERVAL_SECONDS: '0.2', ...env,
    };
    if (how === 'built') this.build();
    else for (const name of [...SOURCES, 'bench', '.swcrc', 'package.json']) cpSync(path.join(ROOT, name), path.join(this.folder, name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  get adminKey(): string {
    return secrets(this.dataDir).adminApiKey;
  }

  get output(): string {
    return this.supervisor?.output() ?? '';
  }

  /** Starts everything and returns when the supervisor says that it is ready. */
  async start(): Promise<void> {
    await removeLeftovers();
    const started = (this.supervisor = this.how === 'built' ? this.program('standalone', []) : this.spawn('npm', ['start']));
    await Promise.race([
      until(() => started.output().includes('Ctrl-C stops everything'), 'the start', START_LIMIT_MS),
      started.ended.then(({ output }) => Promise.reject(new Error(`The start failed:\n${output}`))),
    ]);
    this.url = /GraphQL\s+(\S+)\/graphql/.exec(started.output())?.[1] ?? '';
  }

  /** As Ctrl-C does. @returns how the supervisor ended. */
  stop(): Promise<Ended> {
    this.supervisor?.child.kill('SIGTERM');
    return this.supervisor?.ended ?? Promise.resolve({ code: null, output: '' });
  }

  async killSupervisor(): Promise<void> {
    this.supervisor?.child.kill('SIGKILL');
    await this.supervisor?.ended;
  }

  pid(part: Part): number {
    return readPid(pidFile(this.dataDir, part)) ?? 0;
  }

  /** Kills the part without a word and returns when its next process has begun (not: when it is ready). */
  async kill(part: Part): Promise<void> {
    await until(() => isRunning(this.pid(part)), `${part} to run`, START_LIMIT_MS);
    const killed = this.pid(part);
    process.kill(killed, 'SIGKILL');
    await until(() => this.pid(part) !== killed && isRunning(this.pid(part)), `the supervisor to start ${part} again`, START_LIMIT_MS);
  }

  /** `npm run register -- <words>` beside the running register. */
  command(...words: string[]): Promise<Ended> {
    return this.program('cli', words).ended;
  }

  /**
   * @param as a credential, or true for the admin key.
   * @throws when the API answers errors: what a test asks for it may have.
   */
  async graphql<T>(query: string, variables: object = {}, as: string | boolean = false): Promise<T> {
    const headers = { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as === true ? this.adminKey : as}` }) };
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as Answer<T>;
    if (errors?.length || !data) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The environment of a process beside the programs, with the addresses of the running engines. */
  environment(): NodeJS.ProcessEnv {
    const { databaseUrl, meiliUrl, meiliMasterKey } = runningEngines(this.dataDir);
    return {
      ...this.env, NODE_ENV: 'test', LOG_LEVEL: 'silent', ADMIN_API_KEY: this.adminKey,
      DATABASE_URL: databaseUrl, MEILI_URL: meiliUrl, MEILI_MASTER_KEY: meiliMasterKey,
    };
  }

  /** Ends whatever still runs, in whatever state, and removes every file. */
  async remove(): Promise<void> {
    try {
      const limit = setTimeout(() => this.supervisor?.child.kill('SIGKILL'), 60_000);
      await this.stop();
      clearTimeout(limit);
    } finally {
      await removeRegister(this.folder);
    }
  }

  private build(): void {
    const swc = createRequire(import.meta.url).resolve('@swc/cli/bin/swc.js');
    const args = [...SOURCES, '--out-dir', path.join(this.folder, 'dist'), '--ignore', '**/*.spec.ts,**/*.long.ts', '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, [swc, ...args], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The register cannot be built: ${stderr}`);
    const { type, imports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(path.join(this.folder, 'package.json'), JSON.stringify({ type, imports }));
    // Data files lie beside the source and are not built.
    symlinkSync(path.join(ROOT, 'libs'), path.join(this.folder, 'libs'));
  }

  private program(app: string, words: readonly string[]): Spawned {
    return this.spawn(process.execPath, [path.join(this.folder, 'dist/apps', app, 'src/main.js'), ...words]);
  }

  private spawn(file: string, args: readonly string[]): Spawned {
    let text = '';
    const child = spawn(file, args, { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output: text })));
    return { child, ended, output: () => text };
  }
}

async function removeRegister(folder: string): Promise<void> {
  const dataDir = path.join(folder, '.data');
  try {
    await stopOrphanedPrograms(dataDir, PROGRAMS);
    await stopOrphanedPostgres(dataDir);
    await stopOrphanedMeilisearch(dataDir);
  } finally {
    removeDataDir(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that was killed could not remove its folder; a later one does. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(realpathSync(tmpdir()), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > LEFTOVER_AGE_MS) await removeRegister(folder);
    } catch {
      // Another user's, or just being removed by another run.
    }
  }
}
