import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonScanner } from './json-scanner.js';
import { LIMITS } from './limits.js';
import type { Prepared } from './prepared.js';

/**
 * The prepared records on disk: the whole file is read, checked and mapped before the first of them is written to the
 * database, and none of that is kept in memory or done twice.
 */
export class Spool {
  private waiting: string[] = [];
  private size = 0;

  private constructor(readonly path: string, private readonly file: FileHandle) {}

  static async open(folder: string): Promise<Spool> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `.prepared-${randomUUID()}`);
    return new Spool(path, await open(path, 'wx', 0o600));
  }

  async add(record: Prepared): Promise<void> {
    const line = JSON.stringify(record);
    this.waiting.push(line);
    this.size += line.length;
    if (this.size > 1 << 20) await this.flush();
  }

  /** All records in their order, in groups of at most so many and not much more than a few megabytes. */
  async *batches(size: number): AsyncGenerator<Prepared[]> {
    await this.flush();
    const scanner = new JsonScanner({ file: this.path, lists: [''], sequence: true, recordBytes: LIMITS.recordBytes * 8, depth: LIMITS.depth + 16 });
    let batch: Prepared[] = [];
    let bytes = 0;
    for await (const chunk of createReadStream(this.path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      for (const item of scanner.push(chunk)) {
        batch.push(item.value as Prepared);
        bytes += item.bytes;
        if (batch.length < size && bytes < LIMITS.batchBytes) continue;
        yield batch;
        batch = [];
        bytes = 0;
      }
    }
    if (batch.length) yield batch;
  }

  async remove(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }

  private async flush(): Promise<void> {
    if (!this.waiting.length) return;
    await this.file.appendFile(`${this.waiting.join('\n')}\n`);
    this.waiting = [];
    this.size = 0;
  }
}
