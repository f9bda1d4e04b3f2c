/** Hexadecimal digits of an id, and of a key: enough of it that two keys of one record never agree by chance. */
const ID = 32;
const KEY = 16;
const LENGTH = 8;

/** What a file is to hold, in order of id: one fixed line a record, so that a million of them are 49 MB and no objects. */
export const LIST_COLUMN = `replace(id::text, '-', '') || left(key, ${KEY})`;
const LINE = ID + KEY + 1;

export class RecordList {
  readonly count: number;

  /** @param lines `LIST_COLUMN` of each record and a line break. */
  constructor(private readonly lines: Buffer) {
    this.count = lines.length / LINE;
    if (!Number.isInteger(this.count)) throw new Error('A list of records is cut off');
  }

  idAt(at: number): string {
    const hex = this.lines.toString('latin1', at * LINE, at * LINE + ID);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Id and key as they stand in the line. */
  bytesAt(at: number): Buffer {
    return this.lines.subarray(at * LINE, at * LINE + ID + KEY);
  }
}

export const INDEX_ENTRY = ID + KEY + LENGTH;

/** What a built file holds in one section: the records in order, each with its length in bytes. */
export class SectionIndex {
  readonly count: number;
  private at = 0;
  private offset: number;

  constructor(private readonly entries: Buffer, from: number) {
    this.count = entries.length / INDEX_ENTRY;
    this.offset = from;
  }

  /** Where the record stands, if it is there with the same key; to be asked in order of id. */
  find(record: Buffer): { from: number; length: number } | null {
    for (; this.at < this.count; this.at++) {
      const start = this.at * INDEX_ENTRY;
      const order = this.entries.compare(record, 0, ID, start, start + ID);
      if (order > 0) return null;
      const length = Number.parseInt(this.entries.toString('latin1', start + ID + KEY, start + INDEX_ENTRY), 16);
      const from = this.offset;
      if (order < 0) {
        this.offset += length;
        continue;
      }
      return this.entries.compare(record, ID, ID + KEY, start + ID, start + ID + KEY) === 0 ? { from, length } : null;
    }
    return null;
  }
}

export const indexEntry = (record: Buffer, length: number): Buffer =>
  Buffer.concat([record, Buffer.from(length.toString(16).padStart(LENGTH, '0'), 'latin1')]);
