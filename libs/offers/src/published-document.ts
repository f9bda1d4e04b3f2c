import type { OfferContent, RunContent } from './offer-content.js';

/**
 * The published state of an offer: canonical JSON (RFC 8785) of exactly this, hashed and never changed.
 * Neither the revision's number nor its time stand inside: the same content has the same hash.
 */
export interface PublishedDocument {
  /** Version of this shape. */
  format: 1;
  offerId: string;
  code: string | null;
  providerId: string;
  /** Rises only when the specification changes: a new price does not change what a credential cites. */
  specVersion: number;
  /** SHA-256 of the canonical JSON of `specification`. */
  specHash: string;
  specification: OfferContent;
  runs: RunContent[];
  /** The offer that this one replaces. */
  supersedes: string | null;
}
