import type { Config } from '#libs/config';
import type { UnitOfWork } from '#libs/database';
import type { Organisations, Providers } from '#libs/organisations';
import type { AuthorityRecords, OfferCommands, OfferEndings, Publication, QaOutcomeRecording } from '#libs/offers';
import type { Agencies, Procedures, QaOutcomes } from '#libs/quality';

/** The services of the write side: the seed goes the way every other record goes. */
export interface SeedContext {
  uow: UnitOfWork;
  config: Config;
  organisations: Organisations;
  providers: Providers;
  agencies: Agencies;
  procedures: Procedures;
  qaOutcomes: QaOutcomes;
  qaOutcomeRecording: QaOutcomeRecording;
  offerCommands: OfferCommands;
  publication: Publication;
  offerEndings: OfferEndings;
  authorityRecords: AuthorityRecords;
}

export interface SeedSummary {
  organisations: number;
  providers: number;
  offers: number;
  /** Published offers, those of a suspended or closed provider included: the register knows them, the public does not see them. */
  published: number;
  drafts: number;
  withdrawn: number;
  superseded: number;
  revisions: number;
  runs: number;
  outcomes: number;
  inclusions: number;
  fundings: number;
  recognitions: number;
  milliseconds: number;
}

export interface SeedProgress {
  step: 'organisations' | 'agencies' | 'offers' | 'decisions' | 'endings';
  done: number;
  total: number;
}

/** The register holds records already: the demo is never mixed into them. */
export class DatabaseNotEmpty extends Error {
  constructor() {
    super('The register is not empty; the demo seed is loaded into an empty one only.');
    this.name = 'DatabaseNotEmpty';
  }
}
