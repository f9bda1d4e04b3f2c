import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';
import type { Role } from '../roles.js';
import { Person } from './person.entity.js';

/** A role somebody holds, from when to when. Ended, never deleted. */
@Entity('membership')
@Index('membership_person', ['personId'])
@Index('membership_organisation', ['organisationId'])
@Index('membership_once', ['personId', 'role', 'organisationId'], { unique: true, where: 'ended_at IS NULL' })
// Two nulls are not the same to a unique index.
@Index('membership_of_register_once', ['personId', 'role'], { unique: true, where: 'ended_at IS NULL AND organisation_id IS NULL' })
export class Membership {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'membership_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'person_id' })
  personId!: string;

  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'membership_person_fkey' })
  person!: Relation<Person>;

  @Column({ type: 'text' })
  role!: Role;

  /** Null for roles of the register. libs/organisations lies above: that it exists is checked where it is granted. */
  @Column(optional({ ...idColumn, name: 'organisation_id' }))
  organisationId!: string | null;

  @Column({ ...instantColumn, name: 'granted_at' })
  grantedAt!: Date;

  @Column(optional({ ...instantColumn, name: 'ended_at' }))
  endedAt!: Date | null;
}
