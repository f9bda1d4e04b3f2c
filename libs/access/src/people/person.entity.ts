import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';

/** Somebody who signs in: who they are to their identity provider, and nothing more (DESIGN section 6). */
@Entity('person')
@Index('person_subject', ['issuer', 'subject'], { unique: true })
export class Person {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'person_pkey' })
  id!: string;

  @Column({ type: 'text' })
  issuer!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column(optional({ type: 'text', name: 'display_name' }))
  displayName!: string | null;

  @Column({ ...instantColumn, name: 'created_at' })
  createdAt!: Date;
}
