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
    // Neither writev, which leaves all but 1,024 pieces unwritten, nor writeFile, which cuts into half megabytes.
    const all = this.pending.length === 1 ? (this.pending[0] as Buffer) : Buffer.concat(this.pending, this.waiting);
    this.pending = [];
    this.waiting = 0;
    const writing = this.writeAll(all);
    this.hash.update(all);
    await writing;
  }

  private async writeAll(all: Buffer): Promise<void> {
    for (let done = 0; done < all.length; ) done += (await this.handle.write(all, done)).bytesWritten;
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
