import { createHash } from 'node:crypto';
import canonicalizeValue from 'canonicalize';

/**
 * Canonical JSON by RFC 8785. Properties whose value is undefined are left out.
 * @throws on lone surrogates, NaN and infinities: they have no JSON form.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalizeValue(value as object);
  if (text === undefined) throw new TypeError('undefined has no canonical JSON');
  return text;
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** SHA-256 (hex) of the canonical JSON of the value. */
export const contentHash = (value: unknown): string => sha256(canonicalJson(value));
