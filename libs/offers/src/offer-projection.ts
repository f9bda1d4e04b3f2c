import type { LocalDate } from '#libs/kernel';
import type { OrganisationRecord } from '#libs/organisations';
import type { AssuranceAnswer } from '#libs/quality';
import type { PublishedDocument } from './published-document.js';

/** A published offer as the public may see it now: its provider is registered. */
export interface PublicOffer {
  id: string;
  revision: number;
  /** SHA-256 of the document. */
  hash: string;
  document: PublishedDocument;
  publishedAt: Date;
  firstPublishedAt: Date;
}

/** An NQF inclusion that holds on the day asked about. */
export interface NqfInclusion {
  recordId: string;
  authorityId: string;
  framework: string;
  level: number;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  reference: string | null;
}

/**
 * Everything an outward form of an offer (index document, feed fragment) is made of: the published document, and what
 * depends on the day and is therefore never in it.
 */
export interface OfferProjection {
  offer: PublicOffer;
  on: LocalDate;
  provider: OrganisationRecord;
  /** Awarding bodies, co-providers, assessing bodies and co-developers named by id, and the provider itself. */
  organisations: ReadonlyMap<string, OrganisationRecord>;
  assurance: AssuranceAnswer;
  nqfInclusion: NqfInclusion | null;
}
