import { contentHash, localise } from '#libs/kernel';
import type { OfferProjection } from '#libs/offers';
import { broadField } from '#libs/vocabularies';
import { textAttributes } from './index-text.js';
import { nextStart, runAttributes } from './run-attributes.js';
import { titleKey } from './title-key.js';

/** Rises whenever this function makes another document of the same projection: the index is then built anew. */
export const DOCUMENT_VERSION = 1;

/**
 * One offer as the engine holds it: nothing that the database does not hold. `hash` covers all the rest, so that
 * comparing hashes compares documents.
 */
export interface IndexDocument {
  id: string;
  hash: string;
  code: string | null;
  provider: string;
  eqfLevel: string | null;
  iscedBroad: string[];
  /** ASSURED or CONDITIONAL on the day of the projection. */
  assured: 'true' | 'false';
  /** When it was first published, in seconds. */
  newest: number;
  nextStart: number | null;
  /** Texts by field and language, run attributes and their combinations, title keys. */
  [attribute: string]: string | number | null | string[];
}

export const titleKeyAttribute = (language: string): string => `titleKey_${language}`;

/** @param languages the register's, first one first. */
export function toIndexDocument(projection: OfferProjection, languages: readonly string[]): IndexDocument {
  const { offer, on, provider, assurance } = projection;
  const { specification, code } = offer.document;
  const keys = languages.map((language) => [
    titleKeyAttribute(language), titleKey(localise(specification.title, language, languages)?.value ?? '', language),
  ]);
  const document = {
    ...textAttributes(projection, languages),
    ...runAttributes(offer.document, on),
    ...Object.fromEntries(keys),
    id: offer.id,
    code,
    provider: provider.id,
    eqfLevel: specification.level?.eqf === undefined ? null : String(specification.level.eqf),
    iscedBroad: [...new Set(specification.iscedFields.map((field) => broadField(field)).filter((field) => field !== undefined))].sort(),
    assured: assurance.status === 'ASSURED' || assurance.status === 'CONDITIONAL' ? ('true' as const) : ('false' as const),
    newest: Math.floor(offer.firstPublishedAt.getTime() / 1000),
    nextStart: nextStart(offer.document, on),
  };
  return { ...document, hash: contentHash(document) };
}
