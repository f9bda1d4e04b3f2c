import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, jsonColumn } from '#libs/database';
import type { RunContent } from './offer-content.js';
import { Offer } from './offer.entity.js';

/** One occasion of the draft. `content` repeats the code, so that it is the run as a document has it. */
@Entity('run')
@Index('run_code', ['offerId', 'code'], { unique: true })
export class Run {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'run_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'offer_id' })
  offerId!: string;

  @ManyToOne(() => Offer)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'run_offer_fkey' })
  offer!: Relation<Offer>;

  @Column({ type: 'text' })
  code!: string;

  /** Place in the provider's own order. */
  @Column({ type: 'int' })
  position!: number;

  @Column(jsonColumn)
  content!: RunContent;
}
