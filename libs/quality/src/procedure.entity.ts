import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, VersionColumn, type Relation } from 'typeorm';
import type { LanguageMap } from '#libs/kernel';
import { dateColumn, idColumn, jsonColumn, optional } from '#libs/database';
import { Agency } from './agency.entity.js';

export const FRAMEWORKS = ['ESG', 'EQAVET', 'EQF_ANNEX_IV', 'OTHER'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export const NATURES = ['OBLIGATORY', 'VOLUNTARY'] as const;
export type Nature = (typeof NATURES)[number];

/** A kind of external quality assurance that an agency carries out (a DEQAR "activity"). */
@Entity('procedure')
@Index('procedure_agency', ['agencyId'])
export class Procedure {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'procedure_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'agency_id' })
  agencyId!: string;

  @ManyToOne(() => Agency)
  @JoinColumn({ name: 'agency_id', foreignKeyConstraintName: 'procedure_agency_fkey' })
  agency!: Relation<Agency>;

  @Column({ type: 'jsonb' })
  title!: LanguageMap;

  @Column({ type: 'text' })
  framework!: Framework;

  @Column({ type: 'text' })
  nature!: Nature;

  @Column({ ...dateColumn, name: 'valid_from' })
  validFrom!: string | null;

  @Column({ ...dateColumn, name: 'valid_to' })
  validTo!: string | null;

  /** Number of the activity in DEQAR. */
  @Column(optional({ type: 'text', name: 'deqar_activity' }))
  deqarActivity!: string | null;

  @Column(optional(jsonColumn))
  description!: LanguageMap | null;

  @VersionColumn({ type: 'int', default: 1 })
  version!: number;
}
