import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Problem } from '#libs/kernel';
import { idColumn, instantColumn, jsonColumn } from '#libs/database';
import type { FragmentKind } from './fragment.js';

const part = { type: 'text', default: '' } as const;

/**
 * One record as it stands in a feed: the text it adds to each container, ready to be joined. The same key means the same
 * text, so that a build can take over what the build before has with that key.
 */
@Entity('feed_fragment')
export class FeedFragment {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'feed_fragment_pkey' })
  format!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'feed_fragment_pkey' })
  kind!: FragmentKind;

  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'feed_fragment_pkey' })
  id!: string;

  /** SHA-256 of everything the fragment is made of, the mapping's version among it. */
  @Column({ type: 'char', length: 64 })
  key!: string;

  @Column(part)
  opportunities!: string;

  @Column(part)
  specifications!: string;

  @Column(part)
  outcomes!: string;

  @Column(part)
  assessments!: string;

  @Column(part)
  agents!: string;

  @Column(part)
  locations!: string;

  /** Organisations that must be in the file for the record's links to resolve. */
  @Column({ type: 'uuid', array: true, name: 'organisation_ids' })
  organisationIds!: string[];

  /** Identifiers that must be unique in the whole file, without those that hold the record's own id. */
  @Column({ type: 'text', array: true })
  notations!: string[];

  /** The record cannot be sent, for the reasons in `problems`. */
  @Column({ type: 'boolean', name: 'left_out' })
  leftOut!: boolean;

  @Column(jsonColumn)
  problems!: Problem[];

  /** What the format does not carry, or only approximately. */
  @Column(jsonColumn)
  losses!: Problem[];

  @Column({ type: 'text', array: true, name: 'loss_codes' })
  lossCodes!: string[];

  @Column({ ...instantColumn, name: 'rendered_at', default: () => 'now()' })
  renderedAt!: Date;
}
