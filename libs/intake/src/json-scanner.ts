import { ProblemError, type ProblemParameters } from '#libs/kernel';
import { LIMITS } from './limits.js';
import { intakeProblems, type IntakeProblemCode } from './problems.js';

/** One value cut out of a JSON text: an element of a list of records, or a member beside the lists. */
export interface JsonItem {
  /** Dotted path of the list or member; '' is the root. */
  at: string;
  /** Place in the list; null for a member. */
  index: number | null;
  line: number;
  bytes: number;
  value: unknown;
}

export interface JsonScannerOptions {
  /** For messages. */
  file: string;
  /** Dotted paths of the lists whose elements are handed out one by one; '' is a root that is itself the list. */
  lists: readonly string[];
  /** The same for lists that may be absent. */
  optionalLists?: readonly string[];
  /** JSON Lines: the text is a sequence of values, each handed out as an element of ''. */
  sequence?: boolean;
  recordBytes?: number;
  depth?: number;
}

interface Frame {
  list: boolean;
  path: string;
  /** Elements so far. */
  count: number;
  keys: Set<string>;
}

const enum Expect { Value, Key, KeyOrEnd, Colon, ValueOrEnd, CommaOrEnd, Nothing }
const enum Kind { Key, Container, Text, Scalar }

const QUOTE = 0x22, COMMA = 0x2c, COLON = 0x3a, BACKSLASH = 0x5c, NEWLINE = 0x0a;
const OPEN_LIST = 0x5b, CLOSE_LIST = 0x5d, OPEN = 0x7b, CLOSE = 0x7d;
const isSpace = (byte: number) => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/**
 * Cuts a JSON text, pushed in chunks of any size, into its records, and holds no more than one of them. The skeleton
 * around the records is checked here byte by byte, each record by JSON.parse. (stream-json is meant for trusted input
 * and assembles a value from tokens without a limit to its size; this is also several times faster.)
 * @throws ProblemError for anything that is not JSON or beyond the limits.
 */
export class JsonScanner {
  private readonly recordBytes: number;
  private readonly maxDepth: number;
  private readonly wanted: readonly string[];
  private readonly frames: Frame[] = [];
  private readonly listsSeen = new Set<string>();
  private expect = Expect.Value;
  private key = '';
  private line = 1;
  private count = 0;

  private kind: Kind | null = null;
  private parts: Buffer[] = [];
  private held = 0;
  private startLine = 1;
  private depth = 0;
  private inText = false;
  private escaped = false;

  constructor(private readonly options: JsonScannerOptions) {
    this.recordBytes = options.recordBytes ?? LIMITS.recordBytes;
    this.maxDepth = options.depth ?? LIMITS.depth;
    this.wanted = [...options.lists, ...(options.optionalLists ?? [])];
  }

  /** The values that end inside this chunk. */
  push(chunk: Buffer): JsonItem[] {
    const items: JsonItem[] = [];
    let at = 0;
    while (at < chunk.length) at = this.kind === null ? this.skeleton(chunk, at) : this.capture(chunk, at, items);
    return items;
  }

  /** To be called when the text has ended. */
  end(): JsonItem[] {
    const items: JsonItem[] = [];
    if (this.kind === Kind.Scalar && this.frames.length === 0) this.finish(Buffer.alloc(0), items);
    const complete = this.options.sequence ? this.kind === null : this.expect === Expect.Nothing;
    if (!complete) throw this.problem(this.count || this.kind !== null || this.frames.length ? 'JSON_TRUNCATED' : 'FILE_EMPTY');
    const missing = this.options.sequence ? undefined : this.options.lists.find((path) => !this.listsSeen.has(path));
    if (missing !== undefined) throw this.problem('JSON_LIST_MISSING', { path: missing });
    return items;
  }

  private skeleton(chunk: Buffer, at: number): number {
    const byte = chunk[at] as number;
    if (isSpace(byte)) {
      if (byte === NEWLINE) this.line++;
      return at + 1;
    }
    const frame = this.frames.at(-1);
    switch (this.expect) {
      case Expect.KeyOrEnd:
        if (byte === CLOSE) return this.close(at);
        return byte === QUOTE ? this.begin(Kind.Key, at) : this.broken();
      case Expect.Key:
        return byte === QUOTE ? this.begin(Kind.Key, at) : this.broken();
      case Expect.Colon:
        if (byte !== COLON) return this.broken();
        this.expect = Expect.Value;
        return at + 1;
      case Expect.CommaOrEnd:
        if (byte === (frame?.list ? CLOSE_LIST : CLOSE)) return this.close(at);
        if (byte !== COMMA) return this.broken();
        this.expect = frame?.list ? Expect.Value : Expect.Key;
        return at + 1;
      case Expect.ValueOrEnd:
        return byte === CLOSE_LIST ? this.close(at) : this.value(byte, at);
      case Expect.Value:
        return this.value(byte, at);
      default:
        return this.broken();
    }
  }

