import type { OutboxEntry } from '#libs/database';

/**
 * Batches that were handed to the engine and are not settled yet. They end in the order in which they began, as the
 * engine works, so only the oldest is ever asked about.
 */
export class InHand {
  private readonly keys = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();
  private failure: unknown;
  private failed = false;
  private ends: Promise<unknown>[] = [];

  get size(): number {
    return this.ends.length;
  }

  get oldest(): Promise<unknown> {
    return this.ends[0] ?? Promise.resolve();
  }

  /** Of the entries those that are not being worked off; a newer generation of one that is counts as another. */
  others(entries: readonly OutboxEntry[]): OutboxEntry[] {
    return entries.filter((entry) => !this.keys.has(keyOf(entry)));
  }

  add(entries: readonly OutboxEntry[], finish: () => Promise<void>): void {
    for (const entry of entries) this.keys.add(keyOf(entry));
    const end = this.last.then(finish).catch((error: unknown) => {
      this.failure = error;
      this.failed = true;
    }).finally(() => {
      for (const entry of entries) this.keys.delete(keyOf(entry));
      this.ends = this.ends.filter((other) => other !== end);
    });
    this.ends.push(end);
    this.last = end;
  }

  /** @throws what a batch failed with. */
  throwFailure(): void {
    if (this.failed) throw this.failure;
  }

  /** Returns when nothing is in hand any more, failed or not. */
  async end(): Promise<void> {
    await this.last;
  }
}

const keyOf = ({ kind, id, generation }: OutboxEntry): string => `${kind} ${id} ${generation}`;
