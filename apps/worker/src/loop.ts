import { WakeUp } from './wake-up.js';

export interface LoopOptions {
  name: string;
  /** One round. @returns how long to wait before the next, in milliseconds. */
  round(): Promise<number>;
  onError(error: unknown): void;
  /** The pause after the first failure; it doubles up to `longestPauseMs`. */
  firstPauseMs?: number;
  longestPauseMs?: number;
}

/** Work that is done again and again until it is stopped; a failed round is reported and tried again. */
export class Loop {
  readonly bell = new WakeUp();
  private stopping = false;
  private running: Promise<void> | null = null;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** The round in hand is finished first. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    const { round, onError, firstPauseMs = 200, longestPauseMs = 5000 } = this.options;
    for (let failures = 0; !this.stopping; ) {
      let pause: number;
      try {
        pause = await round();
        failures = 0;
      } catch (error) {
        onError(error);
        pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures++);
      }
      if (pause > 0 && !this.stopping) await this.bell.wait(pause);
    }
  }
}
