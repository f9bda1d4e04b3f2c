import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 5;
const LIMIT_MS = 60_000;

export interface Published {
  id: string;
  word: string;
  began: number;
}

/** Looks again and again whether what was published is found, and notes how long each took. */
export class Watch {
  readonly times: number[] = [];

  constructor(private readonly find: (word: string) => Promise<string[]>) {}

  /** Returns when everything that the phase published has been found. */
  async phase(publish: (begin: (work: Promise<Published>) => void) => Promise<void>): Promise<void> {
    const waiting = new Map<string, Published>();
    const underWay: Promise<unknown>[] = [];
    let failure: unknown;
    let done = false;
    const failed = (error: unknown): void => void (failure ??= error);
    const begin = (work: Promise<Published>): void => void underWay.push(work.then((one) => waiting.set(one.id, one)).catch(failed));
    void publish(begin)
      .then(() => Promise.all(underWay))
      .catch(failed)
      .then(() => (done = true));
    while (!done || waiting.size) {
      if (failure) throw failure;
      await this.look(waiting);
      await sleep(PAUSE_MS);
    }
    if (failure) throw failure;
  }

  private async look(waiting: Map<string, Published>): Promise<void> {
    for (const word of new Set([...waiting.values()].map((one) => one.word))) {
      const found = await this.find(word);
      const now = performance.now();
      for (const id of found) {
        const one = waiting.get(id);
        if (!one) continue;
        waiting.delete(id);
        this.times.push(now - one.began);
      }
    }
    const oldest = Math.min(...[...waiting.values()].map((one) => one.began));
    if (performance.now() - oldest > LIMIT_MS) throw new Error(`Published ${LIMIT_MS / 1000} s ago and still not found`);
  }
}
