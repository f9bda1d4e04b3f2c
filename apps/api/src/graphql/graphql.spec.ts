import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { isFresh, takesGzip } from '../http/conditional.js';
import { requestIdOf } from '../http/request.js';
import { changeRuns } from '../run/run-changes.js';
import { nextRun, runOf } from '../run/run.type.js';
import { given, InputReader } from './input-reader.js';
import { preferredLanguage } from './language.js';
import { ASSUMED_LENGTH, costOf, queryShape } from './limits/query-shape.js';
import { GraphQLDate, GraphQLDateTime } from './scalars.js';
import type { OfferContent, RunContent } from '#libs/offers';

const schema = buildSchema(`
  type Query { things(first: Int): Page! found(search: Search): Found! thing: Thing offers: [Thing!]! }
  input Search { text: String page: PageInput } input PageInput { size: Int }
  type Page { nodes: [Thing!]! next: String } type Found { hits: [Hit!]! } type Hit { thing: Thing! }
  type Thing { id: ID name: LocalisedText parts: [Thing!]! owner: Thing }
  type LocalisedText { value: String translations: [Translation!]! } type Translation { value: String }
`);

function shape(query: string) {
  const document = parse(query);
  return queryShape(schema, document, document.definitions.find((d): d is OperationDefinitionNode => d.kind === 'OperationDefinition') as OperationDefinitionNode);
}
const cost = (query: string, variables: Record<string, unknown> = {}) => costOf(shape(query).root, variables);

describe('the cost of a query', () => {
  it.each([
    ['one record', '{ thing { id } }', 1],
    ['a text is part of its record', '{ thing { name { value translations { value } } } }', 1],
    ['a page and its records', '{ things(first: 7) { nodes { id } } }', 1 + 7],
    ['a page without a size is twenty', '{ things { nodes { id } } }', 1 + 20],
    ['a page inside an input', '{ found(search: { page: { size: 3 } }) { hits { thing { id } } } }', 1 + 3 * 2],
    ['a list of its own', '{ thing { parts { id } } }', 1 + ASSUMED_LENGTH],
    ['lists in lists', '{ things(first: 4) { nodes { parts { parts { id } } } } }', 1 + 4 * (1 + 5 * (1 + 5))],
    ['nothing asked of the page', '{ things(first: 100) { next } }', 1],
    ['introspection', '{ __schema { types { fields { name } } } __typename }', 0],
    ['fragments at every use', '{ a: thing { ...F } b: thing { ...F } } fragment F on Thing { owner { id } parts { id } }', 2 * (1 + 1 + 5)],
  ])('%s', (_name, query, expected) => expect(cost(query)).toBe(expected));

  it('takes sizes from variables and from their defaults, and leaves nonsense to the type check', () => {
    const query = 'query ($n: Int = 3, $s: Search) { things(first: $n) { nodes { id } } found(search: $s) { hits { thing { id } } } }';
    expect(cost(query, { s: { page: { size: 10 } } })).toBe(1 + 3 + 1 + 20);
    expect(cost(query, { n: 50, s: null })).toBe(1 + 50 + 1 + 40);
    expect(cost(query, { n: 'many', s: 7 })).toBe(1 + 20 + 1 + 40);
  });

  it('never falls when more is asked for', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 }), (size, more) => {
      const query = 'query ($n: Int) { things(first: $n) { nodes { parts { id } owner { id } } } }';
      return cost(query, { n: size + more }) >= cost(query, { n: size });
    }));
  });

  it('measures depth and renamed fields through fragments', () => {
    const { root } = shape('{ x: thing { ...F } } fragment F on Thing { y: owner { ... on Thing { z: owner { id } } } }');
    expect([root.depth, root.aliases, root.fields]).toEqual([4, 3, 1]);
  });
});

describe('the language of a reader', () => {
  it.each([
    [undefined, 'lt'], ['', 'lt'], ['en', 'en'], ['EN-gb', 'en'], ['fr, en;q=0.3', 'en'], ['fr', 'fr'], ['*', 'lt'], ['en;q=0', 'lt'],
    ['de;q=0.9, fr;q=1', 'fr'], ['constructor', 'lt'], ['en;q=nonsense', 'en'], ['lt;q=0.1, en;q=0.2', 'en'],
  ])('of %p is %s', (header, language) => expect(preferredLanguage(header, ['lt', 'en'])).toBe(language));

  it('never breaks on what is sent', () => {
    fc.assert(fc.property(fc.string({ maxLength: 700 }), (header) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(preferredLanguage(header, ['lt', 'en']))));
  });
});

