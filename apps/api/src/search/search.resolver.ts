import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { LIMITS } from '../http/limits.js';
import type { Problem } from '#libs/kernel';
import { Search, type SearchAnswer, type SearchFilters } from '#libs/search';
import type { ApiContext } from '../graphql/context.js';
import { pageSizeTooLarge } from '../graphql/errors.js';
import { DEFAULT_PAGE } from '../graphql/paging.js';
import { offerOf } from '../offer/offer.type.js';
import { facetLabel } from './facet-label.js';
import { OfferFilters, OfferSearch, OfferSearchInput, type Facet } from './search.type.js';

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
    const outcome = await this.search.search({
      // Half a character pair is no JSON for the engine.
      text: text?.toWellFormed(), sort, page, filters: filters && engineFilters(filters), facets: facets ?? [], language: context.language,
    });
    return outcome.ok ? this.found(outcome.value, context) : nothing(outcome.problems);
  }

  /** Whether a hit may be shown is asked of the database: the index may be a moment behind. */
  private async found({ total, hits, facets, page }: SearchAnswer, { loaders }: ApiContext): Promise<OfferSearch> {
    const offers = await Promise.all(hits.map(({ offerId }) => loaders.offer.load(offerId)));
    return {
      total,
      hits: hits.flatMap(({ score }, index) => {
        const offer = offers[index];
        return offer ? [{ score, offer: offerOf(offer) }] : [];
      }),
      facets: (Object.entries(facets) as [Facet['group'], { value: string; count: number }[]][]).map(([group, values]) => ({
        group,
        values: values.map(({ value, count }) => ({ value, count, label: facetLabel(group, value) })),
      })),
      page: page.number,
      pages: Math.ceil(total / page.size),
      pageSize: page.size,
      problems: [],
    };
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
