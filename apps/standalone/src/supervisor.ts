import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePort, type DataDirLock, EngineError, issuerUrl, lockDataDir, messageOf, prepareDataDir, rememberPort, requirePort, secretFile, secrets } from '#libs/engines';
import { banner } from './banner.js';
import { type EngineAddresses, startEngines } from './engines-of-start.js';
import { Keeper, type Kept } from './keeper.js';
import { issuerAnswers, issuerEnvironment, noIssuerBecause } from './issuer-of-start.js';
import { describeExit, type Running, type RunningProgram, startProgram, stopOrphanedPrograms } from './program.js';
import { apiUrl, type Settings } from './settings.js';
import type { Terminal } from './terminal.js';

const READY_LIMIT_MS = 180_000;
/** A program may repeat one problem a thousand times a second; the terminal shows one line in this time. */
const PROBLEM_PAUSE_MS = 10_000;

const TITLES = { api: 'The API', worker: 'The worker', issuer: 'The local issuer' } as const;
const SCRIPTS = { api: 'apps/api/src/main.js', worker: 'apps/worker/src/main.js', issuer: 'apps/standalone/src/issuer/main.js' } as const;
type ProgramName = keyof typeof TITLES;
/** All that a supervisor which was killed may have left running. */
const ALL_PROGRAMS = [...Object.keys(TITLES), 'migrate', 'seed', 'demo-people'];

/** Starts the parts of the register in order, keeps them running, and stops them in the opposite order. */
export class Supervisor {
  private readonly keepers: { keeper: Keeper; program: boolean }[] = [];
  private readonly ending = new AbortController();
  private command: RunningProgram | undefined;
  private exitCode = 0;

  /** @param builds folder of the built programs (`dist`). */
  constructor(private readonly settings: Settings, private readonly builds: string, private readonly terminal: Terminal) {}

  /** Runs until it is told to stop or has to give up. @returns the exit code. */
  async run(): Promise<number> {
    let lock: DataDirLock | undefined;
    // The engines do not keep Node's loop alive; waiting for the end of the last one must.
    const alive = setInterval(() => undefined, 60_000);
    try {
      prepareDataDir(this.settings.dataDir);
      lock = lockDataDir(this.settings.dataDir);
      await this.start();
      await new Promise<void>((resolve) => {
        if (this.ending.signal.aborted) resolve();
        else this.ending.signal.addEventListener('abort', () => resolve());
      });
    } catch (error) {
      if (!this.ending.signal.aborted) this.fail(messageOf(error));
    } finally {
      await this.stopParts();
      lock?.release();
      clearInterval(alive);
    }
    return this.exitCode;
  }

  stop(): void {
    this.ending.abort();
    this.command?.stop().catch(() => undefined);
  }

  /** Ends everything at once; PostgreSQL recovers from its log at the next start. */
  force(): void {
    for (const { keeper } of this.keepers) keeper.force();
  }

  private fail(message: string): void {
    this.terminal.problem(message);
    this.exitCode = 1;
    this.stop();
  }

  private async start(): Promise<void> {
    const began = performance.now();
    const { settings, terminal } = this;
    const { dataDir } = settings;
    await stopOrphanedPrograms(dataDir, ALL_PROGRAMS);
    if (settings.port) await requirePort(settings.port, 'PORT');
    const port = settings.port || (await this.portOf('api', 0));
    // Commands beside the running register read it there (`runningEngines`).
    rememberPort({ dataDir, name: 'api' }, port);
    const workerPort = await this.portOf('worker', settings.workerPort);
    terminal.say(settings.databaseUrl && settings.meiliUrl ? 'Using the configured engines.' : 'Starting the engines …');
    const engines = await startEngines(settings, (kept) => this.keep(kept));
    const noIssuer = noIssuerBecause(settings);
    const issuerPort = noIssuer ? undefined : await this.portOf('issuer', settings.issuerPort);
    const env = this.environment(engines, { port, workerPort, issuerPort });
    if (noIssuer) terminal.say(noIssuer);
    terminal.say('Bringing the database up to date …');
    await this.runCommand('migrate', ['migrate'], env);
    await this.runCommand('seed', ['seed', '--if-empty'], env);
    if (issuerPort) await this.startIssuer(issuerPort, env);
    terminal.say('Starting the API and the worker …');
    await this.keepProgram('worker', env).start();
    const api = await this.keepProgram('api', env).start();
    const url = apiUrl(settings, port);
    await this.waitUntilReady(url, api);
    const adminKeyFile = settings.adminApiKey ? undefined : secretFile(dataDir, 'adminApiKey');
    terminal.say(banner({ url, dataDir, adminKeyFile, demoPeople: issuerPort !== undefined, seconds: (performance.now() - began) / 1000 }));
  }

