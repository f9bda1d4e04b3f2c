import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldDifferences, plainJson, type FieldDifference } from './index.js';

type Fields = Record<string, unknown>;
/** A difference on its way down: the names still to be walked. */
type Step = { names: string[]; order: boolean; after: unknown };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const set = (fields: Fields, key: string, value: unknown) => Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });

/** Reads a path as its description says it is written. */
function stepOf({ path, after }: FieldDifference): Step {
  const names: string[] = [];
  let [name, order] = ['', false];
  const parts = path.match(/\\.|[\s\S]/g) ?? [];
  for (const part of parts) {
    if (part === '.') {
      names.push(name);
      name = '';
    } else if (part === '#') order = true;
    else if (!order) name += part === '\\e' ? '' : part.length === 2 && part[0] === '\\' ? part[1] : part;
  }
  return { names: path === '' || path === '#order' ? [] : [...names, name], order, after };
}

const namedBy = (list: readonly unknown[]): 'code' | 'id' =>
  list.every((entry) => isFields(entry) && typeof entry.code === 'string') && new Set(list.map((entry) => (entry as Fields).code)).size === list.length ? 'code' : 'id';

/** Makes the differences in the state: what anybody who reads the history has to be able to do. */
function made(before: unknown, steps: readonly Step[]): unknown {
  if (!steps.length) return before;
  const whole = steps.find((step) => !step.names.length && !step.order);
  if (whole) return whole.after;
  const inner = Map.groupBy(steps.filter((step) => step.names.length), (step) => step.names[0] as string);
  const below = (name: string) => (inner.get(name) ?? []).map((step) => ({ ...step, names: step.names.slice(1) }));
  if (Array.isArray(before)) {
    const by = namedBy(before);
    const entries = new Map(before.map((entry: Fields) => [entry[by] as string, entry as unknown]));
    for (const name of inner.keys()) entries.set(name, made(entries.get(name), below(name)));
    const order = steps.find((step) => !step.names.length && step.order)?.after as string[] | undefined;
    return (order ?? [...entries.keys()]).map((name) => entries.get(name)).filter((entry) => entry !== null);
  }
  const fields: Fields = {};
  for (const [key, value] of Object.entries((before ?? {}) as Fields)) set(fields, key, value);
  for (const name of inner.keys()) set(fields, name, made(Object.hasOwn(fields, name) ? fields[name] : null, below(name)));
  return fields;
}

/** Without fields that say nothing, as null and missing are the same; no record is one without fields. */
const essence = (value: unknown): unknown => tidy(value) ?? {};
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => tidy(part) ?? null);
  if (!isFields(value)) return Object.is(value, -0) ? 0 : value;
  const fields: Fields = Object.create(null);
  for (const [key, part] of Object.entries(value)) if (part !== null && part !== undefined) fields[key] = tidy(part);
  return fields;
}

const name = fc.constantFrom('a', 'b', 'c', '', '.', 'a.b', 'x#order', '#', '\\', '\\e', '__proto__', 'constructor', 'toString', 'code', 'id', '\u0000', '\uD800');
const leaf = fc.oneof(fc.constantFrom(null, undefined, 0, 1, '', 'text', true, '\uD800', 'nul\u0000'), fc.double(), fc.string());
const { state } = fc.letrec<{ state: unknown; entry: unknown }>((tie) => ({
  state: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.dictionary(name, tie('state'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('state'), { maxLength: 3 }),
    fc.uniqueArray(tie('entry'), { maxLength: 4, selector: (entry) => (entry as Fields).code }),
    fc.uniqueArray(tie('entry'), { maxLength: 4, selector: (entry) => (entry as Fields).id }),
  ),
  entry: fc.record({ code: name, id: name, value: tie('state') }, { requiredKeys: [] }),
}));

