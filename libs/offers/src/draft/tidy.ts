import { storableText } from '#libs/kernel';

/** Deeper than any offer; more is an attack or a mistake. */
const MAX_DEPTH = 20;

export class TooDeepError extends Error {}

export interface Tidied {
  value: unknown;
  /** Paths of texts in which unstorable characters were dropped. */
  cleaned: string[];
}

/**
 * The form in which everything from outside is looked at: texts trimmed, in Unicode NFC and storable; null, '' and
 * empty objects are absence. Arrays keep their length, so that paths still point at what the sender wrote.
 * @throws TooDeepError beyond 20 levels.
 */
export function tidy(input: unknown): Tidied {
  const cleaned: string[] = [];
  return { value: walk(input, { path: [], cleaned }), cleaned };
}

interface Position {
  path: string[];
  cleaned: string[];
}

function walk(value: unknown, at: Position): unknown {
  if (at.path.length > MAX_DEPTH) throw new TooDeepError();
  if (typeof value === 'string') return tidyText(value, at);
  if (Array.isArray(value)) return value.map((item, index) => walk(item, deeper(at, String(index))));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .map(([key, item]) => [key, walk(item, deeper(at, key))] as const)
      .filter(([key, item]) => key !== '__proto__' && item !== undefined && item !== null && item !== '' && !isEmptyObject(item));
    return Object.fromEntries(entries);
  }
  return value;
}

const deeper = (at: Position, key: string): Position => ({ path: [...at.path, key], cleaned: at.cleaned });

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

function tidyText(value: string, at: Position): string {
  const storable = storableText(value);
  if (storable !== value) at.cleaned.push(at.path.join('.'));
  return storable.normalize('NFC').trim();
}
