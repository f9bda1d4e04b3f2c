import { isUtf8 } from 'node:buffer';

export interface Utf8Fault {
  /** From 1. */
  line: number;
  /** Offset of the first wrong byte, from 0. */
  byte: number;
}

/** Checks a stream of bytes, whatever its chunks; a character may lie across two of them. */
export class Utf8Check {
  private carry: Buffer = Buffer.alloc(0);
  private before = 0;
  private line = 1;

  /** The first fault, null while there is none. */
  push(chunk: Buffer): Utf8Fault | null {
    const bytes = this.carry.length ? Buffer.concat([this.carry, chunk]) : chunk;
    const whole = bytes.length - incompleteTail(bytes);
    const checked = bytes.subarray(0, whole);
    if (!isUtf8(checked)) return this.fault(checked);
    this.carry = Buffer.from(bytes.subarray(whole));
    this.before += whole;
    this.line += newlines(checked);
    return null;
  }

  end(): Utf8Fault | null {
    return this.carry.length ? { line: this.line, byte: this.before } : null;
  }

  /** The longest prefix that is valid up to a begun character: what follows it, or that character, is wrong. */
  private fault(bytes: Buffer): Utf8Fault {
    let good = 0;
    let bad = bytes.length;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (isUtf8(bytes.subarray(0, middle - incompleteTail(bytes.subarray(0, middle))))) good = middle;
      else bad = middle;
    }
    return this.at(bytes, good - incompleteTail(bytes.subarray(0, good)));
  }

  private at(bytes: Buffer, offset: number): Utf8Fault {
    return { line: this.line + newlines(bytes.subarray(0, offset)), byte: this.before + offset };
  }
}

/** Bytes at the end that begin a character whose rest is not there yet: 0 to 3. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
