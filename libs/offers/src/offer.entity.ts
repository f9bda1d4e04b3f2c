import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Provider } from '#libs/organisations';
import { idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import type { OfferContent } from './offer-content.js';

/** DRAFT: never published. The others have at least one revision. ARCHIVED: its last run has long ended and no new one came. */
export const OFFER_STATUSES = ['DRAFT', 'PUBLISHED', 'WITHDRAWN', 'ARCHIVED', 'SUPERSEDED'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** The editor's side of an offer; what the public reads is the published document. */
@Entity('offer')
// A successor's draft shares the code of the offer it will replace, until its publication takes the code over.
@Index('offer_live_code', ['providerId', 'code'], {
  unique: true,
  where: `code IS NOT NULL AND (status = 'PUBLISHED' OR (status = 'DRAFT' AND supersedes_id IS NULL))`,
})
@Index('offer_one_successor', ['supersedesId'], { unique: true, where: `supersedes_id IS NOT NULL AND status <> 'WITHDRAWN'` })
@Index('offer_provider', ['providerId'])
export class Offer {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'offer_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'provider_id' })
  providerId!: string;

  @ManyToOne(() => Provider)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'offer_provider_fkey' })
  provider!: Relation<Provider>;

  @Column(optional({ type: 'text' }))
  code!: string | null;

  @Column({ type: 'text' })
  status!: OfferStatus;

  /** The draft: what the next revision would say. */
  @Column(jsonColumn)
  content!: OfferContent;

  /** Rises with every change of the draft or its runs; the second of two editors is told. */
  @Column({ type: 'int' })
  version!: number;

  @Column(optional({ type: 'int', name: 'current_revision' }))
  currentRevision!: number | null;

  @Column(optional({ ...idColumn, name: 'supersedes_id' }))
  supersedesId!: string | null;

  @ManyToOne(() => Offer, { nullable: true })
  @JoinColumn({ name: 'supersedes_id', foreignKeyConstraintName: 'offer_supersedes_fkey' })
  supersedes!: Relation<Offer> | null;

  /** Why and when the offer left the public, for its tombstone. */
  @Column(optional({ type: 'text', name: 'withdrawal_reason' }))
  withdrawalReason!: string | null;

  @Column(optional({ ...instantColumn, name: 'withdrawn_at' }))
  withdrawnAt!: Date | null;

  @Column({ ...instantColumn, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...instantColumn, name: 'updated_at' })
  updatedAt!: Date;
}
