import { sha256 } from './canonical-json.js';

/** Deeper than any record of the register; what is deeper, or contains itself, would end the process that writes it down. */
const DEPTH = 64;
const TOO_DEEP = '[…]';

/**
 * The value as JSON can carry it, without throwing: instants and big numbers as texts, bytes as their hash, maps and sets as
 * lists, what contains itself cut off. The same object where nothing stands in the way, which is found out without copying:
 * every change of every record comes by here.
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
    case 'object':
      return value && plainObject(value, around);
    case 'bigint':
      return String(value);
    default:
      return undefined;
  }
}

function plainObject(value: object, around: object[]): unknown {
  if (around.length >= DEPTH || around.includes(value)) return TOO_DEEP;
  around.push(value);
  const carried = Array.isArray(value) ? plainList(value, around) : isPlain(value) ? plainFields(value, around) : plainOther(value, around);
  around.pop();
  return carried;
}

const isPlain = (value: object): value is Record<string, unknown> =>
  Object.getPrototypeOf(value) === Object.prototype && (value as { toJSON?: unknown }).toJSON === undefined;

function plainOther(value: object, around: object[]): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  if (ArrayBuffer.isView(value)) return bytesOf(value);
  if (value instanceof Set || value instanceof Map) return plain([...(value as Iterable<unknown>)], around);
  return typeof toJSON === 'function' ? plain(toJSON.call(value), around) : plainFields(value as Record<string, unknown>, around);
}

function plainList(list: readonly unknown[], around: object[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const carried = plain(list[index], around);
    if (carried !== list[index]) (copy ??= [...list])[index] = carried;
  }
  return copy ?? list;
}

function plainFields(fields: Readonly<Record<string, unknown>>, around: object[]): object {
  let copy: object | undefined;
  for (const key of Object.keys(fields)) {
    const carried = plain(fields[key], around);
    if (carried === fields[key]) continue;
    copy ??= { ...fields };
    // Never by assignment: a field may be called __proto__.
    Object.defineProperty(copy, key, { value: carried, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? fields;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): object => ({
  bytes: byteLength,
  sha256: sha256(new Uint8Array(buffer, byteOffset, byteLength)),
});
