import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { AssuranceWatch } from './assurance-watch.js';
import { AuthorityRecords } from './authority-records.js';
import { OfferCommands } from './offer-commands.js';
import { OfferEndings } from './offer-endings.js';
import { OfferProjections } from './offer-projections.js';
import { OfferReader } from './offer-reader.js';
import { Publication } from './publication.js';

const services = [AssuranceWatch, AuthorityRecords, OfferCommands, OfferEndings, OfferProjections, OfferReader, Publication];

@Module({ imports: [OrganisationsModule, QualityModule], providers: services, exports: services })
export class OffersModule {}
