import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { BEGINNING, chainHash, type ChainedLine } from './chain.js';
import type { LogHead, NotedHead } from './heads-file.js';
import { LogHeads } from './log-heads.js';

export interface LogReport {
  /** How many lines were looked at. */
  count: number;
  /** The last of them. */
  head: LogHead;
  /** What is wrong, one sentence each; empty when the log is intact. */
  faults: string[];
  /** Faults beyond the ones named. */
  more: number;
  /** What the reader should know besides. */
  notes: string[];
}

type StoredLine = ChainedLine & { hash: string };

/** Lines read at a time: one may be as long as 1 MB. */
const PAGE = 250;
/** Whoever rewrites a log gives a fault for each line. */
const NAMED_FAULTS = 20;

/** Walks the whole log and compares it with every head that was noted. Notes the head of an intact one. */
@Injectable()
export class LogVerification {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly heads: LogHeads,
  ) {}

  async verify(): Promise<LogReport> {
    // Before the walk: a head noted while it lasts may be of a line that it has passed by as not there yet.
    const noted = await this.heads.noted();
    const walk = new Walk(noted?.heads ?? []);
    for await (const page of this.pages()) for (const line of page) walk.pass(line);
    const report = walk.report();
    if (!noted) report.notes.push('No head had been noted before: whether the end of the log was cut could not be seen.');
    if (noted?.damaged.length) report.notes.push(`The file of heads has lines that cannot be read: ${noted.damaged.slice(0, NAMED_FAULTS).join(', ')}.`);
    if (!report.faults.length) await this.heads.note(report.head);
    return report;
  }

  /** By number, from the very first: a line may have been put in before number 1. */
  private async *pages(): AsyncGenerator<StoredLine[]> {
    let after = '-9223372036854775808';
    for (;;) {
      const page = await this.uow.read.query<StoredLine & { number: string }>(
        // The instant to the microsecond: a change too small for a Date is one all the same.
        `SELECT seq::text AS number, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor_kind AS "actorKind", actor_id AS "actorId",
           action, record_kind AS "recordKind", record_id AS "recordId", owner_id AS "ownerId", request_id AS "requestId", reason, changes, hash
         FROM history_entry WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`,
        [after],
      );
      yield page.map((line) => ({ ...line, seq: Number(line.number), at: (line.at ?? '').replace(/(\.\d{3})000Z$/, '$1Z') }));
      if (page.length < PAGE) return;
      after = page.at(-1)?.number as string;
    }
  }
}

/** What a walk along the chain remembers: the last line, and the heads that it has not come to. */
class Walk {
  private readonly faults: string[] = [];
  private more = 0;
  private count = 0;
  private last: LogHead = { seq: 0, hash: BEGINNING, at: null };
  private readonly noted: ReadonlyMap<number, NotedHead[]>;

  constructor(private readonly heads: readonly NotedHead[]) {
    this.noted = Map.groupBy(heads, ({ seq }) => seq);
  }

  pass(line: StoredLine): void {
    const { seq, hash } = line;
    const expected = this.last.seq + 1;
    if (seq > expected) this.fault(`${linesInWords(expected, seq - 1)} missing: expected line ${expected}, found line ${seq}.`);
    else if (seq < expected) this.fault(`Line ${seq} does not belong to the log: expected line ${expected}.`);
    else this.compareHash(line, chainHash(this.last.hash, line));
    for (const head of this.noted.get(seq) ?? []) {
      if (head.hash !== hash) this.fault(`Line ${seq}: the log was rewritten. Noted as its head on ${head.notedAt} with hash ${head.hash}, found ${hash}.`);
    }
    this.count += 1;
    // A line from before the first one is no place to go on from.
    if (seq >= expected) this.last = { seq, hash, at: new Date(line.at) };
  }

  report(): LogReport {
    const { seq } = this.last;
    const beyond = this.heads.filter((head) => head.seq > seq).sort((a, b) => b.seq - a.seq)[0];
    if (beyond) {
      this.fault(`The end of the log was cut: it ends at line ${seq}, expected line ${beyond.seq} with hash ${beyond.hash}, noted on ${beyond.notedAt}.`);
    }
    return { count: this.count, head: this.last, faults: this.faults, more: this.more, notes: [] };
  }

  private compareHash({ seq, hash }: StoredLine, expected: string): void {
    if (hash === expected) return;
    this.fault(`Line ${seq} does not continue the chain: expected hash ${expected}, found ${hash}. It or the line before it was changed, put in or put in another place.`);
  }

  private fault(sentence: string): void {
    if (this.faults.length < NAMED_FAULTS) this.faults.push(sentence);
    else this.more += 1;
  }
}

const linesInWords = (first: number, last: number): string => (first === last ? `Line ${first} is` : `Lines ${first} to ${last} are`);
