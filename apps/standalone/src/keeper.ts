import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '#libs/engines';
import { describeExit, type Running } from './program.js';
import type { Terminal } from './terminal.js';

export interface Kept<R extends Running = Running> {
  /** As it is called in messages: "The worker". */
  title: string;
  logFile: string;
  start(): Promise<R>;
  /** The likely reason of its end, if it left one. */
  lastWords?(running: R): string | undefined;
  /** What ends it at once. PostgreSQL is spared SIGKILL, which would leave its helpers behind. */
  forceSignal?: NodeJS.Signals;
  /** The pause before the first new start; it doubles with every failure. */
  firstDelayMs?: number;
}

/** A part that lived this long was well: the count of failures in a row begins anew. */
const HEALTHY_MS = 20_000;
const FAILURES_IN_A_ROW = 8;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/** Keeps one part running: starts it again when it ends, slower each time, and gives up in the end. */
export class Keeper<R extends Running = Running> {
  private current: R | undefined;
  private readonly ending = new AbortController();
  private watching: Promise<void> | undefined;
  private killed = false;
  private lived = 0;

  constructor(
    private readonly kept: Kept<R>,
    private readonly terminal: Terminal,
    private readonly giveUp: (message: string) => void,
  ) {}

  /** @throws when the very first start fails: that is for a person to see, not to try again. */
  async start(): Promise<R> {
    const first = (this.current = await this.kept.start());
    this.watching = this.watch(first);
    return first;
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.current?.stop();
    await this.watching;
    // A start that was under way when we were told to stop.
    await this.current?.stop();
  }

  force(): void {
    this.ending.abort();
    try {
      if (this.current) process.kill(this.current.pid, this.kept.forceSignal ?? 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }

  private async watch(first: R): Promise<void> {
    const { title, logFile } = this.kept;
    let running: R | undefined = first;
    for (let failures = 0; ; ) {
      const ended: string = running ? await this.endOf(running) : 'it did not start';
      if (this.ending.signal.aborted) return;
      failures = this.killed || this.lived > HEALTHY_MS ? 1 : failures + 1;
      if (failures >= FAILURES_IN_A_ROW) {
        return this.giveUp(`${title} failed ${failures} times in a row (${ended}); see ${logFile}.`);
      }
      this.terminal.problem(`${title} ended (${ended}) and is started again; see ${logFile}.`);
      running = await this.startAgain(failures);
      if (this.ending.signal.aborted) return;
    }
  }

  private async endOf(running: R): Promise<string> {
    const since = Date.now();
    const exit = await running.exited;
    this.lived = Date.now() - since;
    // From outside (a person, the system short of memory): says nothing about the program.
    this.killed = exit.signal === 'SIGKILL';
    const words = this.kept.lastWords?.(running);
    return words ? `${describeExit(exit)}: ${words}` : describeExit(exit);
  }

  private delay(failures: number): number {
    return Math.min(LONGEST_DELAY_MS, (this.kept.firstDelayMs ?? FIRST_DELAY_MS) * 2 ** (failures - 1));
  }

  private async startAgain(failures: number): Promise<R | undefined> {
    try {
      await sleep(this.delay(failures), undefined, { signal: this.ending.signal });
      return (this.current = await this.kept.start());
    } catch (error) {
      if (!this.ending.signal.aborted) this.terminal.problem(messageOf(error));
      this.killed = false;
      this.lived = 0;
      return undefined;
    }
  }
}
