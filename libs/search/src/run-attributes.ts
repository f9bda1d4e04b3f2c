import type { LocalDate } from '#libs/kernel';
import type { OfferContent, PublishedDocument, RunContent } from '#libs/offers';
import { isNuts, nutsParent } from '#libs/vocabularies';
import { combinationAttribute, combine, RUN_COMBINATIONS, type RunGroup } from './facet-groups.js';

type RunValues = Record<RunGroup, string[]>;

/**
 * A run counts in search while it is neither cancelled nor over: its last day is today or later, or not known.
 * The answer depends on the day, so documents are projected again when a day passes. An offer without such a run is
 * still found; under run filters only by the offer's own languages of instruction.
 */
export const runCounts = (run: RunContent, on: LocalDate): boolean => !run.cancelled && (run.end === undefined || run.end >= on);

/** `free`: a price of 0. A run that states no price is neither free nor not free. */
function valuesOf(run: RunContent, content: OfferContent): RunValues {
  return {
    mode: [run.mode],
    language: [...new Set(run.languages?.length ? run.languages : content.languages)],
    region: withAncestors(run.place?.nutsRegion),
    free: run.price ? [String(run.price.amount === 0)] : [],
  };
}

/** Where nothing runs (validation of prior learning, between two terms) the languages still say for whom the offer is. */
const withoutRun = ({ languages }: OfferContent): RunValues => ({ mode: [], language: [...new Set(languages)], region: [], free: [] });

/** `LT011` is also `LT01`, `LT0` and `LT`: a filter for the wider region finds it. */
function withAncestors(code: string | undefined): string[] {
  const found: string[] = [];
  for (let at = code && isNuts(code) ? code : undefined; at !== undefined; at = nutsParent(at)) found.push(at);
  return found;
}

/** For every set of run groups the combinations that occur in one run, over all runs that count. */
export function runAttributes(document: PublishedDocument, on: LocalDate): Record<string, string[]> {
  const counting = document.runs.filter((run) => runCounts(run, on)).map((run) => valuesOf(run, document.specification));
  const runs = counting.length ? counting : [withoutRun(document.specification)];
  return Object.fromEntries(
    RUN_COMBINATIONS.map((groups) => [
      combinationAttribute(groups),
      [...new Set(runs.flatMap((run) => combine(groups.map((group) => run[group]))))].sort(),
    ]),
  );
}

/**
 * First day on which a run begins, as a number that sorts (20260901): 0 when one can begin at any time, null when
 * nothing begins from today on.
 */
export function nextStart(document: PublishedDocument, on: LocalDate): number | null {
  const runs = document.runs.filter((run) => runCounts(run, on));
  if (runs.some((run) => run.alwaysOpen)) return 0;
  const [first] = runs.map((run) => run.start).filter((start) => start !== undefined && start >= on).sort();
  return first === undefined ? null : Number(first.replaceAll('-', ''));
}
