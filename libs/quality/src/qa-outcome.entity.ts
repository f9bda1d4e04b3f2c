import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisation } from '#libs/organisations';
import { dateColumn, idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import { Procedure } from './procedure.entity.js';

export const DECISIONS = ['POSITIVE', 'CONDITIONAL', 'NEGATIVE', 'NO_DECISION'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface ReportFile {
  url: string;
  /** ISO 639-1. */
  languages: string[];
  title?: string;
}

/** What the registrar took the decision from: words, a page, or both. */
export interface OutcomeSource {
  text?: string;
  url?: string;
}

/** Where the decision applies; an empty list means no limit. ISCED-F codes cover what lies below them. */
export interface OutcomeScope {
  eqfLevels: number[];
  iscedFields: string[];
  /** ISO alpha-2 countries. */
  jurisdictions: string[];
}

/**
 * One decision of one agency in one procedure, about a provider or about named offers. Append-only: a correction is a
 * new outcome that names the one it replaces; a withdrawal is a row of its own.
 */
@Entity('qa_outcome')
@Index('qa_outcome_provider', ['providerId'])
@Index('qa_outcome_procedure', ['procedureId'])
@Index('qa_outcome_corrected_once', ['correctsId'], { unique: true, where: 'corrects_id IS NOT NULL' })
export class QaOutcome {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'qa_outcome_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'procedure_id' })
  procedureId!: string;

  @ManyToOne(() => Procedure)
  @JoinColumn({ name: 'procedure_id', foreignKeyConstraintName: 'qa_outcome_procedure_fkey' })
  procedure!: Relation<Procedure>;

  /** The provider decided about, also where named offers of it are the subject. */
  @Column({ ...idColumn, name: 'provider_id' })
  providerId!: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'qa_outcome_provider_fkey' })
  provider!: Relation<Organisation>;

  /** The offers decided about; null when the provider as a whole is the subject. Checked by libs/offers, which lies above. */
  @Column({ type: 'uuid', array: true, name: 'offer_ids', nullable: true })
  offerIds!: string[] | null;

  @Column({ type: 'text' })
  decision!: Decision;

  @Column({ ...dateColumn, name: 'decision_date', nullable: false })
  decisionDate!: string;

  @Column(optional({ type: 'text' }))
  reference!: string | null;

  @Column({ ...dateColumn, name: 'valid_from', nullable: false })
  validFrom!: string;

  /** Last day of validity; null where the decision names none (then presumed by framework). */
  @Column({ ...dateColumn, name: 'valid_to' })
  validTo!: string | null;

  @Column(jsonColumn)
  scope!: OutcomeScope;

  @Column({ type: 'uuid', array: true, name: 'contributing_agency_ids', default: () => "'{}'" })
  contributingAgencyIds!: string[];

  @Column({ ...jsonColumn, default: () => "'[]'" })
  reports!: ReportFile[];

  /** An earlier outcome that this one corrects; from `recordedAt` on the earlier counts as never decided. */
  @Column(optional({ ...idColumn, name: 'corrects_id' }))
  correctsId!: string | null;

  @ManyToOne(() => QaOutcome, { nullable: true })
  @JoinColumn({ name: 'corrects_id', foreignKeyConstraintName: 'qa_outcome_corrects_fkey' })
  corrects!: Relation<QaOutcome> | null;

  /** Where the registrar has it from; null where the agency itself recorded it. */
  @Column(optional({ ...jsonColumn }))
  source!: OutcomeSource | null;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
