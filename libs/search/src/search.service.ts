import { Injectable, Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { fail, succeed, type Outcome } from '#libs/kernel';
import { searchProblems } from './problems.js';
import { ProviderFilter } from './provider-filter.js';
import { checkQuery } from './query-check.js';
import { EngineUnavailable, SearchEngine, type SearchAnswer, type SearchQuery } from './search-query.js';

/**
 * Finds offers. It answers ids: the offers themselves, and whether the public may see them at this moment, are asked of
 * the database (`OfferReader.public`).
 */
@Injectable()
export class Search {
  private readonly logger = new Logger(Search.name);

  constructor(
    private readonly engine: SearchEngine,
    private readonly providers: ProviderFilter,
    private readonly config: Config,
  ) {}

  async search(query: SearchQuery): Promise<Outcome<SearchAnswer>> {
    const checked = checkQuery(query, this.config.country.languages);
    if (!checked.ok) return checked;
    const problems = await this.providers.problems(checked.value.filters.get('provider') ?? []);
    if (problems.length) return fail(...problems);
    try {
      return succeed(await this.engine.search(checked.value));
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      this.logger.error(error.message);
      return fail(searchProblems.make('SEARCH_UNAVAILABLE'));
    }
  }
}
