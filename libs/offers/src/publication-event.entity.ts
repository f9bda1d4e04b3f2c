import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, instantColumn } from '#libs/database';
import { Offer } from './offer.entity.js';

export const PUBLICATION_EVENTS = ['PUBLISHED', 'WITHDRAWN', 'ARCHIVED', 'SUPERSEDED'] as const;
export type PublicationEventKind = (typeof PUBLICATION_EVENTS)[number];

/** When an offer came before the public and when it left: what `asOf` and the harvesters need. Append-only. */
@Entity('publication_event')
@Index('publication_event_offer', ['offerId', 'at'])
export class PublicationEvent {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'publication_event_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'offer_id' })
  offerId!: string;

  @ManyToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'publication_event_offer_fkey' })
  offer!: Relation<Offer>;

  @Column({ type: 'text' })
  kind!: PublicationEventKind;

  /** The revision that was published; null for the others. */
  @Column({ type: 'int', nullable: true })
  revision!: number | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column(instantColumn)
  at!: Date;
}
