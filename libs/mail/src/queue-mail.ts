import type { Tx } from '#libs/database';
import { newId, storableText } from '#libs/kernel';
import { isMailAddress } from './address.js';

export interface MailToQueue {
  /** What it is about, at most once for ever; shown in logs, so nothing personal stands in it. */
  key: string;
  recipient: string;
  /** Made one line; what is too long for a subject is cut. */
  subject: string;
  /** Plain text. */
  body: string;
  /** Not sent before. */
  at: Date;
}

const LONGEST_KEY = 200;
const LONGEST_SUBJECT = 200;
const LARGEST_BODY_BYTES = 256 * 1024;

/**
 * Has the mail sent after the commit of the caller's transaction. A second mail of the same key is dropped, also when the
 * first is long out.
 * @throws RangeError when the address is none (ask `isMailAddress` first), or key or body have no possible size.
 */
export async function queueMail(tx: Tx, mail: MailToQueue): Promise<void> {
  if (!isMailAddress(mail.recipient)) throw new RangeError('The recipient of a mail is not one address');
  if (!mail.key || mail.key.length > LONGEST_KEY) throw new RangeError(`The key of a mail has 1 to ${LONGEST_KEY} characters`);
  const subject = oneLine(mail.subject);
  const body = storableText(mail.body).replace(/\r\n?/g, '\n');
  if (Buffer.byteLength(body) > LARGEST_BODY_BYTES) throw new RangeError(`The text of a mail has at most ${LARGEST_BODY_BYTES} bytes`);
  await tx.query(
    `INSERT INTO mail (id, key, recipient, subject, body, state, not_before, created_at)
     VALUES ($1, $2, $3, $4, $5, 'QUEUED', $6, $6) ON CONFLICT (key) DO NOTHING`,
    [newId(), mail.key, mail.recipient, subject, body, mail.at],
  );
}

/** Takes back what has not gone out yet: it is never sent, and address and text are erased. */
export async function cancelMails(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.change(
    `UPDATE mail SET state = 'REFUSED', last_error = 'Taken back before it was sent', recipient = NULL, subject = NULL, body = NULL
     WHERE key = ANY ($1::text[]) AND state = 'QUEUED'`,
    [keys],
  );
}

/** A line break would begin another header. */
function oneLine(text: string): string {
  const line = storableText(text).replace(/[\s\u2028\u2029]+/gu, ' ').trim();
  return line.length <= LONGEST_SUBJECT ? line : `${line.slice(0, LONGEST_SUBJECT - 1).toWellFormed().trimEnd()}…`;
}
