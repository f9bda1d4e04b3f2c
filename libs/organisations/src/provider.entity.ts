import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, VersionColumn, type Relation } from 'typeorm';
import type { LanguageMap } from '#libs/kernel';
import type { OrganisationKind } from '#libs/vocabularies';
import { dateColumn, idColumn, jsonColumn, optional } from '#libs/database';
import { Organisation } from './organisation.entity.js';

/**
 * APPLIED ⇄ RETURNED (the registrar asks back) → REGISTERED ⇄ SUSPENDED → CLOSED, or REFUSED. Only offers of a REGISTERED
 * provider are public.
 */
export const PROVIDER_STATUSES = ['APPLIED', 'RETURNED', 'REFUSED', 'REGISTERED', 'SUSPENDED', 'CLOSED'] as const;
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number];

/** A statement in words, with a page that says more. */
export interface Statement {
  text?: LanguageMap;
  url?: string;
}

/** An organisation's part as a provider in the register; its key is the organisation's. */
@Entity('provider')
@Index('provider_status', ['status'])
export class Provider {
  @PrimaryColumn({ ...idColumn, name: 'organisation_id', primaryKeyConstraintName: 'provider_pkey' })
  id!: string;

  @OneToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'provider_organisation_fkey' })
  organisation!: Relation<Organisation>;

  /** Point 5(b) of the Recommendation. */
  @Column({ type: 'text' })
  kind!: OrganisationKind;

  @Column({ type: 'text' })
  status!: ProviderStatus;

  @Column({ ...dateColumn, name: 'status_since', nullable: false })
  statusSince!: string;

  @Column(optional({ type: 'text', name: 'status_reason' }))
  statusReason!: string | null;

  /** How the provider recognises other providers' micro-credentials: point 9(c). */
  @Column(optional({ ...jsonColumn, name: 'recognition_policy' }))
  recognitionPolicy!: Statement | null;

  /** The provider's internal quality assurance: annex II, principle 1. */
  @Column(optional({ ...jsonColumn, name: 'internal_quality_assurance' }))
  internalQualityAssurance!: Statement | null;

  /** Nothing of the provider is published before a second person of it has agreed. */
  @Column({ type: 'boolean', name: 'second_review', default: false })
  secondReview!: boolean;

  @Column(optional({ ...idColumn, name: 'successor_id' }))
  successorId!: string | null;

  @ManyToOne(() => Provider, { nullable: true })
  @JoinColumn({ name: 'successor_id', foreignKeyConstraintName: 'provider_successor_fkey' })
  successor!: Relation<Provider> | null;

  @VersionColumn({ type: 'int' })
  version!: number;
}
