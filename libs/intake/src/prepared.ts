import type { Problem } from '#libs/kernel';
import type { Position } from './source-record.js';

export interface ProviderKey {
  scheme: string;
  value: string;
}

export const keyText = ({ scheme, value }: ProviderKey): string => `${scheme} ${value}`;

/** A record that has been read and mapped and waits to be written. */
export interface Prepared extends Position {
  code: string | null;
  provider: ProviderKey | null;
  /** What the save gate will look at; null when the record is refused already. */
  draft: unknown;
  problems: Problem[];
}

export interface PreparedOrganisation {
  keys: ProviderKey[];
  value: unknown;
}

/** The identifiers of a described organisation, as far as they can be read. */
export function keysOf(organisation: unknown): ProviderKey[] {
  const { identifiers } = (organisation ?? {}) as { identifiers?: unknown };
  return Array.isArray(identifiers) ? identifiers.flatMap((one: unknown) => providerKey(one) ?? []) : [];
}

export function providerKey(value: unknown): ProviderKey | null {
  const { scheme, value: text } = (value ?? {}) as { scheme?: unknown; value?: unknown };
  if (typeof scheme !== 'string' || typeof text !== 'string' || !scheme.trim() || !text.trim()) return null;
  return { scheme: scheme.trim(), value: text.trim() };
}

export const codeOf = (code: unknown): string | null => {
  if (typeof code === 'number' && Number.isFinite(code)) return String(code);
  return typeof code === 'string' && code.trim() ? code.trim() : null;
};