  /** A value begins: either the way to a list of records, or something to be cut out as a whole. */
  private value(byte: number, at: number): number {
    const frame = this.frames.at(-1);
    const path = this.path();
    if (!frame?.list && !this.options.sequence) {
      const list = this.wanted.includes(path);
      if (list && byte !== OPEN_LIST) throw this.problem('JSON_LIST_MISSING', { path });
      if (list) return this.open({ list: true, path }, at);
      const onTheWay = this.wanted.some((wanted) => path === '' || wanted.startsWith(`${path}.`));
      if (onTheWay && byte === OPEN) return this.open({ list: false, path }, at);
      if (path === '') throw this.problem('JSON_ROOT_OTHER');
    }
    if (byte === OPEN || byte === OPEN_LIST) return this.begin(Kind.Container, at);
    return this.begin(byte === QUOTE ? Kind.Text : Kind.Scalar, at);
  }

  private path(): string {
    const frame = this.frames.at(-1);
    if (!frame) return '';
    if (frame.list) return frame.path;
    return frame.path === '' ? this.key : `${frame.path}.${this.key}`;
  }

  private open(frame: Pick<Frame, 'list' | 'path'>, at: number): number {
    this.frames.push({ ...frame, count: 0, keys: new Set() });
    if (frame.list) this.listsSeen.add(frame.path);
    this.expect = frame.list ? Expect.ValueOrEnd : Expect.KeyOrEnd;
    return at + 1;
  }

  private close(at: number): number {
    this.frames.pop();
    this.expect = this.frames.length ? Expect.CommaOrEnd : Expect.Nothing;
    return at + 1;
  }

  /** The byte at `at` is part of what is captured, so it is looked at again there. */
  private begin(kind: Kind, at: number): number {
    this.kind = kind;
    this.parts = [];
    this.held = 0;
    this.startLine = this.line;
    this.depth = 0;
    this.inText = false;
    this.escaped = false;
    return at;
  }

  private capture(chunk: Buffer, from: number, items: JsonItem[]): number {
    const end = this.findEnd(chunk, from);
    const stop = end < 0 ? chunk.length : end;
    this.held += stop - from;
    if (this.held > this.recordBytes) throw this.problem('RECORD_TOO_LARGE', { line: this.startLine, limit: this.recordBytes });
    const piece = chunk.subarray(from, stop);
    if (end < 0) this.parts.push(piece);
    else this.finish(piece, items);
    return stop;
  }

  /** Where the captured value ends in this chunk (exclusive), -1 when it goes on in the next one. */
  private findEnd(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) {
          this.inText = false;
          if (this.depth === 0) return at + 1;
        } else if (byte === NEWLINE) return this.broken();
      } else if (byte === QUOTE && this.kind !== Kind.Scalar) this.inText = true;
      else if (this.kind === Kind.Scalar) {
        if (isSpace(byte) || byte === COMMA || byte === CLOSE || byte === CLOSE_LIST) return at;
      } else if (byte === OPEN || byte === OPEN_LIST) {
        if (++this.depth > this.maxDepth) throw this.problem('RECORD_TOO_DEEP', { limit: this.maxDepth });
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        if (--this.depth === 0) return at + 1;
      } else if (byte === NEWLINE) this.line++;
    }
    return -1;
  }

  private finish(last: Buffer, items: JsonItem[]): void {
    const bytes = this.parts.length ? Buffer.concat([...this.parts, last]) : last;
    const key = this.kind === Kind.Key;
    this.kind = null;
    this.parts = [];
    const value = this.parse(bytes.toString('utf8'));
    if (key) return this.takeKey(value as string);
    const frame = this.frames.at(-1);
    const counted = this.options.sequence ? this.count : (frame?.count ?? 0);
    const listed = this.options.sequence || frame?.list === true;
    items.push({ at: this.path(), index: listed ? counted : null, line: this.startLine, bytes: bytes.length, value });
    this.count++;
    if (frame) frame.count++;
    if (!this.options.sequence) this.expect = frame ? Expect.CommaOrEnd : Expect.Nothing;
  }

  private takeKey(key: string): void {
    const { keys } = this.frames.at(-1) as Frame;
    if (keys.has(key)) throw this.problem('JSON_KEY_TWICE', { key });
    if (keys.size >= LIMITS.skeletonKeys) throw this.problem('JSON_TOO_MANY_KEYS', { limit: LIMITS.skeletonKeys });
    keys.add(key);
    this.key = key;
    this.expect = Expect.Colon;
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.problem('JSON_BROKEN', { line: this.startLine });
    }
  }

  private broken(): never {
    throw this.problem('JSON_BROKEN');
  }

  private problem(code: IntakeProblemCode, parameters: ProblemParameters = {}): ProblemError {
    return new ProblemError(intakeProblems.make(code, '', { file: this.options.file, line: this.line, ...parameters }));
  }
}
