import { intakeProblems } from './problems.js';
import { readCsv } from './csv-reader.js';
import { JsonScanner, type JsonItem, type JsonScannerOptions } from './json-scanner.js';
import { contentOf, type ReceivedFile } from './received-file.js';
import type { SourceRecord } from './source-record.js';

/** How the bytes of a source become records; part of a profile. */
export interface SourceFormat {
  format: 'json' | 'jsonl' | 'csv';
  /** JSON: dotted path of the list of records; '' when the file itself is the list. */
  records?: string;
  /** CSV: what stands between two columns. */
  delimiter?: string;
}

/** The values of a JSON text, in order, while at most one of them is held. */
export async function* scanJson(bytes: AsyncIterable<Buffer>, options: JsonScannerOptions): AsyncGenerator<JsonItem> {
  const scanner = new JsonScanner(options);
  for await (const chunk of bytes) yield* scanner.push(chunk);
  yield* scanner.end();
}

/** The records of a file, one by one. @throws ProblemError when the file cannot be read to its end. */
export async function* readRecords(file: ReceivedFile, how: SourceFormat): AsyncGenerator<SourceRecord> {
  if (how.format === 'csv') {
    yield* readCsv(contentOf(file), { file: file.name, delimiter: how.delimiter ?? ',' });
    return;
  }
  const list = how.records ?? '';
  const sequence = how.format === 'jsonl';
  for await (const item of scanJson(contentOf(file), { file: file.name, lists: [list], sequence })) {
    if (item.index !== null) yield recordOf(item);
  }
}

export function recordOf({ index, line, bytes, value }: JsonItem): SourceRecord {
  const usable = isObject(value);
  return { index: index ?? 0, line, bytes, value, problems: usable ? [] : [intakeProblems.make('RECORD_NOT_AN_OBJECT')] };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
