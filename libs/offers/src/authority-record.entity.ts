import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Organisation } from '#libs/organisations';
import { dateColumn, idColumn, instantColumn, optional } from '#libs/database';
import { Offer } from './offer.entity.js';

/** The other kinds (funding eligibility, recognition) follow with governance. */
export const AUTHORITY_RECORD_KINDS = ['NQF_INCLUSION'] as const;
export type AuthorityRecordKind = (typeof AUTHORITY_RECORD_KINDS)[number];

/** A dated decision beside the offer, by the body entitled to it. Append-only; only its end may be set once. */
@Entity('authority_record')
@Index('authority_record_offer', ['offerId'])
export class AuthorityRecord {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'authority_record_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'offer_id' })
  offerId!: string;

  @ManyToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'authority_record_offer_fkey' })
  offer!: Relation<Offer>;

  @Column({ type: 'text' })
  kind!: AuthorityRecordKind;

  @Column({ ...idColumn, name: 'authority_id' })
  authorityId!: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'authority_id', foreignKeyConstraintName: 'authority_record_authority_fkey' })
  authority!: Relation<Organisation>;

  /** The national framework by its Europass name ("LTQF"). */
  @Column({ type: 'text' })
  framework!: string;

  /** Level in the national framework, referenced to the EQF level of the same number where the framework says so. */
  @Column({ type: 'int' })
  level!: number;

  @Column({ ...dateColumn, name: 'valid_from', nullable: false })
  validFrom!: string;

  @Column({ ...dateColumn, name: 'valid_to' })
  validTo!: string | null;

  @Column(optional({ type: 'text' }))
  reference!: string | null;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
