import { plainJson } from './plain-json.js';

/** One field that two states of a record have differently; a side that does not have it says null. */
export interface FieldDifference {
  /**
   * Dot notation, as in Problems; entries of a list that all have a code (or all an id) of their own are named by it
   * (`runs.autumn-2026.price`). In a name `.`, `#` and `\` stand behind a `\`, and the empty name is `\e`. `runs#order`
   * is the order of such a list: the names of its entries. Empty for the whole.
   */
  path: string;
  before: unknown;
  after: unknown;
}

interface States {
  before: unknown;
  after: unknown;
}

/**
 * What differs, field by field, in the order of the record's fields. Null, undefined and a missing field are the same, and so are
 * no record and one without fields. Making the differences in `before` gives `after`. Values are as JSON carries them.
 */
export function fieldDifferences(before: unknown, after: unknown): FieldDifference[] {
  const found: FieldDifference[] = [];
  const states = { before: plainJson(before) ?? null, after: plainJson(after) ?? null };
  // A record that begins or ends has its fields listed one by one, so that each can be read and found by itself.
  if (states.before === null && isFields(states.after)) states.before = {};
  else if (states.after === null && isFields(states.before)) states.after = {};
  compare(states, null, found);
  return found;
}

/** @param path null: the whole record. */
function compare({ before, after }: States, path: string | null, found: FieldDifference[]): void {
  if (before === after) return;
  if (isFields(before) && isFields(after)) return compareFields({ before, after }, path, found);
  if (Array.isArray(before) && Array.isArray(after)) {
    const [a, b] = [namedEntries(before), namedEntries(after)];
    if (a && b && a.by === b.by) return compareEntries({ before: a.entries, after: b.entries }, path, found);
  }
  if (!same(before, after)) found.push({ path: path ?? '', before: before ?? null, after: after ?? null });
}

function compareFields({ before, after }: { before: Fields; after: Fields }, path: string | null, found: FieldDifference[]): void {
  const at = (key: string) => (path === null ? nameInPath(key) : `${path}.${nameInPath(key)}`);
  for (const key of Object.keys(before)) compare({ before: before[key], after: own(after, key) }, at(key), found);
  for (const key of Object.keys(after)) {
    if (!Object.hasOwn(before, key)) compare({ before: undefined, after: after[key] }, at(key), found);
  }
}

function compareEntries({ before, after }: { before: Entries; after: Entries }, path: string | null, found: FieldDifference[]): void {
  const at = (name: string) => (path === null ? nameInPath(name) : `${path}.${nameInPath(name)}`);
  for (const [name, entry] of before) compare({ before: entry, after: after.get(name) }, at(name), found);
  const added = [...after.keys()].filter((name) => !before.has(name));
  for (const name of added) compare({ before: undefined, after: after.get(name) }, at(name), found);
  // New entries come last unless something is said of the order.
  const expected = [...[...before.keys()].filter((name) => after.has(name)), ...added];
  const order = [...after.keys()];
  if (order.some((name, index) => name !== expected[index])) {
    found.push({ path: `${path ?? ''}#order`, before: [...before.keys()], after: order });
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Entries = ReadonlyMap<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Never what is inherited: a record may have a field called `constructor` or `__proto__`. */
const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

const nameInPath = (name: string): string => (name === '' ? '\\e' : /[\\.#]/.test(name) ? name.replace(/[\\.#]/g, '\\$&') : name);

/** The entries by code or id, where all have one of their own; null for a list to be compared as a whole. */
function namedEntries(list: readonly unknown[]): { by: 'code' | 'id'; entries: Entries } | null {
  for (const by of ['code', 'id'] as const) {
    const names = list.map((entry) => (isFields(entry) ? own(entry, by) : undefined));
    if (!names.every((name) => typeof name === 'string')) continue;
    const entries = new Map(names.map((name, index) => [name, list[index]]));
    if (entries.size && entries.size === list.length) return { by, entries };
  }
  return null;
}

/** Deep, for values as JSON carries them; null and missing are the same. */
function same(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, index) => same(part, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  return Object.keys(a).every((key) => same(a[key], own(b, key))) && Object.keys(b).every((key) => Object.hasOwn(a, key) || (b[key] ?? null) === null);
}
