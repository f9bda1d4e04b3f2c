import { setTimeout as sleep } from 'node:timers/promises';

const STEP_LIMIT_MS = 45_000;

/** What was started or made, undone in the opposite order, once. */
export class Cleanup {
  private readonly steps: (() => Promise<unknown> | void)[] = [];
  private done: Promise<void> | undefined;

  add(step: () => Promise<unknown> | void): void {
    this.steps.push(step);
  }

  run(): Promise<void> {
    return (this.done ??= this.undo());
  }

  private async undo(): Promise<void> {
    // New steps may come from a start that was under way when the end was asked for.
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      const limit = new AbortController();
      await Promise.race([
        Promise.resolve(step()).catch((error: unknown) => console.error(error)),
        sleep(STEP_LIMIT_MS, undefined, { signal: limit.signal, ref: false }).catch(() => undefined),
      ]).finally(() => limit.abort());
    }
  }
}
