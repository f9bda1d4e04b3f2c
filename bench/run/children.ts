import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Answer, Call } from './child-protocol.js';

const DIST = fileURLToPath(new URL('../../', import.meta.url));
const PRELOAD = new URL('./end-with-parent.js', import.meta.url).href;
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;

export interface ChildWish {
  name: string;
  /** Built file below `dist`. */
  script: string;
  env: Record<string, string>;
  logFolder: string;
}

/** A process of its own for one side of a comparison, so that the load generator is the same burden for all sides. */
export class Child {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private calls = 0;
  readonly exited: Promise<void>;

  private constructor(readonly name: string, private readonly process: ChildProcess, private readonly logFile: string) {
    this.exited = new Promise((resolve) => process.once('exit', () => resolve()));
    process.on('message', (answer: Answer) => {
      const waiting = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(new Error(`${name}: ${answer.error}`));
      else waiting?.resolve(answer.value);
    });
    process.on('error', () => undefined);
    void this.exited.then(() => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${name} ended: ${this.lastWords()}`));
      this.waiting.clear();
    });
  }

  static start({ name, script, env, logFolder }: ChildWish, preload = false): Child {
    const logFile = path.join(logFolder, `${name}.log`);
    const log = openSync(logFile, 'a', 0o600);
    const file = path.join(DIST, script);
    const child = spawn(process.execPath, [...(preload ? ['--import', PRELOAD] : []), file], {
      // Nothing of our own environment but what a process needs to live: both sides of a comparison run alike.
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '', NODE_ENV: 'production', ...env },
      cwd: path.dirname(DIST.replace(/\/$/, '')),
      // Ctrl-C reaches the bench alone, which then ends its children in order.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return new Child(name, child, logFile);
  }

  /** Starts a child that serves calls (`child-protocol`). */
  static async serving(wish: ChildWish): Promise<Child> {
    const child = Child.start(wish);
    await child.answer(0);
    return child;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async call<T>(name: string, input: unknown = null): Promise<T> {
    const id = ++this.calls;
    const answer = this.answer(id);
    this.process.send({ id, name, input } satisfies Call);
    return (await answer) as T;
  }

  /** Waits until the program says over HTTP that it is ready. */
  async ready(url: string): Promise<void> {
    for (const end = Date.now() + READY_LIMIT_MS; ; await sleep(50)) {
      if (this.hasEnded()) throw new Error(`${this.name} ended before it was ready: ${this.lastWords()}`);
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
      if (answer?.ok) return;
      if (Date.now() > end) throw new Error(`${this.name} does not become ready (${url}): ${this.lastWords()}`);
    }
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    this.process.kill('SIGTERM');
    const limit = new AbortController();
    await Promise.race([this.exited, sleep(STOP_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
    if (!this.hasEnded()) this.process.kill('SIGKILL');
    await this.exited;
  }

  private hasEnded(): boolean {
    return this.process.pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private answer(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private lastWords(): string {
    return readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-8).join('\n') || 'no output';
  }
}
