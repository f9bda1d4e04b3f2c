import { fieldDifferences, type FieldDifference, type Problem } from '#libs/kernel';
import type { PublicOffer } from './offer-projection.js';
import type { CurrentDocument, NewRevision } from './publication-store.js';
import type { PublishedDocument } from './published-document.js';

/** What publishing would make of a draft now. */
export interface OfferPreview {
  /** As the public would read it. */
  offer: PublicOffer;
  /** False: this content is public already, and publishing would make no new revision. */
  newRevision: boolean;
  /** What is learned would change, and with it what a credential cites. */
  newSpecVersion: boolean;
  /** Against what is public now, named as in the draft; empty for a first publication. */
  changes: FieldDifference[];
  blockers: Problem[];
  /** The provider wants a second person's agreement, which this version does not have. */
  reviewNeeded: boolean;
}

export function previewOf(current: CurrentDocument | null, next: NewRevision, now: Date): Omit<OfferPreview, 'blockers' | 'reviewNeeded'> {
  if (current?.hash === next.hash) {
    return { offer: current, newRevision: false, newSpecVersion: false, changes: [] };
  }
  const { offerId: id, number: revision, hash, document } = next;
  return {
    offer: { id, revision, hash, document, publishedAt: now, firstPublishedAt: current?.firstPublishedAt ?? now },
    newRevision: true,
    newSpecVersion: current !== null && current.document.specVersion !== document.specVersion,
    changes: current ? fieldDifferences(fieldsOf(current.document), fieldsOf(document)) : [],
  };
}

const fieldsOf = ({ code, specification: content, runs }: PublishedDocument) => ({ code, content, runs });
