import { SingleBar } from 'cli-progress';
import type { ImportProgress, ImportSummary, ReportLine } from '#libs/intake';
import type { Problem } from '#libs/kernel';

const SHOWN = 20;

/** What a person sees of an import: a bar while it runs, the first refusals, a short table. */
export class ImportTerminal {
  private bar: SingleBar | null = null;
  private phase: ImportProgress['phase'] | null = null;
  private shown = 0;
  private readonly refusals: string[] = [];

  constructor(private readonly withBar: boolean) {}

  progress({ phase, records, total }: ImportProgress): void {
    if (!this.withBar) return;
    if (phase !== this.phase) {
      this.bar?.stop();
      this.phase = phase;
      this.bar = new SingleBar({ format: `${phase === 'READING' ? 'Reading' : 'Writing'} {bar} {value}${total === null ? '' : ' of {total}'} records`, stream: process.stderr });
      this.bar.start(total ?? 0, 0);
    }
    if (total === null) this.bar?.setTotal(records);
    this.bar?.update(records);
  }

  line(line: ReportLine): void {
    if (line.type === 'summary' || line.type === 'file') return;
    const refused = line.type === 'joined' || line.change === 'REFUSED';
    if (!refused || ++this.shown > SHOWN) return;
    this.refusals.push(`  ${whereOf(line)}`, ...line.problems.filter((p) => p.severity === 'ERROR').map((p) => `    ${said(p)}`));
  }

  stop(): void {
    this.bar?.stop();
    this.bar = null;
  }

  refused(problems: readonly Problem[]): void {
    console.error('The file was refused; nothing was taken in.');
    for (const problem of problems) console.error(`  ${said(problem)}`);
  }

  summary({ totals, notes, problems, blockers, reportFile, dryRun, fileName, sha256 }: ImportSummary, publish: boolean): void {
    if (this.refusals.length) console.log(['Refused:', ...this.refusals].join('\n'));
    if (this.shown > SHOWN) console.log(`  … and ${this.shown - SHOWN} more, in the report`);
    for (const note of notes.slice(0, SHOWN)) console.log(`Note: ${said(note)}`);
    if (notes.length > SHOWN) console.log(`… and ${notes.length - SHOWN} more notes, in the report`);
    console.log(`\n${fileName} (SHA-256 ${sha256})${dryRun ? ': dry run, nothing was written' : ''}`);
    table([
      ['records', totals.records], ['  created', totals.created], ['  updated', totals.updated], ['  unchanged', totals.unchanged],
      ['  refused', totals.refused], ...(publish ? [['published now', totals.published] as const] : []), ['cannot be published yet', totals.blocked],
      ['refused from files beside', totals.joinedRefused], ['providers registered', totals.providersRegistered], ['providers refused', totals.providersRefused],
    ]);
    if (problems.length) console.log(`Problems: ${problems.map(({ code, count, severity }) => `${code} ${count} (${severity.toLowerCase()})`).join(', ')}`);
    if (blockers.length) console.log(`Blocks publishing: ${blockers.map(({ code, count }) => `${code} ${count}`).join(', ')}`);
    console.log(`Report, record by record: ${reportFile}`);
  }
}

const said = ({ code, path, message }: Problem): string => `${code}${path ? ` (${path})` : ''}: ${message.en ?? ''}`;

function whereOf(line: Exclude<ReportLine, { type: 'summary' | 'file' }>): string {
  if (line.type === 'provider') return `provider ${line.identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ')}`;
  const place = `record ${line.index + 1} (line ${line.line})`;
  return line.type === 'joined' ? `${line.source}, ${place}` : `${place}${line.code === null ? '' : ` "${line.code}"`}`;
}

function table(rows: readonly (readonly [string, number])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) console.log(`${label.padEnd(width)}  ${String(value).padStart(8)}`);
}
