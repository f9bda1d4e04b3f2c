import type { LocalDate } from '#libs/kernel';
import type { Framework } from './procedure.entity.js';
import type { Decision, OutcomeScope } from './qa-outcome.entity.js';

export const ASSURANCE_STATUSES = ['ASSURED', 'CONDITIONAL', 'EXPIRED', 'REFUSED', 'NONE'] as const;
export type AssuranceStatus = (typeof ASSURANCE_STATUSES)[number];

/** For how many years a decision without an end holds, as somebody set it for a framework at some time. */
export interface PresumptionRuleFact {
  id: string;
  /** Null: no end is presumed; it holds until somebody decides otherwise. */
  years: number | null;
  reason: string;
  recordedAt: Date;
}

/**
 * An outcome as the assurance function needs it: plain data, with its withdrawal beside it, and the rules about its end:
 * whoever has the fact has the rules, so that no caller can forget them.
 */
export interface OutcomeFact {
  id: string;
  agencyId: string;
  procedureId: string;
  framework: Framework;
  providerId: string;
  /** Null: the provider as a whole. */
  offerIds: readonly string[] | null;
  decision: Decision;
  decisionDate: LocalDate;
  validFrom: LocalDate;
  /** Last day; null where the decision names none. */
  validTo: LocalDate | null;
  scope: OutcomeScope;
  correctsId: string | null;
  recordedAt: Date;
  withdrawal: { withdrawnOn: LocalDate; recordedAt: Date } | null;
  /** Every rule ever set for its framework; empty where the decision names its end. */
  presumptions: readonly PresumptionRuleFact[];
}

/** What of an offer decides whether an outcome is about it. */
export interface AssuranceSubject {
  offerId: string;
  providerId: string;
  eqfLevel: number | null;
  iscedFields: readonly string[];
  /** ISO alpha-2 of the provider. */
  country: string;
}

export interface AssuranceAnswer {
  status: AssuranceStatus;
  on: LocalDate;
  knownAt: Date;
  /** Whether it rests on a decision about the offer itself or about its provider; null for NONE. */
  basis: 'OFFER' | 'PROVIDER' | null;
  /** The outcomes that justify the status, newest decision first. */
  outcomeIds: string[];
  /**
   * Last day on which the justifying outcomes say so (of EXPIRED: on which they were in force), not longer than the day before
   * a withdrawal or a later decision already recorded; null for NONE, for a refusal without an end, and where a rule
   * presumes none.
   */
  until: LocalDate | null;
  /** The end was not decided but presumed by a rule of the framework. */
  endPresumed: boolean;
}
