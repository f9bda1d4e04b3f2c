/** Facts of the offer itself: one value set for the whole offer. */
export const OFFER_GROUPS = ['eqfLevel', 'provider', 'iscedBroad', 'assured'] as const;
/** Facts of a run: all filters of these groups must hold for one and the same run (DESIGN section 3). */
export const RUN_GROUPS = ['mode', 'language', 'region', 'free'] as const;
export const FACET_GROUPS = [...OFFER_GROUPS, ...RUN_GROUPS] as const;

export type OfferGroup = (typeof OFFER_GROUPS)[number];
export type RunGroup = (typeof RUN_GROUPS)[number];
export type FacetGroup = (typeof FACET_GROUPS)[number];

export const isRunGroup = (group: FacetGroup): group is RunGroup => (RUN_GROUPS as readonly string[]).includes(group);

/** Stands between the values of a combination; no code list has it. */
export const SEPARATOR = '|';

/** The groups in the order in which combinations are written. */
export const inOrder = (groups: Iterable<RunGroup>): RunGroup[] => {
  const wanted = new Set(groups);
  return RUN_GROUPS.filter((group) => wanted.has(group));
};

/**
 * The attribute that holds the combinations of these groups' values, run by run: `run_mode_language` of an offer with
 * an English online run holds `ONLINE|en`. A single group is its own attribute.
 */
export const combinationAttribute = (groups: Iterable<RunGroup>): string => {
  const ordered = inOrder(groups);
  return ordered.length === 1 ? (ordered[0] as string) : `run_${ordered.join('_')}`;
};

/** Every set of run groups, single ones included: 2ⁿ−1 attributes. Up to five groups this is cheap. */
export const RUN_COMBINATIONS: readonly RunGroup[][] = Array.from({ length: 2 ** RUN_GROUPS.length - 1 }, (_, index) =>
  RUN_GROUPS.filter((_group, bit) => ((index + 1) >> bit) & 1),
);

/** All ways to take one value of each list, joined. */
export const combine = (lists: readonly (readonly string[])[]): string[] =>
  lists.reduce<string[]>(
    (begun, values, index) => (index === 0 ? [...values] : begun.flatMap((head) => values.map((value) => head + SEPARATOR + value))),
    [],
  );
