import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, optional } from '#libs/database';

/**
 * QUEUED → SENDING → SENT. What was being sent when the process died stays SENDING and is never sent again: a mail goes out
 * at most once. REFUSED: the server will not take it.
 */
export const MAIL_STATES = ['QUEUED', 'SENDING', 'SENT', 'REFUSED'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A mail to be sent, written in the transaction that gives reason to it. Address and text are erased when it is out. */
@Entity('mail')
@Index('mail_key', ['key'], { unique: true })
@Index('mail_due', ['notBefore'], { where: `state = 'QUEUED'` })
export class Mail {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'mail_pkey' })
  id!: string;

  /** What it is about, at most once for ever: `expiry-notice:<provider>:<day>:30`. */
  @Column({ type: 'text' })
  key!: string;

  @Column(optional({ type: 'text' }))
  recipient!: string | null;

  @Column(optional({ type: 'text' }))
  subject!: string | null;

  @Column(optional({ type: 'text' }))
  body!: string | null;

  @Column({ type: 'text' })
  state!: MailState;

  @Column({ type: 'int', default: 0 })
  attempts!: number;

  @Column({ ...instantColumn, name: 'not_before' })
  notBefore!: Date;

  @Column({ ...instantColumn, name: 'created_at' })
  createdAt!: Date;

  @Column(optional({ ...instantColumn, name: 'sent_at' }))
  sentAt!: Date | null;

  @Column(optional({ type: 'text', name: 'last_error' }))
  lastError!: string | null;
}
