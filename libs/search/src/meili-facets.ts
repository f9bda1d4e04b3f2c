import type { FacetDistribution, MultiSearchQuery } from 'meilisearch';
import { chosenRunGroups, isIn, offerConditions, wantedValues } from './meili-filter.js';
import { combinationAttribute, inOrder, isRunGroup, SEPARATOR, type FacetGroup, type RunGroup } from './facet-groups.js';
import type { CheckedQuery } from './search-query.js';

/** The attribute whose distribution tells the counts of a group: of a run group, its combinations with the other chosen ones. */
export const sourceOf = (query: CheckedQuery, group: FacetGroup): string =>
  isRunGroup(group) ? combinationAttribute([...chosenRunGroups(query.filters, group), group]) : group;

/** Counts by value; where several combinations stand for one value, an offer may have more than one of them: `unsure`. */
export interface GroupCounts {
  group: FacetGroup;
  sure: Map<string, number>;
  unsure: Map<string, string[]>;
}

/** Reads the counts of a group off the distribution of its source. */
export function readCounts(query: CheckedQuery, group: FacetGroup, distribution: FacetDistribution): GroupCounts {
  const counts = distribution[sourceOf(query, group)] ?? {};
  const others = isRunGroup(group) ? chosenRunGroups(query.filters, group) : [];
  if (!others.length) return { group, sure: new Map(Object.entries(counts)), unsure: new Map() };
  const tokens = matchingTokens(query, group as RunGroup, Object.keys(counts));
  const sure = new Map<string, number>();
  const unsure = new Map<string, string[]>();
  for (const [value, found] of tokens) {
    if (found.length === 1) sure.set(value, counts[found[0] as string] ?? 0);
    else unsure.set(value, found);
  }
  return { group, sure, unsure };
}

/** By value of the group: the combinations that satisfy all other chosen run groups. */
function matchingTokens(query: CheckedQuery, group: RunGroup, tokens: readonly string[]): Map<string, string[]> {
  const order = inOrder([...chosenRunGroups(query.filters, group), group]);
  const wanted = order.map((each) => (each === group ? null : new Set(wantedValues(query.filters, each))));
  const place = order.indexOf(group);
  const byValue = new Map<string, string[]>();
  for (const token of tokens) {
    const parts = token.split(SEPARATOR);
    if (!wanted.every((set, index) => set === null || set.has(parts[index] as string))) continue;
    const value = parts[place] as string;
    byValue.set(value, [...(byValue.get(value) ?? []), token]);
  }
  return byValue;
}

/** Counts the offers that have at least one of the combinations: a question without hits or facets, well below a millisecond. */
export const countQuery = (query: CheckedQuery, group: FacetGroup, tokens: readonly string[]): Omit<MultiSearchQuery, 'indexUid'> => ({
  q: query.text,
  filter: [...offerConditions(query.filters), isIn(sourceOf(query, group), tokens)],
  page: 1,
  hitsPerPage: 0,
});