describe('a copy that a reader has', () => {
  const validators = { etag: '"abc"', lastModified: new Date('2024-05-01T10:00:00.700Z') };
  it.each([
    [{ 'if-none-match': '"abc"' }, true], [{ 'if-none-match': 'W/"abc"' }, true], [{ 'if-none-match': '"x", "abc"' }, true], [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"x"' }, false], [{ 'if-none-match': '"x"', 'if-modified-since': 'Wed, 01 May 2024 10:00:00 GMT' }, false],
    [{ 'if-modified-since': 'Wed, 01 May 2024 10:00:00 GMT' }, true], [{ 'if-modified-since': 'Wed, 01 May 2024 09:59:59 GMT' }, false],
    [{ 'if-modified-since': 'nonsense' }, false], [{}, false],
  ])('%j is fresh: %p', (headers, fresh) => expect(isFresh(headers, validators)).toBe(fresh));

  it.each([['gzip', true], ['gzip, br', true], ['br;q=1.0, gzip;q=0.5', true], ['gzip;q=0', false], ['*', true], ['*;q=0', false], ['gzip;q=0, *', false], [undefined, false], ['br', false]])(
    'accept-encoding %p takes gzip: %p', (header, takes) => expect(takesGzip(header)).toBe(takes),
  );
});

describe('days and instants', () => {
  it.each(['2024-02-29', '1900-01-01'])('takes the day %s', (day) => expect(GraphQLDate.parseValue(day)).toBe(day));
  it.each(['2023-02-29', '2024-2-1', '24-02-01', 20240101, null])('refuses the day %p', (day) => expect(() => GraphQLDate.parseValue(day)).toThrow(/YYYY-MM-DD/));
  it('takes instants with their offset only', () => {
    expect(GraphQLDateTime.serialize(GraphQLDateTime.parseValue('2024-05-03T12:00:00+03:00'))).toBe('2024-05-03T09:00:00.000Z');
    for (const wrong of ['2024-05-03T12:00:00', '2024-05-03', '2023-02-29T00:00:00Z', '2024-05-03T25:00:00Z', 7]) {
      expect(() => GraphQLDateTime.parseValue(wrong)).toThrow(/RFC 3339/);
    }
  });
});

describe('runs', () => {
  const run = (fields: Partial<RunContent>): RunContent => ({ code: 'c', mode: 'ONLINE', ...fields });
  const on = '2024-09-01';

  it('finds the one a learner would take next', () => {
    const code = (...runs: RunContent[]) => nextRun(runs, on)?.code ?? null;
    const later = run({ code: 'later', start: '2024-11-01' });
    const soon = run({ code: 'soon', start: '2024-09-01' });
    expect(code(later, soon)).toBe('soon');
    expect(code(later, { ...soon, cancelled: true })).toBe('later');
    expect(code(later, { ...soon, full: true })).toBe('later');
    expect(code({ ...soon, full: true })).toBe('soon');
    expect(code(later, soon, run({ code: 'any', alwaysOpen: true }))).toBe('any');
    expect(code(run({ start: '2024-08-31' }), run({}))).toBeNull();
  });

  it('is over the day after its last', () => {
    const finished = (end?: string) => runOf(run({ end }), { languages: ['lt'] } as OfferContent, on).finished;
    expect([finished('2024-08-31'), finished('2024-09-01'), finished()]).toEqual([true, false, false]);
  });

  it('has the languages of its offer where it has none of its own', () => {
    const languages = (own?: string[]) => runOf(run({ languages: own }), { languages: ['lt'] } as OfferContent, on).languages.map(({ code }) => code);
    expect([languages(), languages([]), languages(['en'])]).toEqual([['lt'], ['lt'], ['en']]);
  });

  it('are changed one by one, their codes staying unique', () => {
    const runs = [run({ code: 'a' }), run({ code: 'b' })];
    const codesOf = (change: Parameters<typeof changeRuns>[1]) => {
      const outcome = changeRuns(runs, change);
      return outcome.ok ? outcome.value.map(({ code }) => code).join() : outcome.problems[0]?.code;
    };
    expect(codesOf({ add: run({ code: 'c' }) })).toBe('a,b,c');
    expect(codesOf({ add: run({ code: 'a' }) })).toBe('RUN_EXISTS');
    expect(codesOf({ edit: 'a', run: run({ code: 'z' }) })).toBe('z,b');
    expect(codesOf({ edit: 'a', run: run({ code: 'b' }) })).toBe('RUN_EXISTS');
    expect(codesOf({ edit: 'x', run: run({}) })).toBe('RUN_UNKNOWN');
    expect(codesOf({ remove: 'a' })).toBe('b');
    expect(codesOf({ remove: 'x' })).toBe('RUN_UNKNOWN');
  });
});

describe('inputs', () => {
  it('become language maps; what cannot is said where it is', () => {
    const reader = new InputReader();
    expect(reader.text([{ language: 'lt', value: 'A' }, { language: 'en', value: 'B' }], 'title')).toEqual({ lt: 'A', en: 'B' });
    expect(reader.text(null, 'title')).toBeUndefined();
    expect(reader.problems).toEqual([]);
    reader.text([{ language: '__proto__', value: 'A' }, { language: 'lt', value: 'B' }, { language: 'lt', value: 'C' }], 'a.b');
    expect(reader.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['LANGUAGE_TAG_INVALID a.b.0.language', 'LANGUAGE_TWICE a.b.2.language']);
  });

  it('leave out what is null', () => expect(given({ a: null, b: undefined, c: 0, d: '', e: false })).toEqual({ c: 0, d: '', e: false }));
});

describe('request ids', () => {
  it('are made anew when they are not sane', () => {
    expect(requestIdOf('abcdefgh')).toBe('abcdefgh');
    for (const odd of [undefined, '', 'short', 'with space in it', 'x'.repeat(129), 'line\nbreak-12345']) expect(requestIdOf(odd)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
