import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { dateColumn, idColumn } from '#libs/database';
import { Organisation } from './organisation.entity.js';

export const ORGANISATION_ROLES = ['PROVIDER', 'AWARDING_BODY', 'ASSESSOR', 'AGENCY', 'AUTHORITY'] as const;
export type OrganisationRoleName = (typeof ORGANISATION_ROLES)[number];

/** What an organisation does in the register, from when to when (inclusive; open where null). */
@Entity('organisation_role')
@Index('organisation_role_organisation', ['organisationId'])
export class OrganisationRole {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'organisation_role_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'organisation_id' })
  organisationId!: string;

  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'organisation_role_organisation_fkey' })
  organisation!: Relation<Organisation>;

  @Column({ type: 'text' })
  role!: OrganisationRoleName;

  @Column({ ...dateColumn, name: 'from_date' })
  from!: string | null;

  @Column({ ...dateColumn, name: 'to_date' })
  to!: string | null;
}
