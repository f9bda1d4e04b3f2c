import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BUFFER = 1 << 20;

/** A file that is written from front to back: small pieces gathered into large writes, hashed on the way. */
export class HashedFile {
  private readonly hash = createHash('sha256');
  private pending: Buffer[] = [];
  private waiting = 0;
  /** Bytes so far. */
  length = 0;
  /** Hex, after closing. */
  sha256 = '';

  constructor(private readonly handle: FileHandle) {}

  async write(chunk: Buffer): Promise<void> {
    this.pending.push(chunk);
    this.waiting += chunk.length;
    this.length += chunk.length;
    if (this.waiting >= BUFFER) await this.flush();
  }

  private async flush(): Promise<void> {
    // Not writev: it takes 1,024 pieces at most and leaves the rest unwritten.
    const all = this.pending.length === 1 ? (this.pending[0] as Buffer) : Buffer.concat(this.pending, this.waiting);
    this.pending = [];
    this.waiting = 0;
    const writing = this.handle.writeFile(all);
    this.hash.update(all);
    await writing;
  }

  /** On the disk when this returns. */
  async close(): Promise<void> {
    try {
      if (this.pending.length) await this.flush();
      await this.handle.sync();
      this.sha256 = this.hash.digest('hex');
    } finally {
      await this.handle.close();
    }
  }
}
