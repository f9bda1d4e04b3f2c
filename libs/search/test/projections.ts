import { contentHash, type LanguageMap } from '#libs/kernel';
import type { OfferContent, OfferProjection, PublishedDocument, RunContent } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import type { AssuranceStatus } from '#libs/quality';

export const TODAY = '2024-09-01';

export interface OfferSample {
  id: string;
  providerId: string;
  title?: LanguageMap;
  assurance?: AssuranceStatus;
  content?: Partial<OfferContent>;
  runs?: RunContent[];
  publishedAt?: string;
}

/** A projection as the database would make it of a published offer, without a database. */
export function projectionOf(sample: OfferSample): OfferProjection {
  const title = sample.title ?? { lt: 'Kursas', en: 'Course' };
  const specification: OfferContent = {
    title, learningOutcomes: [], iscedFields: ['0613'], assessments: [], languages: ['lt'], ...sample.content,
  };
  const document: PublishedDocument = {
    format: 1, offerId: sample.id, code: null, providerId: sample.providerId, specVersion: 1, specHash: contentHash(specification),
    specification, runs: sample.runs ?? [], supersedes: null,
  };
  const publishedAt = new Date(sample.publishedAt ?? '2024-08-01T10:00:00Z');
  const provider = organisationOf(sample.providerId);
  return {
    offer: { id: sample.id, revision: 1, hash: contentHash(document), document, publishedAt, firstPublishedAt: publishedAt },
    on: TODAY,
    provider,
    organisations: new Map([[provider.id, provider]]),
    assurance: {
      status: sample.assurance ?? 'NONE', on: TODAY, knownAt: new Date(`${TODAY}T09:00:00Z`),
      basis: null, outcomeIds: [], until: null, endPresumed: false,
    },
    nqfInclusion: null,
  };
}

const organisationOf = (id: string): OrganisationRecord => ({
  id, legalName: { lt: `Teikėjas ${id.slice(-2)}`, en: `Provider ${id.slice(-2)}` }, otherNames: [], identifiers: [], country: 'LT',
  nutsRegion: null, address: null, homepage: null, mailbox: null, version: 1, updatedAt: new Date(0), provider: null,
});
