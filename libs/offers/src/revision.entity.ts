import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, instantColumn, jsonColumn } from '#libs/database';
import { Offer } from './offer.entity.js';
import type { PublishedDocument } from './published-document.js';

/** One published state, numbered from 1, for ever; a trigger refuses every UPDATE and DELETE. */
@Entity('revision')
export class Revision {
  @PrimaryColumn({ ...idColumn, name: 'offer_id', primaryKeyConstraintName: 'revision_pkey' })
  offerId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'revision_pkey' })
  number!: number;

  @ManyToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'revision_offer_fkey' })
  offer!: Relation<Offer>;

  @Column(jsonColumn)
  document!: PublishedDocument;

  /** SHA-256 (hex) of the document's canonical JSON. */
  @Column({ type: 'char', length: 64 })
  hash!: string;

  @Column({ type: 'int', name: 'spec_version' })
  specVersion!: number;

  @Column({ type: 'char', length: 64, name: 'spec_hash' })
  specHash!: string;

  @Column({ ...instantColumn, name: 'published_at' })
  publishedAt!: Date;

  /** The correction's reason, where the outcomes were corrected and not changed. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
