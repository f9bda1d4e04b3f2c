import { Module } from '@nestjs/common';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { IndexCheck } from './index-check.js';
import { IndexDocuments } from './index-documents.js';
import { IndexMaintenance } from './index-maintenance.js';
import { IndexRebuild } from './index-rebuild.js';
import { IndexSource } from './index-source.js';
import { Indexer } from './indexer.js';
import { MeiliConnection } from './meili-connection.js';
import { MeiliSearchEngine } from './meili-engine.js';
import { ProviderFilter } from './provider-filter.js';
import { SearchEngine } from './search-query.js';
import { Search } from './search.service.js';

@Module({
  imports: [OrganisationsModule, OffersModule],
  providers: [
    MeiliConnection, { provide: SearchEngine, useClass: MeiliSearchEngine }, ProviderFilter, Search,
    IndexDocuments, IndexSource, Indexer, IndexRebuild, IndexCheck, IndexMaintenance,
  ],
  exports: [MeiliConnection, Search, IndexSource, Indexer, IndexRebuild, IndexCheck, IndexMaintenance],
})
export class SearchModule {}
