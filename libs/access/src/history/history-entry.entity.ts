import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';
import type { ActorKind } from '#libs/kernel';
import type { RecordKind } from '../record-kind.js';

/** One change of one record. Append-only and chained: each line's hash covers the line before. Numbered without gaps in the order of commits. */
@Entity('history_entry')
@Index('history_entry_record', ['recordKind', 'recordId', 'seq'])
@Index('history_entry_owner', ['ownerId', 'seq'])
@Index('history_entry_at', ['at'])
@Index('history_entry_actor', ['actorId', 'seq'])
export class HistoryEntry {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'history_entry_pkey' })
  seq!: string;

  @Column(instantColumn)
  at!: Date;

  @Column({ type: 'text', name: 'actor_kind' })
  actorKind!: ActorKind;

  /** Person or API key. */
  @Column(optional({ ...idColumn, name: 'actor_id' }))
  actorId!: string | null;

  /** `noun.verb`, for example `offer.edit`. */
  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text', name: 'record_kind' })
  recordKind!: RecordKind;

  @Column({ ...idColumn, name: 'record_id' })
  recordId!: string;

  /** The organisation whose record it is, which may read this line; null: the register's own. */
  @Column(optional({ ...idColumn, name: 'owner_id' }))
  ownerId!: string | null;

  @Column(optional({ type: 'text', name: 'request_id' }))
  requestId!: string | null;

  @Column(optional({ type: 'text' }))
  reason!: string | null;

  /** JSON text of `FieldDifference[]`, kept as text so that the hash is of what is stored. Personal values are hashes. */
  @Column({ type: 'text' })
  changes!: string;

  @Column({ type: 'char', length: 64 })
  hash!: string;
}
