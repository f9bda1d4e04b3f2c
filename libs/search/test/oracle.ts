import { commonLanguages } from '#libs/kernel';
import type { OfferProjection, RunContent } from '#libs/offers';
import { nutsCovers } from '#libs/vocabularies';
import { FACET_GROUPS, type FacetGroup, type SearchFilters } from '../src/index.js';

/** What the engine must answer, computed the slow and obvious way from the projections themselves. */
export interface OracleAnswer {
  ids: string[];
  facets: Record<string, Record<string, number>>;
}

type RunLike = RunContent | null;

const RUN_TEST: Record<string, (run: RunContent, offer: OfferProjection, value: string) => boolean> = {
  mode: (run, _offer, value) => run.mode === value,
  language: (run, offer, value) =>
    (run.languages && run.languages.length > 0 ? run.languages : offer.offer.document.specification.languages).includes(value),
  region: (run, _offer, value) => run.place?.nutsRegion !== undefined && nutsCovers(value, run.place.nutsRegion),
  free: (run, _offer, value) => run.price !== undefined && (run.price.amount === 0 ? 'true' : 'false') === value,
};

const OFFER_TEST: Record<string, (offer: OfferProjection, value: string) => boolean> = {
  eqfLevel: ({ offer }, value) => String(offer.document.specification.level?.eqf) === value,
  provider: ({ provider }, value) => provider.id === value,
  iscedBroad: ({ offer }, value) => offer.document.specification.iscedFields.some((field) => field.startsWith(value)),
  assured: ({ assurance }, value) => String(['ASSURED', 'CONDITIONAL'].includes(assurance.status)) === value,
};

const living = ({ offer, on }: OfferProjection): RunContent[] =>
  offer.document.runs.filter((run) => run.cancelled !== true && !(run.end !== undefined && run.end < on));

function satisfies(offer: OfferProjection, filters: SearchFilters): boolean {
  const groups = (Object.keys(filters) as FacetGroup[]).filter((group) => filters[group]?.length);
  const ofOffer = groups.filter((group) => OFFER_TEST[group]);
  const ofRun = groups.filter((group) => RUN_TEST[group]);
  if (!ofOffer.every((group) => filters[group]?.some((value) => OFFER_TEST[group]?.(offer, value)))) return false;
  const runs: RunLike[] = ofRun.length ? living(offer) : [null];
  // Nothing runs: only the offer's own languages can answer a run filter.
  if (!runs.length) runs.push({} as RunContent);
  return runs.some((run) => ofRun.every((group) => filters[group]?.some((value) => RUN_TEST[group]?.(run as RunContent, offer, value))));
}

/** Every word of a sample's title is one of few short words, so that neither prefixes nor typos can match. */
const hasWord = ({ offer }: OfferProjection, word: string): boolean => {
  const { title } = offer.document.specification;
  return commonLanguages([title]).some((language) => title[language]?.split(' ').includes(word));
};

export function oracle(
  projections: readonly OfferProjection[],
  { text, filters, values }: { text: string; filters: SearchFilters; values: Record<FacetGroup, readonly string[]> },
): OracleAnswer {
  const matching = projections.filter((projection) => !text || hasWord(projection, text));
  const facets: OracleAnswer['facets'] = {};
  for (const group of FACET_GROUPS) {
    const counts = values[group]
      .map((value) => [value, matching.filter((offer) => satisfies(offer, { ...filters, [group]: [value] })).length] as const)
      .filter(([value, count]) => count > 0 || filters[group]?.includes(value));
    facets[group] = Object.fromEntries(counts);
  }
  return { ids: matching.filter((offer) => satisfies(offer, filters)).map(({ offer }) => offer.id).sort(), facets };
}
