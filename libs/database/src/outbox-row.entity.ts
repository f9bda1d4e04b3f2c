import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One record whose projections (search index, feeds) are behind. At most one row for a record: a further change
 * raises the generation, and the worker deletes only the generation it has worked off.
 */
@Entity('outbox')
@Index('outbox_due', ['notBefore', 'generation'])
export class OutboxRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'outbox_pkey' })
  kind!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'outbox_pkey' })
  id!: string;

  /** From one sequence for the whole table: a number is never given out twice, so a deleted and re-made row differs. */
  @Column({ type: 'bigint', default: () => "nextval('outbox_generation')" })
  generation!: string;

  @Column({ name: 'enqueued_at', type: 'timestamptz', default: () => 'now()' })
  enqueuedAt!: Date;

  @Column({ type: 'int', default: 0 })
  attempts!: number;

  @Column({ name: 'not_before', type: 'timestamptz', default: () => 'now()' })
  notBefore!: Date;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;
}
