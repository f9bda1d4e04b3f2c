import { contentHash, type LanguageMap } from '#libs/kernel';
import type { OfferProjection, PublishedDocument, RunContent } from '#libs/offers';
import type { AssuranceAnswer } from '#libs/quality';
import { MAPPING_VERSION, type FeedSettings } from './settings.js';

/**
 * Everything the fragment of an offer may be made of, and nothing else: its key is the hash of this, so that a fragment
 * can never be out of date unnoticed.
 */
export interface OfferSource {
  document: PublishedDocument;
  documentHash: string;
  /** When this revision was published; ISO instant. */
  modified: string;
  inclusion: { framework: string; level: number } | null;
  assurance: Pick<AssuranceAnswer, 'status' | 'basis' | 'until' | 'endPresumed'>;
  /** Runs that are sent, by code; the others with the reason. */
  runs: readonly string[];
  skippedRuns: readonly { code: string; reason: 'CANCELLED' | 'FINISHED' }[];
  providerCountry: string;
  /** Names of the organisations that are spoken of in words. */
  names: Readonly<Record<string, LanguageMap>>;
}

export function offerSource({ offer, on, provider, organisations, assurance, nqfInclusion }: OfferProjection): OfferSource {
  const { document } = offer;
  const sent = document.runs.filter((run) => !reasonToSkip(run, on));
  const skipped = document.runs.flatMap((run) => {
    const reason = reasonToSkip(run, on);
    return reason ? [{ code: run.code, reason }] : [];
  });
  return {
    document,
    documentHash: offer.hash,
    modified: offer.publishedAt.toISOString(),
    inclusion: nqfInclusion && { framework: nqfInclusion.framework, level: nqfInclusion.level },
    assurance: {
      status: assurance.status, basis: assurance.basis, until: assurance.until, endPresumed: assurance.endPresumed,
    },
    runs: sent.map((run) => run.code),
    skippedRuns: skipped,
    providerCountry: provider.country,
    names: Object.fromEntries(
      spokenOf(document).flatMap((id) => {
        const named = organisations.get(id);
        return named ? [[id, named.legalName] as const] : [];
      }),
    ),
  };
}

/** Cancelled and finished runs are no opportunity any more; a full one may get a place free and is sent with a note. */
function reasonToSkip(run: RunContent, on: string): 'CANCELLED' | 'FINISHED' | null {
  if (run.cancelled) return 'CANCELLED';
  return !run.alwaysOpen && run.end !== undefined && run.end < on ? 'FINISHED' : null;
}

function spokenOf({ specification }: PublishedDocument): string[] {
  const parties = [...specification.assessments.map((a) => a.assessingBody), ...(specification.coDevelopers ?? [])];
  return [...new Set(parties.flatMap((party) => party?.organisationId ?? []))].sort();
}

/** Organisations the feed must describe for the offer: provider, co-providers, awarding bodies. */
export function organisationsOf({ providerId, specification }: PublishedDocument): string[] {
  return [...new Set([providerId, ...(specification.coProviderIds ?? []), ...(specification.awardingBodyIds ?? [])])].sort();
}

export function offerKey(source: OfferSource, settings: FeedSettings): string {
  // The document itself is in by its hash.
  return contentHash({ mapping: MAPPING_VERSION, settings, ...source, document: undefined });
}
