import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { LanguageMap } from '#libs/kernel';
import { dateColumn, idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import { Organisation } from './organisation.entity.js';

/** A legal name the organisation had until a day (inclusive). Append-only. */
@Entity('former_name')
@Index('former_name_organisation', ['organisationId'])
export class FormerName {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'former_name_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'organisation_id' })
  organisationId!: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'former_name_organisation_fkey' })
  organisation!: Relation<Organisation>;

  @Column({ ...jsonColumn, name: 'legal_name' })
  legalName!: LanguageMap;

  @Column({ ...dateColumn, name: 'until_date', nullable: false })
  until!: string;

  @Column(optional({ type: 'text' }))
  reason!: string | null;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
