import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { LanguageMap } from '#libs/kernel';
import { Organisation } from '#libs/organisations';
import { dateColumn, idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import { Offer } from './offer.entity.js';

export const AUTHORITY_RECORD_KINDS = ['NQF_INCLUSION', 'FUNDING_ELIGIBILITY', 'RECOGNITION'] as const;
export type AuthorityRecordKind = (typeof AUTHORITY_RECORD_KINDS)[number];

/** Public money that a learner may get for the offer. */
export interface FundingDetails {
  /** Name of the scheme. */
  scheme: LanguageMap;
  /** Page of the scheme. */
  url?: string;
  conditions?: LanguageMap;
  /** At the most; left out where the scheme names none. */
  amount?: { value: number; currency: string };
}

/** What a recognition is for. */
export const RECOGNITION_PURPOSES = ['ACADEMIC', 'TRAINING', 'EMPLOYMENT'] as const;
export type RecognitionPurpose = (typeof RECOGNITION_PURPOSES)[number];

export interface RecognitionDetails {
  purposes: RecognitionPurpose[];
  conditions?: LanguageMap;
  /** Credits granted towards something larger. */
  credits?: { framework: string; points: number };
}

/** A dated decision beside the offer, by the body entitled to it. Append-only; only its end may be set once. */
@Entity('authority_record')
@Index('authority_record_offer', ['offerId'])
@Index('authority_record_authority', ['authorityId', 'id'])
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

  /** Of NQF inclusions: the national framework by its Europass name ("LTQF"). */
  @Column(optional({ type: 'text' }))
  framework!: string | null;

  /** Level in the national framework, referenced to the EQF level of the same number where the framework says so. */
  @Column(optional({ type: 'int' }))
  level!: number | null;

  /** Of funding eligibilities and recognitions. */
  @Column(optional(jsonColumn))
  details!: FundingDetails | RecognitionDetails | null;

  @Column({ ...dateColumn, name: 'valid_from', nullable: false })
  validFrom!: string;

  @Column({ ...dateColumn, name: 'valid_to' })
  validTo!: string | null;

  @Column(optional({ type: 'text' }))
  reference!: string | null;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
