import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Problem } from '#libs/kernel';
import type { Position } from './source-record.js';

export type RecordChange = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REFUSED';

/** What became of one record of the file. */
export interface RecordReport extends Position {
  type: 'record';
  code: string | null;
  provider: { scheme: string; value: string } | null;
  change: RecordChange;
  offerId: string | null;
  /** The revision that is public now; null when it is not published. Only with --publish. */
  revision: number | null;
  /** Errors say why it was refused; warnings and notes what to look at. */
  problems: Problem[];
  /** What the publish gate refuses, empty when the offer is publishable. */
  blockers: Problem[];
}

export interface ProviderReport {
  type: 'provider';
  identifiers: { scheme: string; value: string }[];
  change: 'REGISTERED' | 'KNOWN' | 'REFUSED';
  problems: Problem[];
}

/** A record of a joined file that was not taken in. */
export interface JoinedReport extends Position {
  type: 'joined';
  source: string;
  problems: Problem[];
}

export interface FileReport {
  type: 'file';
  problems: Problem[];
}

export interface ImportTotals {
  records: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** New revisions; 0 without --publish. */
  published: number;
  /** Of the records taken in: how many the publish gate refuses. */
  blocked: number;
  joinedRefused: number;
  providersRegistered: number;
  providersRefused: number;
}

export interface ProblemCount {
  code: string;
  severity: Problem['severity'];
  count: number;
}

export interface ImportSummary {
  type: 'summary';
  runId: string;
  fileName: string;
  sha256: string;
  bytes: number;
  profile: string;
  dryRun: boolean;
  totals: ImportTotals;
  /** How often each Problem was met, blockers apart. */
  problems: ProblemCount[];
  blockers: ProblemCount[];
  /** Notes about the file as a whole. */
  notes: Problem[];
  reportFile: string;
}

export type ReportLine = RecordReport | ProviderReport | JoinedReport | FileReport | ImportSummary;

/** Anything that was in the file and did not get where it was sent. */
export const somethingRefused = ({ totals }: ImportSummary, publish: boolean): boolean =>
  totals.refused + totals.joinedRefused + totals.providersRefused + (publish ? totals.blocked : 0) > 0;

const NOTHING: ImportTotals = {
  records: 0, created: 0, updated: 0, unchanged: 0, refused: 0, published: 0, blocked: 0,
  joinedRefused: 0, providersRegistered: 0, providersRefused: 0,
};

/** Writes the report line by line (JSON Lines) and keeps only the totals. */
export class ReportWriter {
  readonly totals: ImportTotals = { ...NOTHING };
  readonly notes: Problem[] = [];
  private readonly found = new Map<string, ProblemCount>();
  private readonly blocking = new Map<string, ProblemCount>();
  private readonly out: WriteStream;

  private constructor(readonly path: string, private readonly listen: (line: ReportLine) => void) {
    this.out = createWriteStream(path, { flags: 'wx' });
  }

  static async open(path: string, listen: (line: ReportLine) => void = () => undefined): Promise<ReportWriter> {
    await mkdir(dirname(path), { recursive: true });
    const writer = new ReportWriter(path, listen);
    await once(writer.out, 'open');
    return writer;
  }

  async record(line: RecordReport): Promise<void> {
    this.totals.records++;
    this.totals[LOWER[line.change]]++;
    if (line.blockers.length) this.totals.blocked++;
    count(this.blocking, line.blockers);
    await this.add(line, line.problems);
  }

  async joined(line: JoinedReport): Promise<void> {
    this.totals.joinedRefused++;
    await this.add(line, line.problems);
  }

  async provider(line: ProviderReport): Promise<void> {
    if (line.change === 'REGISTERED') this.totals.providersRegistered++;
    if (line.change === 'REFUSED') this.totals.providersRefused++;
    await this.add(line, line.problems);
  }

  async file(problems: Problem[]): Promise<void> {
    if (!problems.length) return;
    this.notes.push(...problems);
    await this.add({ type: 'file', problems }, problems);
  }

  async close(about: Pick<ImportSummary, 'runId' | 'fileName' | 'sha256' | 'bytes' | 'profile' | 'dryRun'>): Promise<ImportSummary> {
    const summary: ImportSummary = {
      type: 'summary', ...about, totals: this.totals, problems: sorted(this.found), blockers: sorted(this.blocking),
      notes: this.notes, reportFile: this.path,
    };
    await this.add(summary, []);
    await this.abort();
    return summary;
  }

  async abort(): Promise<void> {
    this.out.end();
    await finished(this.out);
  }

  private async add(line: ReportLine, problems: readonly Problem[]): Promise<void> {
    count(this.found, problems);
    this.listen(line);
    if (!this.out.write(`${JSON.stringify(line)}\n`)) await once(this.out, 'drain');
  }
}

const LOWER = { CREATED: 'created', UPDATED: 'updated', UNCHANGED: 'unchanged', REFUSED: 'refused' } as const;

function count(into: Map<string, ProblemCount>, problems: readonly Problem[]): void {
  for (const { code, severity } of problems) {
    const entry = into.get(code) ?? { code, severity, count: 0 };
    entry.count++;
    into.set(code, entry);
  }
}

const sorted = (counts: Map<string, ProblemCount>): ProblemCount[] =>
  [...counts.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
