import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { combine, FACET_GROUPS, type FacetGroup } from './facet-groups.js';
import { conditions, quoted } from './meili-filter.js';
import { checkQuery, MAX_FILTER_VALUES, MAX_TEXT_LENGTH } from './query-check.js';
import type { SearchQuery } from './search-query.js';

const check = (query: SearchQuery) => checkQuery(query, ['lt', 'en']);
const codes = (query: SearchQuery) => check(query).problems.map((problem) => problem.code);

describe('a query from outside', () => {
  it('needs nothing at all', () => {
    expect(check({})).toEqual({
      ok: true, problems: [],
      value: { text: '', filters: new Map(), facets: FACET_GROUPS, sort: 'NEWEST', page: { number: 1, size: 20 }, titleLanguage: 'lt' },
    });
    expect(check({ text: ' duomenys ', language: 'en-GB', filters: { mode: [], free: null } })).toMatchObject({
      value: { text: 'duomenys', sort: 'RELEVANCE', titleLanguage: 'en', filters: new Map() },
    });
  });

  it('is refused for an unknown value, with the allowed ones named', () => {
    const outcome = check({ filters: { mode: ['ONLINE', 'online'], region: ['LT9'], eqfLevel: ['9'] } });
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome.problems.map(({ path }) => path)).toEqual(['filters.mode', 'filters.region', 'filters.eqfLevel']);
    expect(outcome.problems[0]?.message).toEqual({
      en: '"online" is not a value of the filter mode; allowed: ONLINE, ONSITE, BLENDED, WORK_BASED, PROJECT_BASED, RESEARCH_LAB_BASED.',
      lt: '„online“ nėra filtro mode reikšmė; galimos: ONLINE, ONSITE, BLENDED, WORK_BASED, PROJECT_BASED, RESEARCH_LAB_BASED.',
    });
  });

  it.each<[string, SearchQuery]>([
    ['SEARCH_FILTER_PROVIDER_UNKNOWN', { filters: { provider: ['x'] } }],
    ['SEARCH_FILTER_UNKNOWN', { filters: { price: ['0'] } as never }],
    ['SEARCH_FILTER_TOO_MANY_VALUES', { filters: { region: Array.from({ length: MAX_FILTER_VALUES + 1 }, (_, i) => `LT${i}`) } }],
    ['SEARCH_FACET_UNKNOWN', { facets: ['colour'] as never }],
    ['SEARCH_SORT_UNKNOWN', { sort: 'PRICE' as never }],
    ['SEARCH_TEXT_TOO_LONG', { text: 'x'.repeat(MAX_TEXT_LENGTH + 1) }],
    ['SEARCH_PAGE_NUMBER_INVALID', { page: { number: 0 } }],
    ['SEARCH_PAGE_NUMBER_INVALID', { page: { number: 1.5 } }],
    ['SEARCH_PAGE_SIZE_INVALID', { page: { size: 101 } }],
    ['SEARCH_PAGE_SIZE_INVALID', { page: { size: 0 } }],
  ])('meets %s', (code, query) => expect(codes(query)).toEqual([code]));

  it('never reaches a filter expression with anything but codes', () => {
    const hostile = fc.oneof(fc.string(), fc.constantFrom('ONLINE" OR mode = "ONSITE', 'ONLINE\\', '"] OR id EXISTS', "lt' --", 'LT|en', '*'));
    fc.assert(fc.property(fc.constantFrom(...FACET_GROUPS), hostile, (group: FacetGroup, value) => {
      const outcome = check({ filters: { [group]: [value] } });
      if (outcome.ok) expect(conditions(outcome.value.filters).join()).toMatch(/^\w+ IN \["[A-Za-z0-9_-]+"\]$/);
      else expect(outcome.problems[0]?.path).toBe(`filters.${group}`);
    }));
    for (const value of ['a"b', 'a\\', 'a b', '', "a'", 'a]']) expect(() => quoted(value)).toThrow('Only codes');
  });
});

it('combines one value of each list', () => {
  expect(combine([['a', 'b'], ['1', '2']])).toEqual(['a|1', 'a|2', 'b|1', 'b|2']);
  expect(combine([['a'], []])).toEqual([]);
  expect(combine([])).toEqual([]);
});
