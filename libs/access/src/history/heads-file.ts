import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** The last line of the log at some time. An empty log has the number 0 and the hash that the first line is chained to. */
export interface LogHead {
  seq: number;
  hash: string;
  /** When that line was written; null of an empty log. */
  at: Date | null;
}

/** A head as the file has it. */
export interface NotedHead {
  seq: number;
  hash: string;
  notedAt: string;
}

export interface NotedHeads {
  heads: NotedHead[];
  /** Numbers of the file's lines that cannot be read as heads. */
  damaged: number[];
}

/** Adds the head to the file and waits until the disk has it. The file's folder must exist: a disk that is not mounted is an error. */
export async function appendHead(file: string, { seq, hash, at }: LogHead, notedAt: Date): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const torn = await endsWithinALine(handle);
    await handle.appendFile(`${torn ? '\n' : ''}${JSON.stringify({ seq, hash, at, notedAt })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A power cut may leave half a line: the next head must not be glued to it. */
async function endsWithinALine(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await handle.stat();
  if (!size) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}

/** Every head of the file, in its order; null where there is no file. */
export async function readHeads(file: string): Promise<NotedHeads | null> {
  const found: NotedHeads = { heads: [], damaged: [] };
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      const head = parseHead(line);
      if (head) found.heads.push(head);
      else if (line.trim()) found.damaged.push(number);
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
  return found;
}

function parseHead(line: string): NotedHead | null {
  try {
    const { seq, hash, notedAt } = JSON.parse(line) as Partial<Record<keyof NotedHead, unknown>>;
    const isHead = Number.isSafeInteger(seq) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
    return isHead ? { seq: seq as number, hash, notedAt: String(notedAt) } : null;
  } catch {
    return null;
  }
}
