import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { AssuranceWatch } from './assurance-watch.js';
import { Archiving } from './archiving.js';
import { AuthorityLedger } from './authority-ledger.js';
import { AuthorityRecords } from './authority-records.js';
import { OfferCommands } from './offer-commands.js';
import { OfferCopies } from './offer-copies.js';
import { OfferEndings } from './offer-endings.js';
import { OfferProjections } from './offer-projections.js';
import { OfferReader } from './offer-reader.js';
import { Publication } from './publication.js';
import { QaOutcomeRecording } from './qa-outcome-recording.js';
import { ScheduledPublication } from './submission/scheduled-publication.js';
import { Submissions } from './submission/submissions.js';

const services = [
  Archiving,
  AssuranceWatch,
  AuthorityLedger,
  AuthorityRecords,
  OfferCommands,
  OfferCopies,
  OfferEndings,
  OfferProjections,
  OfferReader,
  Publication,
  QaOutcomeRecording,
  ScheduledPublication,
  Submissions,
];

@Module({ imports: [OrganisationsModule, QualityModule], providers: services, exports: services })
export class OffersModule {}
