import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { dateColumn, idColumn, instantColumn } from '#libs/database';
import { QaOutcome } from './qa-outcome.entity.js';

/** The agency takes its decision back: it counts until the day before `withdrawnOn`. */
@Entity('qa_outcome_withdrawal')
export class QaOutcomeWithdrawal {
  @PrimaryColumn({ ...idColumn, name: 'outcome_id', primaryKeyConstraintName: 'qa_outcome_withdrawal_pkey' })
  outcomeId!: string;

  @OneToOne(() => QaOutcome)
  @JoinColumn({ name: 'outcome_id', foreignKeyConstraintName: 'qa_outcome_withdrawal_outcome_fkey' })
  outcome!: Relation<QaOutcome>;

  @Column({ ...dateColumn, name: 'withdrawn_on', nullable: false })
  withdrawnOn!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
