import { Injectable } from '@nestjs/common';
import type { MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import type { FacetGroup } from './facet-groups.js';
import { titleKeyAttribute } from './index-document.js';
import { MAX_TOTAL_HITS } from './index-settings.js';
import { MeiliConnection } from './meili-connection.js';
import { countQuery, readCounts, sourceOf, type GroupCounts } from './meili-facets.js';
import { conditions } from './meili-filter.js';
import { EngineUnavailable, SearchEngine, type CheckedQuery, type FacetCount, type SearchAnswer } from './search-query.js';

type Question = Omit<MultiSearchQuery, 'indexUid'>;
type Answer = MultiSearchResult<{ id: string }>;

/**
 * Exact search on one document per offer. Because the document holds the combinations of run values that occur in
 * single runs, a run filter is one condition, totals need no `distinct`, and the counts of all groups that are not
 * chosen come with the hits; each chosen group takes one more question of the same multi-search. (Documents per run
 * with `distinct` need one question for every value of every run group: measured thirty times slower.)
 */
@Injectable()
export class MeiliSearchEngine extends SearchEngine {
  constructor(private readonly connection: MeiliConnection) {
    super();
  }

  async search(query: CheckedQuery): Promise<SearchAnswer> {
    const own = query.facets.filter((group) => query.filters.has(group));
    const [main, ...others] = await this.ask([mainQuestion(query), ...own.map((group) => ownQuestion(query, group))]);
    const counted = query.facets.map((group) =>
      readCounts(query, group, (own.includes(group) ? others[own.indexOf(group)] : main)?.facetDistribution ?? {}));
    const settled = await this.settle(query, counted);
    const hits = (main as Answer).hits;
    return {
      total: (main as Answer).totalHits ?? 0,
      hits: hits.map((hit) => ({ offerId: hit.id, score: query.sort === 'RELEVANCE' ? (hit._rankingScore ?? null) : null })),
      facets: Object.fromEntries(counted.map(({ group, sure }) => [group, inShownOrder(sure, query.filters.get(group))])),
      page: query.page,
      engineMs: [main as Answer, ...others, ...settled].reduce((sum, answer) => sum + answer.processingTimeMs, 0),
    };
  }

  /** Only where several values of one run group are chosen can an offer stand under two combinations; then it is asked. */
  private async settle(query: CheckedQuery, counted: readonly GroupCounts[]): Promise<Answer[]> {
    const open = counted.flatMap(({ group, sure, unsure }) => [...unsure].map(([value, tokens]) => ({ group, sure, value, tokens })));
    const answers = open.length ? await this.ask(open.map(({ group, tokens }) => countQuery(query, group, tokens))) : [];
    open.forEach(({ sure, value }, index) => sure.set(value, answers[index]?.totalHits ?? 0));
    return answers;
  }

  private async ask(questions: readonly Question[]): Promise<Answer[]> {
    const queries = questions.map((question) => ({ ...question, indexUid: this.connection.indexName }));
    try {
      const { results } = await this.connection.reader.multiSearch<{ queries: MultiSearchQuery[] }, { id: string }>({ queries });
      return results as Answer[];
    } catch (error) {
      throw new EngineUnavailable(error);
    }
  }
}

/** The engine answers no page behind its limit of hits; such a page is empty, and its total right all the same. */
function mainQuestion(query: CheckedQuery): Question {
  const { number, size } = query.page;
  const reachable = number * size <= MAX_TOTAL_HITS;
  return {
    q: query.text,
    filter: conditions(query.filters),
    facets: query.facets.filter((group) => !query.filters.has(group)).map((group) => sourceOf(query, group)),
    page: reachable ? number : 1,
    hitsPerPage: reachable ? size : 0,
    attributesToRetrieve: ['id'],
    showRankingScore: query.sort === 'RELEVANCE',
    ...sortOf(query),
  };
}

/** A group does not narrow itself: its counts are those without its own filter. */
const ownQuestion = (query: CheckedQuery, group: FacetGroup): Question => ({
  q: query.text,
  filter: conditions(query.filters, group),
  facets: [sourceOf(query, group)],
  page: 1,
  hitsPerPage: 0,
});

function sortOf(query: CheckedQuery): { sort?: string[] } {
  switch (query.sort) {
    case 'NEWEST': return { sort: ['newest:desc', 'id:asc'] };
    case 'NEXT_START': return { sort: ['nextStart:asc', 'id:asc'] };
    case 'TITLE': return { sort: [`${titleKeyAttribute(query.titleLanguage)}:asc`, 'id:asc'] };
    default: return {};
  }
}

function inShownOrder(counts: ReadonlyMap<string, number>, chosen: readonly string[] = []): FacetCount[] {
  const all = new Map([...chosen.map((value) => [value, 0] as const), ...counts]);
  return [...all]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
