/** Reproducible chance: the same seed gives the same catalogue on every machine. */
export class Random {
  constructor(private state: number) {}

  /** 0 ≤ x < 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** The first values far more often than the last, as words and providers are distributed in the world. */
  pickSkewed<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() ** 2.5 * values.length)] as T;
  }

  some<T>(values: readonly T[], count: number): T[] {
    const found = new Set<T>();
    for (let tries = 0; found.size < Math.min(count, values.length) && tries < 10 * count; tries++) found.add(this.pick(values));
    return [...found];
  }
}
