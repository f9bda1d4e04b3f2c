import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

const LIMIT = 50 * 2 ** 20;
/** pino writes 50 for errors and 60 for fatal ones; other formats write the word. */
const SERIOUS = /"level":\s*(50|60|"error"|"fatal")/;
const MESSAGE_LIMIT = 300;

/** The log file of one program: grows to a limit, then the file before is replaced by it. */
export class ProgramLog {
  /** What was last said that looks like a problem: the likely reason when the program ends. */
  lastProblem: string | undefined;
  private stream: WriteStream;
  private size = 0;

  constructor(readonly file: string, private readonly onProblem: (message: string) => void) {
    this.stream = this.open();
  }

  /** Takes over an output of the program; plain text on standard error counts as a problem only if the program ends. */
  take(output: Readable): void {
    createInterface({ input: output }).on('line', (line) => this.write(line));
  }

  close(): void {
    this.stream.end();
  }

  private open(): WriteStream {
    const stream = createWriteStream(this.file, { flags: 'a', mode: 0o600 });
    // A full disk must not take the register down with its log.
    stream.on('error', () => undefined);
    return stream;
  }

  private write(line: string): void {
    this.size += Buffer.byteLength(line) + 1;
    if (this.size > LIMIT) this.rotate();
    this.stream.write(`${line}\n`);
    if (SERIOUS.test(line)) {
      this.lastProblem = messageIn(line);
      this.onProblem(this.lastProblem);
    } else if (/error|fatal/i.test(line) && !line.startsWith('{')) {
      this.lastProblem = line.trim().slice(0, MESSAGE_LIMIT);
    }
  }

  private rotate(): void {
    this.stream.end();
    this.size = 0;
    try {
      renameSync(this.file, `${this.file}.1`);
    } catch {
      // The file was removed by hand: the new one begins all the same.
    }
    this.stream = this.open();
  }
}

/** The words of a JSON log line; the whole line when it has none. */
export function messageIn(line: string): string {
  try {
    const entry = JSON.parse(line) as { msg?: unknown; message?: unknown; err?: { message?: unknown } };
    const words = [entry.msg ?? entry.message, entry.err?.message].filter((part) => typeof part === 'string' && part !== '');
    return ([...new Set(words)].join(': ') || line).replace(/\s+/g, ' ').slice(0, MESSAGE_LIMIT);
  } catch {
    return line.slice(0, MESSAGE_LIMIT);
  }
}
