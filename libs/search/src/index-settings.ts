import { contentHash } from '#libs/kernel';
import type { Locale, Settings } from 'meilisearch';
import { combinationAttribute, OFFER_GROUPS, RUN_COMBINATIONS } from './facet-groups.js';
import { DOCUMENT_VERSION, titleKeyAttribute } from './index-document.js';
import { OTHER_LANGUAGES, TEXT_FIELDS } from './index-text.js';

/** Totals and facets are exact only below these limits of the engine's; they cost nothing until they are reached. */
export const MAX_TOTAL_HITS = 1_000_000;
const MAX_FACET_VALUES = 100_000;

const LOCALES: Readonly<Record<string, Locale>> = { lt: 'lit', en: 'eng', lv: 'lav', et: 'est', pl: 'pol', de: 'deu', fr: 'fra' };

/** The settings of the offers index; `languages` are the register's. */
export function indexSettings(languages: readonly string[]): Settings {
  const spoken = languages.filter((language) => LOCALES[language]);
  const settings: Settings = {
    // Weightiest first: a title in any language before an outcome in any.
    searchableAttributes: [
      ...TEXT_FIELDS.flatMap((field) => [...languages, OTHER_LANGUAGES].map((language) => `${field}_${language}`)), 'code',
    ],
    filterableAttributes: [...OFFER_GROUPS, ...RUN_COMBINATIONS.map(combinationAttribute)],
    sortableAttributes: ['id', 'newest', 'nextStart', ...languages.map(titleKeyAttribute)],
    // A wish for an order comes before relevance; the id at the end makes every order total.
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'id:asc'],
    localizedAttributes: spoken.map((language) => ({ attributePatterns: [`*_${language}`], locales: [LOCALES[language] as Locale] })),
    pagination: { maxTotalHits: MAX_TOTAL_HITS },
    faceting: { maxValuesPerFacet: MAX_FACET_VALUES },
    proximityPrecision: 'byWord',
    // Longer than queries may take: a cut search would have a wrong total; the reader gives up before.
    searchCutoffMs: 10_000,
  };
  return { ...settings, displayedAttributes: ['id', 'hash', versionMark(settings)] };
}

/**
 * Name of an attribute no document has. It stands among the displayed attributes, so that the version lives in the
 * index itself: it moves with a swap, and an engine that lost its data has none.
 */
const versionMark = (settings: Settings): string => `version-${contentHash({ settings, documents: DOCUMENT_VERSION }).slice(0, 16)}`;

export const indexVersion = (settings: Pick<Settings, 'displayedAttributes'>): string | null =>
  settings.displayedAttributes?.find((attribute) => attribute.startsWith('version-')) ?? null;
