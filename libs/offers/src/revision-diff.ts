import { fieldDifferences, type FieldDifference } from '#libs/kernel';
import type { RevisionRecord } from './offer-reader.js';
import type { PublishedDocument } from './published-document.js';

export interface RevisionDiff {
  from: RevisionRecord;
  to: RevisionRecord;
  fields: FieldDifference[];
  /** What a credential cites is another: the specifications differ. */
  citationAffected: boolean;
}

/** What the one published state says differently from the other, by field. */
export const revisionDiff = (from: RevisionRecord, to: RevisionRecord): RevisionDiff => ({
  from, to,
  fields: fieldDifferences(said(from.document), said(to.document)),
  citationAffected: from.specHash !== to.specHash,
});

/** What the provider said: hashes and versions follow from it. */
const said = ({ code, specification, runs }: PublishedDocument) => ({ code, specification, runs });
