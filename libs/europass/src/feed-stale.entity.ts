import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn } from '#libs/database';

/** An offer whose fragment may be behind. Every marking makes a new `mark`: only the one that was worked off is removed. */
@Entity('feed_stale')
export class FeedStale {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'feed_stale_pkey' })
  format!: string;

  @PrimaryColumn({ ...idColumn, name: 'offer_id', primaryKeyConstraintName: 'feed_stale_pkey' })
  offerId!: string;

  @Column(idColumn)
  mark!: string;

  @Column({ ...instantColumn, name: 'marked_at', default: () => 'now()' })
  markedAt!: Date;
}
