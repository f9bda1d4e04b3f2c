import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunContent } from '#libs/offers';
import type { FacetGroup, SearchFilters } from './index.js';
import { TestIndex } from '../test/engine.js';
import { oracle } from '../test/oracle.js';
import { projectionOf, type OfferSample } from '../test/projections.js';

const uuid = (kind: number, index: number) => `01900000-0000-7000-8000-${String(kind * 100_000 + index).padStart(12, '0')}`;
const PROVIDERS = [1, 2, 3, 4].map((index) => uuid(9, index));
const WORDS = ['rbg', 'kxo', 'vyt', 'zqe'];
const LEAVES = ['LT011', 'LT021', 'LT022', 'LT01', 'EE001'];
/** More values than the catalogues have: chosen ones with no offer count too. */
const VALUES: Record<FacetGroup, readonly string[]> = {
  eqfLevel: ['3', '4', '5', '6'],
  provider: PROVIDERS,
  iscedBroad: ['00', '04', '06', '07'],
  assured: ['true', 'false'],
  mode: ['ONLINE', 'ONSITE', 'BLENDED', 'WORK_BASED'],
  language: ['lt', 'en', 'pl', 'lls', 'de'],
  region: ['LT', 'LT0', 'LT01', 'LT011', 'LT02', 'LT021', 'LT022', 'EE', 'EE0', 'EE00', 'EE001', 'LV'],
  free: ['true', 'false'],
};

const few = <T>(values: readonly T[], maxLength: number, minLength = 0) => fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

const run: fc.Arbitrary<RunContent> = fc.record({
  mode: fc.constantFrom('ONLINE' as const, 'ONSITE' as const, 'BLENDED' as const),
  languages: maybe(few(['lt', 'en', 'pl', 'lls'], 2)),
  region: maybe(fc.constantFrom(...LEAVES)),
  amount: maybe(fc.constantFrom(0, 0, 120.5)),
  end: maybe(fc.constantFrom('2024-08-31', '2024-09-01', '2025-01-31')),
  start: maybe(fc.constantFrom('2024-06-01', '2024-09-01', '2024-09-15')),
  cancelled: fc.boolean().map((drawn) => drawn || undefined),
}).map(({ region, amount, languages, end, start, cancelled, mode }) => JSON.parse(JSON.stringify({
  code: 'r', mode, languages, end, start, cancelled: cancelled && end ? true : undefined,
  place: region && { nutsRegion: region }, price: amount === undefined ? undefined : { amount, currency: 'EUR' },
})) as RunContent);

const offer: fc.Arbitrary<Omit<OfferSample, 'id'>> = fc.record({
  providerId: fc.constantFrom(...PROVIDERS.slice(0, 3)),
  title: fc.record({ lt: few(WORDS, 2, 1).map((words) => words.join(' ')) }),
  assurance: fc.constantFrom('ASSURED', 'CONDITIONAL', 'EXPIRED', 'REFUSED', 'NONE'),
  content: fc.record({
    level: maybe(fc.constantFrom(4, 5, 6).map((eqf) => ({ eqf, basis: 'PROVIDER_STATEMENT' as const }))),
    iscedFields: few(['0613', '061', '06', '0713', '0011'], 3, 1),
    languages: few(['lt', 'en'], 2, 1),
  }),
  runs: fc.array(run, { maxLength: 4 }),
}).map((sample) => JSON.parse(JSON.stringify(sample)) as Omit<OfferSample, 'id'>);

const filters: fc.Arbitrary<SearchFilters> = fc.record(
  Object.fromEntries(Object.entries(VALUES).map(([group, values]) => [
    group, fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: few(values, 3, 1) }),
  ])),
);
const question = fc.record({ text: fc.constantFrom('', '', ...WORDS), filters });

const index = new TestIndex();
beforeAll(() => index.create());
afterAll(() => index.drop());

it('answers totals, hits and facet counts of offers exactly as counting by hand does', async () => {
  const catalogue = fc.array(offer, { minLength: 60, maxLength: 150, size: 'max' });
  const questions = fc.array(question, { minLength: 25, maxLength: 25 });
  let busy = 0;
  await fc.assert(
    fc.asyncProperty(catalogue, questions, async (samples, asked) => {
      const projections = samples.map((sample, at) => projectionOf({ ...sample, id: uuid(1, at) }));
      await index.fill(projections);
      for (const { text, filters: chosen } of asked) {
        const expected = oracle(projections, { text, filters: chosen, values: VALUES });
        const answer = await index.search({ text, filters: chosen, page: { size: 100 } });
        const rest = answer.total > 100 ? (await index.search({ text, filters: chosen, page: { number: 2, size: 100 } })).hits : [];
        expect({ text, chosen, ids: [...answer.hits, ...rest].map((hit) => hit.offerId).sort(), total: answer.total })
          .toEqual({ text, chosen, ids: expected.ids, total: expected.ids.length });
        const facets = Object.fromEntries(Object.entries(answer.facets).map(([group, counts]) => [
          group, Object.fromEntries(counts.map(({ value, count }) => [value, count])),
        ]));
        expect({ text, chosen, facets }).toEqual({ text, chosen, facets: expected.facets });
        if (answer.total > 0 && Object.values(chosen).filter((values) => values?.length).length > 1) busy++;
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
  // Guards the test itself: enough of the questions had several filters and an answer.
  expect(busy).toBeGreaterThan(40);
}, 120_000);
