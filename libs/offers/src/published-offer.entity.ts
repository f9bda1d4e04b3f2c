import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Provider } from '#libs/organisations';
import { idColumn, instantColumn, jsonColumn } from '#libs/database';
import { Offer } from './offer.entity.js';
import type { PublishedDocument } from './published-document.js';

/** The current document of every published offer: one indexed row is all a public read needs. Gone when withdrawn. */
@Entity('published_offer')
@Index('published_offer_provider', ['providerId'])
@Index('published_offer_newest', ['publishedAt', 'id'])
export class PublishedOffer {
  @PrimaryColumn({ ...idColumn, name: 'offer_id', primaryKeyConstraintName: 'published_offer_pkey' })
  id!: string;

  @OneToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'published_offer_offer_fkey' })
  offer!: Relation<Offer>;

  @Column({ ...idColumn, name: 'provider_id' })
  providerId!: string;

  @ManyToOne(() => Provider)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'published_offer_provider_fkey' })
  provider!: Relation<Provider>;

  @Column({ type: 'int' })
  revision!: number;

  @Column({ type: 'char', length: 64 })
  hash!: string;

  @Column(jsonColumn)
  document!: PublishedDocument;

  /** When this revision was published. */
  @Column({ ...instantColumn, name: 'published_at' })
  publishedAt!: Date;

  @Column({ ...instantColumn, name: 'first_published_at' })
  firstPublishedAt!: Date;
}
