import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '#libs/kernel';
import { isFormula, readCsv } from './csv-reader.js';
import type { SourceRecord } from './source-record.js';
import { Utf8Check } from './utf8.js';

async function* chunked(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [at, edge] of edges.slice(1).entries()) if (edge > (edges[at] as number)) yield bytes.subarray(edges[at], edge);
}

async function read(text: string, cuts: number[] = [], delimiter = ','): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of readCsv(chunked(Buffer.from(text), cuts), { file: 'f.csv', delimiter, recordBytes: 10_000 })) records.push(record);
  return records;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'ž', '"', ',', '\n', ' ', '1', '😀'), maxLength: 8 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('CSV reader', () => {
  it('gives the same records wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), async (rows, cuts) => {
        const text = ['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
        const records = await read(text, cuts);
        expect(records.map(({ index, value }) => [index, value])).toEqual(
          rows.map(([a, b], index) => [index, { ...(a && { a }), ...(b && { b }) }]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['a,b\n1,2\n3\n', 'CSV_COLUMN_COUNT', 'Line 3'], ['a,b\n1,2,3\n', 'CSV_COLUMN_COUNT', 'Line 2'], ['a;b\n1;2\n', 'CSV_DELIMITER', '";"'],
    ['a\tb\n1\t2\n', 'CSV_DELIMITER', 'TAB'], ['a,,b\n', 'CSV_HEADER', 'column 2'], ['a,b,a\n', 'CSV_HEADER', 'column 3'],
    ['a,b\n1,"2\n', 'CSV_BROKEN', ''], ['a,b\n', 'FILE_EMPTY', ''], [`a,b\n1,${'x'.repeat(20_000)}\n`, 'RECORD_TOO_LARGE', ''],
  ])('%j is %s', async (text, code, words) => {
    const error = await read(text).then(() => null, (thrown: unknown) => thrown);
    const problem = (error as ProblemError).problems[0];
    expect(problem?.code).toBe(code);
    expect(problem?.message.en).toContain(words);
  });

  it('refuses the record with a formula and not the others', async () => {
    const records = await read('a,b\n1,2\n=1+1,3\n5,"@SUM(A1)"\n-5,+370 600 00000\n');
    expect(records.map((record) => record.problems.map(({ code, path }) => [code, path]))).toEqual([
      [], [['CSV_FORMULA_CELL', 'a']], [['CSV_FORMULA_CELL', 'b']], [],
    ]);
  });

  it.each(['=1', '@x', ' =1', '\t=1', '\r=1', '+cmd|x', "-2+3+cmd|' /C calc'!A0", '-A1', '+SUM(A1)', '＝1'])('%j is a formula', (text) => {
    expect(isFormula(text)).toBe(true);
  });

  it.each(['', 'a=b', '-5', '-5,50', '+370 (600) 00-000', '- for beginners', '-', '5-6', 'x@example.org', '– dash'])('%j is none', (text) => {
    expect(isFormula(text)).toBe(false);
  });
});

describe('UTF-8 check', () => {
  const check = (bytes: Buffer, size: number) => {
    const checker = new Utf8Check();
    for (let at = 0; at < bytes.length; at += size) {
      const fault = checker.push(bytes.subarray(at, at + size));
      if (fault) return fault;
    }
    return checker.end();
  };

  it('accepts all text in chunks of any size', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
      expect(check(Buffer.from(text), size)).toBeNull();
    }));
  });

  it('finds the first wrong byte whatever the chunks', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom([0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xe2, 0x82]), fc.integer({ min: 1, max: 9 }), (text, wrong, size) => {
      const before = Buffer.from(text);
      const fault = check(Buffer.concat([before, Buffer.from(wrong), Buffer.from('\nrest')]), size);
      expect(fault).toEqual({ byte: before.length, line: text.split('\n').length });
    }));
  });
});
