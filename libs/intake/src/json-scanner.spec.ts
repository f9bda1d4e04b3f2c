import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '#libs/kernel';
import { JsonScanner, type JsonItem, type JsonScannerOptions } from './json-scanner.js';

const options = (more: Partial<JsonScannerOptions> = {}): JsonScannerOptions => ({ file: 'f.json', lists: [''], ...more });

function scan(text: string | Buffer, more: Partial<JsonScannerOptions> = {}, cuts: number[] = []): JsonItem[] {
  const bytes = Buffer.from(text as string);
  const scanner = new JsonScanner(options(more));
  const edges = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const items = edges.slice(1).flatMap((edge, at) => scanner.push(bytes.subarray(edges[at], edge)));
  return [...items, ...scanner.end()];
}

function codeOf(text: string | Buffer, more: Partial<JsonScannerOptions> = {}): string {
  try {
    scan(text, more);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.code ?? '';
    throw error;
  }
  return 'OK';
}

describe('JSON scanner', () => {
  it('hands out the elements of a root list with index and line', () => {
    const items = scan('[\n {"a":1},\n\n {"a":[1,{"b":"]}"}]} ]');
    expect(items.map(({ index, line, value }) => [index, line, value])).toEqual([
      [0, 2, { a: 1 }], [1, 4, { a: [1, { b: ']}' }] }],
    ]);
  });

  it('finds lists in nested objects, and hands out the members beside them', () => {
    const text = '{"format":"x/1","data":{"n":3,"courses":[1,"two",null]},"providers":[{}]}';
    const items = scan(text, { lists: ['data.courses', 'providers'] });
    expect(items.map(({ at, index, value }) => [at, index, value])).toEqual([
      ['format', null, 'x/1'], ['data.n', null, 3],
      ['data.courses', 0, 1], ['data.courses', 1, 'two'], ['data.courses', 2, null], ['providers', 0, {}],
    ]);
  });

  it('reads JSON Lines', () => {
    expect(scan('{"a":1}\n{"a":2}\n', { sequence: true }).map((item) => [item.index, item.line, item.value])).toEqual([
      [0, 1, { a: 1 }], [1, 2, { a: 2 }],
    ]);
  });

  it('gives the same records wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.array(fc.nat()), fc.nat(4), (values, cuts, indent) => {
        const text = JSON.stringify(values, null, indent);
        expect(scan(text, {}, cuts).map((item) => item.value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const texts = fc.oneof(
      fc.tuple(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.nat(), fc.constantFrom('', ',', ']', '}', '"', '[', '\\', '1', 'x', '\n')).map(
        ([values, at, junk]) => {
          const text = JSON.stringify(values);
          const cut = at % (text.length + 1);
          return text.slice(0, cut) + junk + text.slice(cut);
        },
      ),
      fc.array(fc.constantFrom('[', ']', '{', '}', ',', ':', '"a"', '1', 'null', ' ')).map((parts) => `[${parts.join('')}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let parsed: unknown;
        try {
          parsed = JSON.parse(text);
        } catch {
          expect(codeOf(text)).toMatch(/^JSON_/);
          return;
        }
        expect(scan(text).map((item) => item.value)).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['[{"a":1},', 'JSON_TRUNCATED'], ['[{"a":', 'JSON_TRUNCATED'], ['[1', 'JSON_TRUNCATED'], ['[1] x', 'JSON_BROKEN'],
    ['[1 2]', 'JSON_BROKEN'], ['[1,]', 'JSON_BROKEN'], ['{"a":[]}', 'JSON_LIST_MISSING'], ['"text"', 'JSON_LIST_MISSING'],
    [' \n', 'FILE_EMPTY'], ["['a']", 'JSON_BROKEN'], ['[{"a":1}}]', 'JSON_BROKEN'], ['[{"a":1]]', 'JSON_BROKEN'],
  ])('%s is %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('names a list that is not there, and a key that stands twice', () => {
    expect(codeOf('{"other":[]}', { lists: ['offers'] })).toBe('JSON_LIST_MISSING');
    expect(codeOf('{"offers":{}}', { lists: ['offers'] })).toBe('JSON_LIST_MISSING');
    expect(codeOf('{"offers":[],"offers":[]}', { lists: ['offers'] })).toBe('JSON_KEY_TWICE');
  });

  it('names the line of the fault', () => {
    const scanner = new JsonScanner(options());
    expect(() => scanner.push(Buffer.from('[\n{"a":1},\n{"a":\n  tru}]'))).toThrow(/line 3/);
  });

  it('refuses a record beyond the limit before all of it has come', () => {
    const scanner = new JsonScanner(options({ recordBytes: 1000 }));
    scanner.push(Buffer.from('["'));
    expect(() => {
      for (let n = 0; n < 3; n++) scanner.push(Buffer.alloc(400, 'x'));
    }).toThrow(/RECORD_TOO_LARGE/);
  });

  it('refuses deep nesting before anything recursive sees it', () => {
    expect(codeOf(`[${'['.repeat(100_000)}`)).toBe('RECORD_TOO_DEEP');
  });

  it('takes __proto__ as a key like any other', () => {
    const [item] = scan('[{"__proto__":{"polluted":true}}]');
    expect(Object.keys(item?.value as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
