import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IdentifierScheme } from '#libs/vocabularies';
import { idColumn } from '#libs/database';
import { Organisation } from './organisation.entity.js';

/** A name of the organisation in somebody's register: one value belongs to one organisation in a scheme. */
@Entity('organisation_identifier')
@Index('organisation_identifier_organisation', ['organisationId'])
export class OrganisationIdentifier {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'organisation_identifier_pkey' })
  scheme!: IdentifierScheme;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'organisation_identifier_pkey' })
  value!: string;

  @Column({ ...idColumn, name: 'organisation_id' })
  organisationId!: string;

  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'organisation_identifier_organisation_fkey' })
  organisation!: Relation<Organisation>;
}
