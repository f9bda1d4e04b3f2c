import { sha256 } from './canonical-json.js';

/** Deeper than any record of the register; what is deeper, or contains itself, would end the process that writes it down. */
const DEPTH = 64;
const TOO_DEEP = '[…]';

/**
 * The value as JSON can carry it, without throwing: instants and big numbers as texts, bytes as their hash, maps and sets as
 * lists, what contains itself cut off. The same object where nothing stands in the way.
 */
export const plainJson = (value: unknown): unknown => plain(value, []);

function plain(value: unknown, around: object[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value);
    case 'object':
      return value && plainObject(value, around);
    default:
      return undefined;
  }
}

function plainObject(value: object, around: object[]): unknown {
  if (around.length >= DEPTH || around.includes(value)) return TOO_DEEP;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  if (ArrayBuffer.isView(value)) return bytesOf(value);
  if (value instanceof Set || value instanceof Map) return plain([...(value as Iterable<unknown>)], around);
  around.push(value);
  try {
    const own = (value as { toJSON?: unknown }).toJSON;
    return typeof own === 'function' ? plain(own.call(value), around) : plainParts(value, around);
  } finally {
    around.pop();
  }
}

function plainParts(value: object, around: object[]): object {
  let copy: object | undefined;
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    const carried = plain(part, around);
    if (carried === part) continue;
    copy ??= Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    // Never by assignment: a field may be called __proto__.
    Object.defineProperty(copy, key, { value: carried, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): object => ({
  bytes: byteLength,
  sha256: sha256(new Uint8Array(buffer, byteOffset, byteLength)),
});
