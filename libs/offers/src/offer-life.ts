import type { OfferStatus } from './offer.entity.js';

/** What is done to an offer as a whole. */
export const OFFER_STEPS = ['edit', 'publish', 'withdraw', 'archive', 'replace', 'restore'] as const;
export type OfferStep = (typeof OFFER_STEPS)[number];

/**
 * Where each step leads; what is not named cannot be done. `replace` is what the publication of its successor does to an
 * offer. SUPERSEDED is final: credentials cite the old offer, learners are sent to the new one.
 */
export const OFFER_LIFE: Readonly<Record<OfferStatus, Readonly<Partial<Record<OfferStep, OfferStatus>>>>> = {
  DRAFT: { edit: 'DRAFT', publish: 'PUBLISHED' },
  PUBLISHED: { edit: 'PUBLISHED', publish: 'PUBLISHED', withdraw: 'WITHDRAWN', archive: 'ARCHIVED', replace: 'SUPERSEDED' },
  WITHDRAWN: { restore: 'PUBLISHED' },
  ARCHIVED: { restore: 'PUBLISHED' },
  SUPERSEDED: {},
};

/** The status after the step; null: the step cannot be taken from here. */
export const afterStep = (status: OfferStatus, step: OfferStep): OfferStatus | null => OFFER_LIFE[status][step] ?? null;
