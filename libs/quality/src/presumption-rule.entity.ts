import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn } from '#libs/database';
import type { Framework } from './procedure.entity.js';

/** After how many years a decision without an end is presumed over, from the time of recording on. Append-only. */
@Entity('presumption_rule')
export class PresumptionRule {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'presumption_rule_pkey' })
  id!: string;

  @Column({ type: 'text' })
  framework!: Framework;

  /** 1–50; null: without an end it holds until somebody decides otherwise. */
  @Column({ type: 'int', nullable: true })
  years!: number | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
