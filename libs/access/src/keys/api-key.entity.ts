import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';
import type { Permission } from '../permissions.js';

/** A machine's credential: 256 random bits, shown once and kept as a hash. */
@Entity('api_key')
@Index('api_key_organisation', ['organisationId'])
@Index('api_key_hash', ['hash'], { unique: true })
export class ApiKey {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'api_key_pkey' })
  id!: string;

  /** Whose records it reaches; null: everybody's. */
  @Column(optional({ ...idColumn, name: 'organisation_id' }))
  organisationId!: string | null;

  @Column({ type: 'text' })
  name!: string;

  /** The visible beginning, by which people tell their keys apart. */
  @Column({ type: 'text' })
  prefix!: string;

  /** SHA-256 (hex) of the key. */
  @Column({ type: 'char', length: 64 })
  hash!: string;

  @Column({ type: 'text', array: true })
  scopes!: Permission[];

  /** The person who made it; null: made by somebody without a name of their own. */
  @Column(optional({ ...idColumn, name: 'made_by' }))
  madeBy!: string | null;

  @Column({ ...instantColumn, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...instantColumn, name: 'expires_at' })
  expiresAt!: Date;

  /** To the minute; null: never used. */
  @Column(optional({ ...instantColumn, name: 'last_used_at' }))
  lastUsedAt!: Date | null;

  @Column(optional({ ...instantColumn, name: 'revoked_at' }))
  revokedAt!: Date | null;

  /** The key whose place this one takes; both work until the older one's shortened expiry. */
  @Column(optional({ ...idColumn, name: 'replaces_id' }))
  replacesId!: string | null;
}
