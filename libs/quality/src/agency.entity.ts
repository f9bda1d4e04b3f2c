import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, VersionColumn, type Relation } from 'typeorm';
import { Organisation } from '#libs/organisations';
import { dateColumn, idColumn, optional } from '#libs/database';

/** An organisation that carries out external quality assurance. */
@Entity('agency')
export class Agency {
  @PrimaryColumn({ ...idColumn, name: 'organisation_id', primaryKeyConstraintName: 'agency_pkey' })
  id!: string;

  @OneToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'agency_organisation_fkey' })
  organisation!: Relation<Organisation>;

  /** Number of the agency in DEQAR. */
  @Column(optional({ type: 'text', name: 'deqar_id' }))
  deqarId!: string | null;

  @Column({ ...dateColumn, name: 'eqar_registered_from' })
  eqarRegisteredFrom!: string | null;

  @Column({ ...dateColumn, name: 'eqar_registered_to' })
  eqarRegisteredTo!: string | null;

  /** Countries (ISO alpha-2) where its decisions are official. */
  @Column({ type: 'text', array: true, default: () => "'{}'", name: 'official_countries' })
  officialCountries!: string[];

  @VersionColumn({ type: 'int', default: 1 })
  version!: number;
}
