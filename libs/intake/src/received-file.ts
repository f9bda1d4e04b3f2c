import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ProblemError } from '#libs/kernel';
import { LIMITS } from './limits.js';
import { intakeProblems } from './problems.js';
import { Utf8Check, type Utf8Fault } from './utf8.js';

/** The bytes of one file as they were received: a copy that nobody changes while it is read again and again. */
export interface ReceivedFile {
  /** As the operator named it, without its folder. */
  name: string;
  /** Where the copy lies now. */
  path: string;
  sha256: string;
  bytes: number;
  /** Length of the byte-order mark, which is not part of the text. */
  skip: number;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const READ = { highWaterMark: 256 * 1024 };

/**
 * Copies the file into the folder while it is hashed and its encoding checked.
 * @throws ProblemError when it is missing, unreadable, empty, too large or not UTF-8; no copy is left then.
 */
export async function receive(file: string, folder: string, limit: number = LIMITS.fileBytes): Promise<ReceivedFile> {
  const name = basename(file);
  await assertReadable(file, limit);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.incoming-${randomUUID()}`);
  const copy = await open(path, 'wx', 0o600);
  try {
    const { sha256, bytes, skip } = await copyInto(copy, file, limit);
    if (bytes === skip) throw problem('FILE_EMPTY', file);
    return { name, path, sha256, bytes, skip };
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof ProblemError ? error : unreadable(file, error);
  } finally {
    await copy.close();
  }
}

/** Gives the copy its lasting name, its SHA-256; received twice, it is kept once. */
export async function keep(file: ReceivedFile, folder: string): Promise<ReceivedFile> {
  const path = join(folder, file.sha256);
  await rename(file.path, path);
  return { ...file, path };
}

export const discard = (file: ReceivedFile): Promise<void> => rm(file.path, { force: true });

/** What an import that was killed left behind; to be called by the one import that runs. */
export async function clearLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (/^\.(incoming|prepared)-/.test(name)) await rm(join(folder, name), { force: true });
}

/** The text's bytes, without a byte-order mark. */
export const contentOf = (file: ReceivedFile): AsyncIterable<Buffer> =>
  createReadStream(file.path, { ...READ, start: file.skip }) as AsyncIterable<Buffer>;

async function copyInto(copy: FileHandle, file: string, limit: number) {
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let bytes = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, READ) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw problem('FILE_TOO_LARGE', file, { limit });
    if (head.length < BOM.length) head = Buffer.concat([head, chunk.subarray(0, BOM.length)]);
    assertUtf8(utf8.push(chunk), file);
    hash.update(chunk);
    await copy.writeFile(chunk);
  }
  assertUtf8(utf8.end(), file);
  await copy.sync();
  return { sha256: hash.digest('hex'), bytes, skip: head.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0 };
}

function assertUtf8(fault: Utf8Fault | null, file: string): void {
  if (fault) throw problem('FILE_NOT_UTF8', file, { ...fault });
}

async function assertReadable(file: string, limit: number): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? problem('FILE_MISSING', file) : unreadable(file, error);
  });
  if (!found.isFile()) throw problem('FILE_NOT_READABLE', file, { reason: 'not a file' });
  if (found.size > limit) throw problem('FILE_TOO_LARGE', file, { limit });
  if (found.size === 0) throw problem('FILE_EMPTY', file);
}

const unreadable = (file: string, error: unknown): ProblemError =>
  problem('FILE_NOT_READABLE', file, { reason: (error as NodeJS.ErrnoException).code ?? (error as Error).message });

type FileProblem = 'FILE_MISSING' | 'FILE_NOT_READABLE' | 'FILE_EMPTY' | 'FILE_TOO_LARGE' | 'FILE_NOT_UTF8';

const problem = (code: FileProblem, file: string, parameters: Record<string, string | number> = {}): ProblemError =>
  new ProblemError(intakeProblems.make(code, '', { file: basename(file), ...parameters }));
