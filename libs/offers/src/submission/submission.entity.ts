import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { dateColumn, idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import type { Actor, Problem } from '#libs/kernel';
import { Offer } from '../offer.entity.js';

/**
 * SUBMITTED → APPROVED → PUBLISHED, or RETURNED (with comments), CANCELLED (by its author, or because the draft was changed
 * afterwards), FAILED (the publish gate refused on the day). APPROVED waits for its day.
 */
export const SUBMISSION_STATES = ['SUBMITTED', 'APPROVED', 'PUBLISHED', 'RETURNED', 'CANCELLED', 'FAILED'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** A draft in one version, put forward for publication. */
@Entity('submission')
@Index('submission_offer', ['offerId'])
@Index('submission_one_live', ['offerId'], { unique: true, where: `state IN ('SUBMITTED', 'APPROVED')` })
@Index('submission_due', ['publishOn'], { where: `state = 'APPROVED'` })
export class Submission {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'submission_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'offer_id' })
  offerId!: string;

  @ManyToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'submission_offer_fkey' })
  offer!: Relation<Offer>;

  /** The draft's version that was put forward: no other is published by it. */
  @Column({ type: 'int', name: 'offer_version' })
  offerVersion!: number;

  @Column({ type: 'text' })
  state!: SubmissionState;

  /** The day on which it is to be published; null: as soon as it is approved. */
  @Column({ ...dateColumn, name: 'publish_on' })
  publishOn!: string | null;

  @Column(optional({ type: 'text', name: 'correction_reason' }))
  correctionReason!: string | null;

  @Column({ ...jsonColumn, name: 'submitted_by' })
  submittedBy!: Pick<Actor, 'kind' | 'id' | 'madeBy'>;

  @Column({ ...instantColumn, name: 'submitted_at' })
  submittedAt!: Date;

  @Column(optional({ ...jsonColumn, name: 'decided_by' }))
  decidedBy!: Pick<Actor, 'kind' | 'id'> | null;

  @Column(optional({ ...instantColumn, name: 'decided_at' }))
  decidedAt!: Date | null;

  /** What the reviewer says to the editor. */
  @Column(optional({ type: 'text' }))
  comment!: string | null;

  /** Of FAILED: why the gate refused. */
  @Column(optional(jsonColumn))
  problems!: Problem[] | null;
}
