import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';
import type { Role } from '../roles.js';

/** An offered role. The address is erased when the invitation is accepted, revoked or over (DESIGN section 6). */
@Entity('invitation')
@Index('invitation_organisation', ['organisationId'])
@Index('invitation_token', ['tokenHash'], { unique: true })
export class Invitation {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'invitation_pkey' })
  id!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column(optional({ ...idColumn, name: 'organisation_id' }))
  organisationId!: string | null;

  @Column(optional({ type: 'text' }))
  email!: string | null;

  /** SHA-256 (hex) of the token in the invited person's mail. */
  @Column({ type: 'char', length: 64, name: 'token_hash' })
  tokenHash!: string;

  @Column({ ...instantColumn, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...instantColumn, name: 'expires_at' })
  expiresAt!: Date;

  @Column(optional({ ...instantColumn, name: 'accepted_at' }))
  acceptedAt!: Date | null;

  @Column(optional({ ...idColumn, name: 'accepted_by' }))
  acceptedBy!: string | null;

  @Column(optional({ ...instantColumn, name: 'revoked_at' }))
  revokedAt!: Date | null;
}
