import path from 'node:path';
import type { Settings } from 'meilisearch';
import { FACET_GROUPS, RUN_GROUPS, type IndexDocument, type SearchFilters } from '#libs/search';
import { DirectIndex, documentFiles } from '../run/direct-index.js';
import { GraphqlClient } from '../run/http.js';
import type { BenchResult, ResultRow } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { milliseconds, percentile } from '../run/statistics.js';
import { QUESTION_KINDS, questions, type Question } from './search-questions.js';

const PAIRS = 240;
const WARM_PAIRS = 30;
const LIMIT_MS = 20_000;
const PAGE = 20;

const QUERY = `query ($search: OfferSearchInput) { offers(search: $search) {
  total hits { offer { id title { value } provider { name { value } } } } facets { group values { value count } } problems { code } } }`;

interface Measured {
  ours: number[];
  plain: number[];
  /** Pairs with the same total; with filters of several run groups a plain index finds too much. */
  equalTotals: number;
}

/** Search with all facets through API and HTTP, against one plain query of the engine for the same text, filters and facets. */
export async function search(stage: Stage): Promise<BenchResult> {
  const register = await stage.catalogue();
  const api = new GraphqlClient((await stage.api()).url);
  stage.say('search: filling the plain index');
  const files = await documentFiles(register, path.join(stage.subfolder('documents'), 'plain'), plainDocument);
  const plain = new DirectIndex(register, 'bench_plain');
  await plain.create(plainSettings(plain.connection.settings));
  await plain.fill(files);
  const rows: ResultRow[] = [];
  const notes: string[] = [];
  for (const kind of QUESTION_KINDS) {
    stage.say(`search: ${kind.name}`);
    const measured = await measure({ api, plain, asked: questions(kind) });
    for (const share of [0.5, 0.95, 0.99]) {
      const [a, b] = [percentile(measured.ours, share), percentile(measured.plain, share)];
      rows.push({
        what: `${kind.name}, p${share * 100}`, ours: milliseconds(a), compared: milliseconds(b), ratio: a / b,
        aim: share === 0.5 ? { atMost: kind.runGroups ? 3 : 1.25 } : null,
      });
    }
    notes.push(`${kind.name}: ${measured.ours.length} pairs, ${measured.equalTotals} with equal totals`);
    if (kind.runGroups < 2 && measured.equalTotals < measured.ours.length) throw new Error('Register and plain query must find the same here');
  }
  await plain.remove();
  plain.close();
  api.close();
  return {
    bench: 'search',
    title: `text, filters and all ${FACET_GROUPS.length} facet groups over ${stage.offers} offers, one request at a time`,
    columns: ['register, GraphQL', 'one plain query'],
    rows,
    notes,
  };
}

async function measure({ api, plain, asked }: { api: GraphqlClient; plain: DirectIndex; asked: readonly Question[] }): Promise<Measured> {
  const measured: Measured = { ours: [], plain: [], equalTotals: 0 };
  let end = Number.POSITIVE_INFINITY;
  for (let pair = 0; pair < WARM_PAIRS + PAIRS && performance.now() < end; pair++) {
    const question = asked[pair % asked.length] as Question;
    const sides = [() => askRegister(api, question), () => askPlain(plain, question)];
    const order = pair % 2 ? [1, 0] : [0, 1];
    const answers = [] as { ms: number; total: number }[];
    for (const which of order) {
      const began = performance.now();
      const total = await (sides[which] as () => Promise<number>)();
      answers[which] = { ms: performance.now() - began, total };
    }
    if (pair < WARM_PAIRS) continue;
    if (pair === WARM_PAIRS) end = performance.now() + LIMIT_MS;
    const [ours, other] = answers as [{ ms: number; total: number }, { ms: number; total: number }];
    measured.ours.push(ours.ms);
    measured.plain.push(other.ms);
    if (ours.total === other.total) measured.equalTotals++;
  }
  return measured;
}

async function askRegister(api: GraphqlClient, { text, filters }: Question): Promise<number> {
  const { offers } = await api.query<{ offers: { total: number; problems: { code: string }[] } }>(QUERY, {
    search: { text, filters: apiFilters(filters), facets: FACET_GROUPS, page: { size: PAGE } },
  });
  if (offers.problems.length) throw new Error(`The search was refused: ${JSON.stringify(offers.problems)}`);
  return offers.total;
}

const apiFilters = ({ eqfLevel, assured, free, ...lists }: SearchFilters) => ({
  ...lists,
  ...(eqfLevel && { eqfLevel: eqfLevel.map(Number) }),
  ...(assured && { assured: assured[0] === 'true' }),
  ...(free && { free: free[0] === 'true' }),
});

async function askPlain(plain: DirectIndex, { text, filters }: Question): Promise<number> {
  const { totalHits } = await plain.search<{ totalHits: number }>({
    q: text,
    filter: Object.entries(filters).map(([group, values]) => `${group} IN [${values?.map((value) => `"${value}"`).join(', ')}]`),
    facets: FACET_GROUPS,
    page: 1,
    hitsPerPage: PAGE,
    attributesToRetrieve: ['id', 'title_lt', 'provider_lt'],
    ...(text ? {} : { sort: ['newest:desc', 'id:asc'] }),
  });
  return totalHits;
}

/** The offer's document as somebody would make it who has not met the trap of facets over runs: no combinations. */
const plainDocument = (document: IndexDocument): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith('run_') && name !== 'hash'));

const plainSettings = ({ displayedAttributes: _, ...settings }: Settings): Settings => ({
  ...settings,
  filterableAttributes: [...new Set([...FACET_GROUPS, ...RUN_GROUPS])],
});
