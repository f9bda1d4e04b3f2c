/** What DESIGN section 7 hopes for; a figure, never a condition that makes a run fail. */
export type Aim = { atMost: number } | { atLeast: number } | null;

export interface ResultRow {
  what: string;
  ours: string;
  compared: string;
  /** Ours against the comparison, from the same run; null for a row that only informs. */
  ratio: number | null;
  aim: Aim;
}

export interface BenchResult {
  bench: string;
  title: string;
  /** Headings of the two columns of figures. */
  columns: readonly [ours: string, compared: string];
  rows: ResultRow[];
  notes: string[];
}

export const isMet = ({ ratio, aim }: Pick<ResultRow, 'ratio' | 'aim'>): boolean | null => {
  if (ratio === null || aim === null) return null;
  return 'atMost' in aim ? ratio <= aim.atMost : ratio >= aim.atLeast;
};

const aimText = (aim: Aim): string => (aim === null ? '' : 'atMost' in aim ? `≤ ${aim.atMost} ×` : `≥ ${aim.atLeast} ×`);
const verdict = (row: ResultRow): string => ({ true: 'met', false: 'missed', null: '' })[String(isMet(row)) as 'true' | 'false' | 'null'];
const ratioText = (ratio: number | null): string => (ratio === null ? '' : `${ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(2)} ×`);

/** One table for people. */
export function table({ bench, title, columns, rows, notes }: BenchResult): string {
  const cells = [['', ...columns, 'ratio', 'aim', ''], ...rows.map((row) => [row.what, row.ours, row.compared, ratioText(row.ratio), aimText(row.aim), verdict(row)])];
  const widths = (cells[0] as string[]).map((_, column) => Math.max(...cells.map((line) => [...(line[column] ?? '')].length)));
  const lines = cells.map((line) => line.map((cell, column) => padded(cell, widths[column] as number, column > 0)).join('  ').trimEnd());
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('──'));
  return [`${bench}: ${title}`, ...lines.map((line) => `  ${line}`), ...notes.map((note) => `  · ${note}`), ''].join('\n');
}

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - [...text].length));
  return right ? space + text : text + space;
}
