import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { LanguageMap } from '#libs/kernel';
import { idColumn, instantColumn, jsonColumn, optional } from '#libs/database';

/** A postal address; `text` is the full address as one reads it on an envelope. */
export interface Address {
  text?: LanguageMap;
  locality?: string;
  postcode?: string;
}

/** Any legal body. What it does in the register are dated roles: provider, awarding body, assessor, agency, authority. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'organisation_pkey' })
  id!: string;

  @Column({ ...jsonColumn, name: 'legal_name' })
  legalName!: LanguageMap;

  @Column({ ...jsonColumn, name: 'other_names', default: () => "'[]'" })
  otherNames!: LanguageMap[];

  /** ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2 })
  country!: string;

  @Column(optional({ type: 'text', name: 'nuts_region' }))
  nutsRegion!: string | null;

  @Column(optional(jsonColumn))
  address!: Address | null;

  @Column(optional({ type: 'text' }))
  homepage!: string | null;

  /** A functional mailbox, never a person's. */
  @Column(optional({ type: 'text' }))
  mailbox!: string | null;

  @Column({ ...instantColumn, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ ...instantColumn, name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  @VersionColumn({ type: 'int' })
  version!: number;
}
