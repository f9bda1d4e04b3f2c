import { fail, isId, succeed, type Outcome, type Problem } from '#libs/kernel';
import { eqfLevels, iscedFields, languages, modes, nuts } from '#libs/vocabularies';
import { FACET_GROUPS, type FacetGroup } from './facet-groups.js';
import { searchProblems } from './problems.js';
import { SEARCH_SORTS, type CheckedQuery, type SearchQuery } from './search-query.js';

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;
export const MAX_TEXT_LENGTH = 500;
/** Alternatives of one group: the combinations of four groups at this size are still a filter of some thousand codes. */
export const MAX_FILTER_VALUES = 25;
const NAMED_CODES = 20;

const broadFields = iscedFields.codes().filter((code) => code.length === 2);
const YES_NO = ['true', 'false'];

/** The closed list of each group; providers are asked of the database. */
const ALLOWED: Readonly<Record<Exclude<FacetGroup, 'provider'>, readonly string[]>> = {
  eqfLevel: eqfLevels.codes(),
  iscedBroad: broadFields,
  assured: YES_NO,
  mode: modes.codes(),
  language: languages.codes(),
  region: nuts.codes(),
  free: YES_NO,
};
const allowedSets = new Map<string, ReadonlySet<string>>(Object.entries(ALLOWED).map(([group, codes]) => [group, new Set(codes)]));

/**
 * Checks a query from outside; an unknown value is a Problem that names what is allowed, never an empty result.
 * Whether a well-formed provider id belongs to a provider is for the database to say.
 */
export function checkQuery(query: SearchQuery, registerLanguages: readonly string[]): Outcome<CheckedQuery> {
  const text = (query.text ?? '').trim();
  const page = { number: query.page?.number ?? 1, size: query.page?.size ?? DEFAULT_PAGE_SIZE };
  const sort = query.sort ?? 'RELEVANCE';
  const facets = [...new Set(query.facets ?? FACET_GROUPS)];
  const filters = chosen(query);
  const problems = [
    ...checkPage(page), ...filters.flatMap(([group, values]) => checkValues(group, values)),
    ...facets.filter((group) => !isGroup(group)).map((group) =>
      searchProblems.make('SEARCH_FACET_UNKNOWN', 'facets', { group: shown(group), allowed: FACET_GROUPS.join(', ') })),
  ];
  if (text.length > MAX_TEXT_LENGTH) {
    problems.push(searchProblems.make('SEARCH_TEXT_TOO_LONG', 'text', { length: text.length, limit: MAX_TEXT_LENGTH }));
  }
  if (!SEARCH_SORTS.includes(sort)) {
    problems.push(searchProblems.make('SEARCH_SORT_UNKNOWN', 'sort', { sort: shown(sort), allowed: SEARCH_SORTS.join(', ') }));
  }
  if (problems.length) return fail(...problems);
  const asked = query.language?.split('-')[0] ?? '';
  return succeed({
    text, page, facets,
    sort: sort === 'RELEVANCE' && !text ? 'NEWEST' : sort,
    filters: new Map(filters),
    titleLanguage: registerLanguages.includes(asked) ? asked : (registerLanguages[0] as string),
  });
}

const isGroup = (value: unknown): value is FacetGroup => (FACET_GROUPS as readonly unknown[]).includes(value);

const chosen = (query: SearchQuery): [FacetGroup, string[]][] =>
  Object.entries(query.filters ?? {})
    .filter(([, values]) => values?.length)
    .map(([group, values]) => [group as FacetGroup, [...new Set(values)].sort()]);

function checkPage(page: { number: number; size: number }): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(page.number) || page.number < 1) problems.push(searchProblems.make('SEARCH_PAGE_NUMBER_INVALID', 'page.number'));
  if (!Number.isInteger(page.size) || page.size < 1 || page.size > MAX_PAGE_SIZE) {
    problems.push(searchProblems.make('SEARCH_PAGE_SIZE_INVALID', 'page.size', { limit: MAX_PAGE_SIZE }));
  }
  return problems;
}

function checkValues(group: FacetGroup, values: readonly string[]): Problem[] {
  const path = `filters.${group}`;
  if (!isGroup(group)) {
    return [searchProblems.make('SEARCH_FILTER_UNKNOWN', 'filters', { group: shown(group), allowed: FACET_GROUPS.join(', ') })];
  }
  if (values.length > MAX_FILTER_VALUES) {
    return [searchProblems.make('SEARCH_FILTER_TOO_MANY_VALUES', path, { group, count: values.length, limit: MAX_FILTER_VALUES })];
  }
  if (group === 'provider') {
    return values.filter((value) => !isId(value)).map((value) => providerUnknown(value));
  }
  return values
    .filter((value) => !allowedSets.get(group)?.has(value))
    .map((value) => searchProblems.make('SEARCH_FILTER_VALUE_UNKNOWN', path, { group, value: shown(value), allowed: allowedText(ALLOWED[group]) }));
}

export const providerUnknown = (value: string): Problem =>
  searchProblems.make('SEARCH_FILTER_PROVIDER_UNKNOWN', 'filters.provider', { value: shown(value) });

const allowedText = (codes: readonly string[]): string =>
  codes.length <= NAMED_CODES ? codes.join(', ') : `${codes.slice(0, NAMED_CODES).join(', ')} … (${codes.length})`;

/** Values come from outside: a message repeats only their beginning. */
const shown = (value: unknown): string => String(value).slice(0, 60);
