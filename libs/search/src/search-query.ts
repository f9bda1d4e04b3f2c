import type { FacetGroup } from './facet-groups.js';

/** With text `RELEVANCE` is the engine's ranking; without text it means `NEWEST`. Ties are broken by id everywhere. */
export const SEARCH_SORTS = ['RELEVANCE', 'NEWEST', 'NEXT_START', 'TITLE'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/**
 * Codes by group; values of one group are alternatives, groups narrow each other. `assured` and `free` take `true` and
 * `false`. A missing or empty list does not narrow.
 */
export type SearchFilters = { readonly [Group in FacetGroup]?: readonly string[] | null };

export interface SearchQuery {
  text?: string | null;
  filters?: SearchFilters | null;
  /** The groups to count; all of them by default. */
  facets?: readonly FacetGroup[] | null;
  sort?: SearchSort | null;
  page?: { number?: number | null; size?: number | null } | null;
  /** The language in which titles are sorted; default: the register's first. */
  language?: string | null;
}

/** A query whose every value is known to be good: what engines are given. */
export interface CheckedQuery {
  text: string;
  filters: ReadonlyMap<FacetGroup, readonly string[]>;
  facets: readonly FacetGroup[];
  sort: SearchSort;
  page: { number: number; size: number };
  titleLanguage: string;
}

export interface FacetCount {
  value: string;
  /** Offers, not runs: how many there would be if this value alone were chosen in its group. */
  count: number;
}

export interface SearchHit {
  offerId: string;
  /** 0–1, the engine's own measure; null where the order is not one of relevance. */
  score: number | null;
}

export interface SearchAnswer {
  /** Offers, exact. */
  total: number;
  hits: SearchHit[];
  /** Of the groups asked for: most offers first, then by value; chosen values are there even with no offer. */
  facets: Partial<Record<FacetGroup, FacetCount[]>>;
  page: { number: number; size: number };
  /** What the engine itself says it took. */
  engineMs: number;
}

/** What answers queries: Meilisearch; anything else that keeps the same promises can stand in its place. */
export abstract class SearchEngine {
  /** @throws EngineUnavailable when the engine cannot be asked. */
  abstract search(query: CheckedQuery): Promise<SearchAnswer>;
}

export class EngineUnavailable extends Error {
  constructor(cause: unknown) {
    super(`The search engine does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'EngineUnavailable';
  }
}
