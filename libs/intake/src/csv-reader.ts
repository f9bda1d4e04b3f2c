import { parse, type CsvError, type Info } from 'csv-parse';
import { Readable } from 'node:stream';
import { ProblemError, type Problem, type ProblemParameters } from '#libs/kernel';
import { LIMITS } from './limits.js';
import { intakeProblems, type IntakeProblemCode } from './problems.js';
import type { SourceRecord } from './source-record.js';

export interface CsvOptions {
  /** For messages. */
  file: string;
  delimiter: string;
  recordBytes?: number;
}

const OTHER_DELIMITERS = [',', ';', '\t', '|'];

/**
 * Rows as objects by column name, one at a time. Cells are text; an empty cell is an absent field.
 * @throws ProblemError when the text is not CSV or a row has another number of columns than the header.
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>, options: CsvOptions): AsyncGenerator<SourceRecord> {
  const limit = options.recordBytes ?? LIMITS.recordBytes;
  const parser = parse({
    delimiter: options.delimiter, columns: false, info: true, skip_empty_lines: true, relax_column_count: true, max_record_size: limit,
  });
  const source = Readable.from(bytes, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const say = problemsOf(options.file);
  let header: string[] | null = null;
  let index = 0;
  try {
    for await (const row of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const { record, info } = row;
      if (header === null) {
        header = checkedHeader(record, options);
        continue;
      }
      if (record.length !== header.length) {
        throw say('CSV_COLUMN_COUNT', { line: info.lines, found: record.length, expected: header.length });
      }
      yield toRecord(header, record, { index: index++, line: info.lines });
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : csvProblem(error as CsvError, { limit, say });
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (header === null || index === 0) throw say('FILE_EMPTY');
}

type Say = (code: IntakeProblemCode, parameters?: ProblemParameters) => ProblemError;

const problemsOf = (file: string): Say => (code, parameters = {}) =>
  new ProblemError(intakeProblems.make(code, '', { file, ...parameters }));

function csvProblem(error: CsvError, { limit, say }: { limit: number; say: Say }): Error {
  if (typeof error.code !== 'string' || !error.code.startsWith('CSV_')) return error;
  const line = typeof error.lines === 'number' ? error.lines : 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return say('RECORD_TOO_LARGE', { line, limit });
  return say('CSV_BROKEN', { line, reason: error.code });
}

function checkedHeader(cells: string[], { file, delimiter }: CsvOptions): string[] {
  const say = problemsOf(file);
  const names = cells.map((cell) => cell.trim());
  const [only = ''] = names;
  const found = names.length === 1 && OTHER_DELIMITERS.find((other) => other !== delimiter && only.includes(other));
  if (found) throw say('CSV_DELIMITER', { expected: shown(delimiter), found: shown(found) });
  names.forEach((name, at) => {
    if (name === '' || names.indexOf(name) < at) throw say('CSV_HEADER', { column: at + 1, name });
  });
  return names;
}

const shown = (delimiter: string): string => (delimiter === '\t' ? 'TAB' : delimiter);

function toRecord(header: readonly string[], cells: readonly string[], at: { index: number; line: number }): SourceRecord {
  const problems: Problem[] = [];
  const fields: [string, string][] = [];
  header.forEach((name, column) => {
    const cell = cells[column] as string;
    if (isFormula(cell)) problems.push(intakeProblems.make('CSV_FORMULA_CELL', name, { column: name }));
    if (cell !== '') fields.push([name, cell]);
  });
  // fromEntries defines own properties: a column named __proto__ is a column like any other.
  const bytes = cells.reduce((sum, cell) => sum + cell.length, 0);
  return { ...at, bytes, value: Object.fromEntries(fields), problems };
}

/**
 * Whether a spreadsheet would run the cell (OWASP "CSV injection"): what begins with = or @, or with a tab or carriage
 * return before it. Signed numbers, telephone numbers and a dash before a text ("- for beginners") are no formulas.
 */
export function isFormula(cell: string): boolean {
  if (cell === '') return false;
  const text = cell.trimStart();
  if (/^[=@\uFF1D\uFF20]/.test(text)) return true;
  if (!/^[+\-\uFF0B\uFF0D]/.test(text)) return false;
  const rest = text.slice(1);
  return !/^[\d\s().,/%-]*$/.test(rest) && !/^\s+\p{L}[^|!=]*$/u.test(rest);
}
