import { nutsCovers } from '#libs/vocabularies';
import { combinationAttribute, combine, inOrder, isRunGroup, type FacetGroup, type RunGroup } from './facet-groups.js';
import type { CheckedQuery } from './search-query.js';

type Filters = CheckedQuery['filters'];

const CODE = /^[\p{L}\p{N}|_.-]+$/u;

/**
 * A value in a filter expression. The engine's quoting cannot express every string (it knows no escape for a backslash),
 * so only codes get through; the query check has let nothing else pass.
 */
export function quoted(value: string): string {
  if (!CODE.test(value)) throw new Error('Only codes of the register may stand in a filter');
  return `"${value}"`;
}

export const isIn = (attribute: string, values: readonly string[]): string => `${attribute} IN [${values.map(quoted).join(', ')}]`;

/** The chosen values of a run group; of regions only the widest, as one inside another chosen one adds nothing. */
export function wantedValues(filters: Filters, group: RunGroup): readonly string[] {
  const values = filters.get(group) ?? [];
  return group === 'region' ? values.filter((value) => !values.some((wider) => wider !== value && nutsCovers(wider, value))) : values;
}

export const chosenRunGroups = (filters: Filters, without?: FacetGroup): RunGroup[] =>
  inOrder([...filters.keys()].filter(isRunGroup).filter((group) => group !== without));

/** What narrows the offers whatever their runs. */
export const offerConditions = (filters: Filters, without?: FacetGroup): string[] =>
  [...filters].filter(([group]) => group !== without && !isRunGroup(group)).map(([group, values]) => isIn(group, values));

/** All filters but those of one group. The run filters become one condition on combinations: one run must satisfy them all. */
export function conditions(filters: Filters, without?: FacetGroup): string[] {
  const groups = chosenRunGroups(filters, without);
  const combinations = combine(groups.map((group) => wantedValues(filters, group)));
  return [...offerConditions(filters, without), ...(groups.length ? [isIn(combinationAttribute(groups), combinations)] : [])];
}
