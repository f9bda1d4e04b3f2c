import { canonicalJson } from './canonical-json.js';

/** One field that two states of a record have differently; a side that does not have it says null. */
export interface FieldDifference {
  /** Dot notation, as in Problems; entries of a list that have a code or id are named by it (`runs.autumn-2026.price`). */
  path: string;
  before: unknown;
  after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What differs, field by field, in order of path. Null, undefined and a missing field are the same. */
export function fieldDifferences(before: unknown, after: unknown): FieldDifference[] {
  const found: FieldDifference[] = [];
  compare({ before, after }, '', found);
  return found;
}

function compare({ before, after }: Omit<FieldDifference, 'path'>, path: string, found: FieldDifference[]): void {
  const [a, b] = [partsOf(before), partsOf(after)];
  if (a && b) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compare({ before: a[key], after: b[key] }, path ? `${path}.${key}` : key, found);
    }
  } else if (!same(before, after)) {
    found.push({ path, before: before ?? null, after: after ?? null });
  }
}

const same = (a: unknown, b: unknown): boolean => a === b || (a ?? null) === (b ?? null) || canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The named parts of an object, or of a list whose entries name themselves; null for anything to be compared as a whole. */
function partsOf(value: unknown): Fields | null {
  if (Array.isArray(value)) return namedEntries(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  return value as Fields;
}

function namedEntries(list: readonly unknown[]): Fields | null {
  const entries: [string, unknown][] = [];
  for (const entry of list) {
    const { code, id } = (entry ?? {}) as { code?: unknown; id?: unknown };
    const name = code ?? id;
    if (typeof name !== 'string') return null;
    entries.push([name, entry]);
  }
  const parts = Object.fromEntries(entries);
  return entries.length > 0 && Object.keys(parts).length === entries.length ? parts : null;
}
