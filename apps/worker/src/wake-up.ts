/** A bell that is not missed: rung while nobody waits, the next wait ends at once. One waits at a time. */
export class WakeUp {
  private rung = false;
  private waiting: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.waiting?.();
  }

  /** Returns when the bell rings, or the other thing ends, at the latest after the given time. */
  async wait(milliseconds: number, other?: Promise<unknown>): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.waiting = () => {
          clearTimeout(timer);
          resolve();
        };
        void other?.finally(this.waiting).catch(() => undefined);
      });
    }
    this.waiting = null;
    this.rung = false;
  }
}