describe('differences by field', () => {
  it('are none between equal states', () => {
    fc.assert(fc.property(state, (value) => {
      expect(fieldDifferences(value, structuredClone(value))).toEqual([]);
    }), { numRuns: 500 });
  });

  it('made in the state before give the state after', () => {
    fc.assert(fc.property(state, state, (before, after) => {
      const steps = fieldDifferences(before, after).map(stepOf);
      expect(essence(made(plainJson(before), steps))).toEqual(essence(plainJson(after)));
    }), { numRuns: 3000 });
  });

  it('name entries of a list by their code, and say when only the order is another', () => {
    const [autumn, spring] = [{ code: 'autumn', price: 10 }, { code: 'spring', price: 20 }];
    expect(fieldDifferences({ runs: [autumn, spring] }, { runs: [{ ...autumn, price: 11 }, spring] })).toEqual([{ path: 'runs.autumn.price', before: 10, after: 11 }]);
    expect(fieldDifferences({ runs: [autumn, spring] }, { runs: [spring, autumn] })).toEqual([
      { path: 'runs#order', before: ['autumn', 'spring'], after: ['spring', 'autumn'] },
    ]);
    expect(fieldDifferences({ runs: [autumn] }, { runs: [autumn, spring] })).toEqual([{ path: 'runs.spring', before: null, after: spring }]);
    expect(fieldDifferences({ runs: [autumn, spring] }, { runs: [spring] })).toEqual([{ path: 'runs.autumn', before: autumn, after: null }]);
    expect(fieldDifferences({ runs: [spring] }, { runs: [autumn, spring] }).map(({ path }) => path)).toEqual(['runs.autumn', 'runs#order']);
  });

  it('compare lists without names as a whole', () => {
    expect(fieldDifferences({ tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toEqual([{ path: 'tags', before: ['a', 'b'], after: ['b', 'a'] }]);
  });

  it('list the fields of a record that begins or ends', () => {
    expect(fieldDifferences(null, { a: 1, b: { c: 2 }, d: null })).toEqual([{ path: 'a', before: null, after: 1 }, { path: 'b', before: null, after: { c: 2 } }]);
    expect(fieldDifferences({ a: 1 }, undefined)).toEqual([{ path: 'a', before: 1, after: null }]);
  });

  it('take inherited fields for none and names with dots for one name', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "a.b": 2}') as unknown;
    expect(fieldDifferences({}, hostile)).toEqual([
      { path: '__proto__', before: null, after: { polluted: true } },
      { path: 'constructor', before: null, after: 1 },
      { path: 'a\\.b', before: null, after: 2 },
    ]);
  });
});

describe('a value as JSON carries it', () => {
  it('is of any value, without an exception', () => {
    const loop: Fields = { name: 'loop' };
    loop.self = loop;
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const odd = {
      at: new Date('2024-09-01T00:00:00Z'), not: Number.NaN, endless: -Infinity, big: 12n, nothing: undefined, work: () => 1, mark: Symbol('s'),
      map: new Map([['a', 1n]]), set: new Set([1, new Date(0)]), bytes: Buffer.from('abc'), own: { toJSON: () => ({ a: 2n }) }, loop, deep,
    };
    const text = JSON.stringify(plainJson(odd));
    expect(JSON.parse(text)).toMatchObject({
      at: '2024-09-01T00:00:00.000Z', not: 'NaN', endless: '-Infinity', big: '12', map: [['a', '1']], set: [1, '1970-01-01T00:00:00.000Z'],
      bytes: { bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }, own: { a: '2' }, loop: { name: 'loop', self: '[…]' },
    });
    expect(text.length).toBeLessThan(2000);
    expect(() => fieldDifferences(odd, { ...odd, at: 1 })).not.toThrow();
  });

  it('is the value itself where JSON carries it, and says what JSON says', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(plainJson(value)).toBe(value)));
    fc.assert(fc.property(fc.anything({ withDate: true, withNullPrototype: true, withTypedArray: true, withMap: true, withSet: true, withBigInt: true, withSparseArray: true }), (value) => {
      expect(() => JSON.stringify(plainJson(value))).not.toThrow();
    }));
  });
});
