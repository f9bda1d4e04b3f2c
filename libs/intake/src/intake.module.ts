import { Module } from '@nestjs/common';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { WriterServices } from './batch-writer.js';
import { ImportParts, ImportService } from './import.service.js';
import { ProfileStore } from './profile-store.js';
import { ProviderDirectory } from './provider-directory.js';

@Module({
  imports: [OrganisationsModule, OffersModule],
  providers: [ProfileStore, ProviderDirectory, WriterServices, ImportParts, ImportService],
  exports: [ImportService, ProfileStore],
})
export class IntakeModule {}
