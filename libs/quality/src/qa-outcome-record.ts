import type { LocalDate } from '#libs/kernel';
import type { ProcedureRecord } from './procedures.service.js';
import type { Decision, OutcomeScope, OutcomeSource, ReportFile } from './qa-outcome.entity.js';

/** Who enters decisions: the agency itself, or the registrar, who says where the decision was taken from. */
export const RECORDERS = ['AGENCY', 'REGISTRAR'] as const;
export type Recorder = (typeof RECORDERS)[number];

/** What an agency decided, as it is entered. */
export interface OutcomeInput {
  procedureId: string;
  providerId: string;
  /** Null or left out: the provider as a whole. That the offers exist is checked by libs/offers, which lies above. */
  offerIds?: readonly string[] | null;
  decision: Decision;
  decisionDate: LocalDate;
  /** First day of validity; the day of the decision if not said. */
  validFrom?: LocalDate | null;
  /** Last day of validity; presumed by framework if not said. */
  validTo?: LocalDate | null;
  reference?: string | null;
  scope?: Partial<OutcomeScope>;
  contributingAgencyIds?: readonly string[];
  reports?: readonly ReportFile[];
  /** The outcome that this one corrects. */
  correctsId?: string | null;
  /** Who enters it; the agency if not said. */
  recordedBy?: Recorder;
  /** Where the registrar has it from. */
  source?: OutcomeSource | null;
}

/** The input with every field said. */
export type OutcomeFields = Required<Omit<OutcomeInput, 'validFrom' | 'scope' | 'recordedBy'>> & { validFrom: LocalDate; scope: OutcomeScope };

/** An outcome with its procedure, for display. */
export interface QaOutcomeRecord {
  id: string;
  procedure: Pick<ProcedureRecord, 'id' | 'title' | 'framework' | 'nature' | 'deqarActivity'>;
  /** The agency's organisation. */
  agencyId: string;
  providerId: string;
  offerIds: string[] | null;
  decision: Decision;
  decisionDate: LocalDate;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  reference: string | null;
  scope: OutcomeScope;
  contributingAgencyIds: string[];
  reports: ReportFile[];
  correctsId: string | null;
  /** Null: the agency itself recorded it. */
  source: OutcomeSource | null;
  /** The outcome that corrects this one, which therefore counts as never decided. */
  correctedById: string | null;
  recordedAt: Date;
  withdrawal: { withdrawnOn: LocalDate; reason: string; recordedAt: Date } | null;
}

/** Who entered the outcome. */
export const recorderOf = ({ source }: Pick<QaOutcomeRecord, 'source'>): Recorder => (source === null ? 'AGENCY' : 'REGISTRAR');
