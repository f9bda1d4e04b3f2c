import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { LIMITS } from '../http/limits.js';
import type { Problem } from '#libs/kernel';
import { Search, type SearchAnswer, type SearchFilters } from '#libs/search';
import type { ApiContext } from '../graphql/context.js';
import { pageSizeTooLarge } from '../graphql/errors.js';
import { DEFAULT_PAGE, pageSize } from '../graphql/paging.js';
import { offerOf } from '../offer/offer.type.js';
import { facetLabel } from './facet-label.js';
import { Facet, FacetValue, OfferFilters, OfferSearch, OfferSearchInput } from './search.type.js';

const DEFAULT_VALUES = 50;

@Resolver()
export class SearchResolver {
  constructor(private readonly search: Search) {}

  @Public()
  @Query(() => OfferSearch, { name: 'offers', description: 'Finds offers: by words, by what must hold, with counts for narrowing further.' })
  async find(
    @Args('search', { type: () => OfferSearchInput, nullable: true, description: 'What is looked for; left out: everything.' }) input: OfferSearchInput | null,
    @Context() context: ApiContext,
  ): Promise<OfferSearch> {
    const { text, filters, facets, sort, page } = input ?? {};
    if (page?.size && page.size > LIMITS.pageSize) throw pageSizeTooLarge(page.size);
    const chosen = filters ? engineFilters(filters) : {};
    const outcome = await this.search.search({
      // Half a character pair is no JSON for the engine.
      text: text?.toWellFormed(), sort, page, filters: chosen, facets: facets ?? [], language: context.language,
    });
    return outcome.ok ? this.found(outcome.value, chosen, context) : nothing(outcome.problems);
  }

  /** Whether a hit may be shown is asked of the database: the index may be a moment behind. */
  private async found({ total, hits, facets, page }: SearchAnswer, chosen: SearchFilters, { loaders }: ApiContext): Promise<OfferSearch> {
    const offers = await Promise.all(hits.map(({ offerId }) => loaders.offer.load(offerId)));
    return {
      total,
      hits: hits.flatMap(({ score }, index) => {
        const offer = offers[index];
        return offer ? [{ score, offer: offerOf(offer) }] : [];
      }),
      facets: (Object.entries(facets) as [Facet['group'], { value: string; count: number }[]][]).map(([group, values]) => ({
        group,
        valueCount: values.length,
        chosen: new Set(chosen[group]),
        all: values.map(({ value, count }) => ({ value, count, label: facetLabel(group, value) })),
      })),
      page: page.number,
      pages: Math.ceil(total / page.size),
      pageSize: page.size,
      problems: [],
    };
  }
}

@Resolver(() => Facet)
export class FacetResolver {
  @ResolveField(() => [FacetValue], { description: 'Its values, most offers first; those that were chosen are always among them.' })
  values(
    @Parent() { all, chosen }: Facet,
    @Args('first', { type: () => Int, nullable: true, description: `How many, 1 to ${LIMITS.pageSize}; default ${DEFAULT_VALUES}.` }) first: number | null,
  ): FacetValue[] {
    const size = pageSize(first ?? DEFAULT_VALUES);
    return all.length <= size ? all : [...all.slice(0, size), ...all.slice(size).filter(({ value }) => chosen.has(value))];
  }
}

const nothing = (problems: Problem[]): OfferSearch => ({ total: 0, hits: [], facets: [], page: 1, pages: 0, pageSize: DEFAULT_PAGE, problems });

/** The engine's filters are lists of codes throughout. */
const engineFilters = ({ eqfLevel, assured, free, ...lists }: OfferFilters): SearchFilters => ({
  ...lists,
  eqfLevel: eqfLevel?.map(String),
  assured: typeof assured === 'boolean' ? [String(assured)] : null,
  free: typeof free === 'boolean' ? [String(free)] : null,
});