  private async startIssuer(port: number, env: NodeJS.ProcessEnv): Promise<void> {
    await this.keepProgram('issuer', env).start();
    await this.runCommand('demo-people', ['demo-people', '--issuer', issuerUrl(port)], env);
    if (await issuerAnswers(port, this.ending.signal)) return;
    throw new EngineError(`The local issuer does not answer; see ${this.logOf('issuer')}.`);
  }

  private async portOf(name: string, wanted: number): Promise<number> {
    const wish = { dataDir: this.settings.dataDir, name, wanted: wanted || undefined, setting: `${name.toUpperCase()}_PORT` };
    const port = await choosePort(wish);
    rememberPort(wish, port);
    return port;
  }

  private environment(engines: EngineAddresses, { port, workerPort, issuerPort }: { port: number; workerPort: number; issuerPort: number | undefined }): NodeJS.ProcessEnv {
    const { settings } = this;
    return {
      ...process.env,
      NODE_ENV: settings.nodeEnv,
      HOST: settings.host,
      PORT: String(port),
      WORKER_PORT: String(workerPort),
      DATA_DIR: settings.dataDir,
      DATABASE_URL: engines.databaseUrl,
      DATABASE_OWNER_URL: engines.databaseOwnerUrl,
      MEILI_URL: engines.meiliUrl,
      MEILI_MASTER_KEY: engines.meiliMasterKey,
      ADMIN_API_KEY: settings.adminApiKey ?? secrets(settings.dataDir).adminApiKey,
      ...(issuerPort && issuerEnvironment(issuerPort, settings.publicUrl ?? `http://localhost:${port}`)),
    };
  }

  private keep<R extends Running>(kept: Kept<R>, program = false): Keeper<R> {
    this.ending.signal.throwIfAborted();
    const keeper = new Keeper(kept, this.terminal, (message) => this.fail(message));
    this.keepers.push({ keeper: keeper as unknown as Keeper, program });
    return keeper;
  }

  private keepProgram(name: ProgramName, env: NodeJS.ProcessEnv): Keeper<RunningProgram> {
    const title = TITLES[name];
    const logFile = this.logOf(name);
    const script = [path.join(this.builds, SCRIPTS[name])];
    const onProblem = this.problemReporter(title, logFile);
    const start = () => startProgram({ name, script, env, dataDir: this.settings.dataDir, onProblem });
    return this.keep({ title, logFile, start, lastWords: ({ log }) => log.lastProblem }, true);
  }

  private problemReporter(title: string, logFile: string): (message: string) => void {
    let quietUntil = 0;
    return (message) => {
      if (Date.now() < quietUntil || this.ending.signal.aborted) return;
      quietUntil = Date.now() + PROBLEM_PAUSE_MS;
      this.terminal.problem(`${title} reports: ${message} (more in ${logFile})`);
    };
  }

  private logOf = (name: string): string => path.join(this.settings.dataDir, 'logs', `${name}.log`);

  private async runCommand(name: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    this.ending.signal.throwIfAborted();
    const script = [path.join(this.builds, 'apps/cli/src/main.js'), ...words];
    this.command = await startProgram({ name, script, env, dataDir: this.settings.dataDir, onProblem: () => undefined });
    const { exited, log } = this.command;
    const exit = await exited;
    this.command = undefined;
    this.ending.signal.throwIfAborted();
    if (exit.code !== 0) {
      throw new EngineError(`The command ${name} failed (${log.lastProblem ?? describeExit(exit)}); see ${this.logOf(name)}.`);
    }
  }

  private async waitUntilReady(url: string, api: RunningProgram): Promise<void> {
    for (const end = Date.now() + READY_LIMIT_MS; ; await sleep(100, undefined, { signal: this.ending.signal })) {
      try {
        const { status } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
        if (status === 200) return;
      } catch {
        // Not listening yet.
      }
      if (Date.now() > end) {
        const words = api.log.lastProblem ? ` (${api.log.lastProblem})` : '';
        throw new EngineError(`The API did not become ready in ${READY_LIMIT_MS / 60_000} minutes${words}; see ${this.logOf('api')}.`);
      }
    }
  }

  /** Programs first, all at once; then the engines, the last started first. */
  private async stopParts(): Promise<void> {
    const stop = ({ keeper }: { keeper: Keeper }): Promise<void> =>
      keeper.stop().catch((error: unknown) => this.terminal.problem(messageOf(error)));
    await this.command?.stop();
    await Promise.all(this.keepers.filter((part) => part.program).map(stop));
    for (const part of this.keepers.filter((one) => !one.program).reverse()) await stop(part);
  }
}
