import type { Tx } from '#libs/database';
import type { OutgoingMail } from './mail-sender.js';
import type { MailState } from './mail.entity.js';

export interface ClaimedMail extends OutgoingMail {
  key: string;
  attempts: number;
}

/** Takes the mail that is due the longest: from here on it is never taken again unless it is put back. */
export async function claim(tx: Tx, now: Date): Promise<ClaimedMail | null> {
  const { rows } = await tx.change<ClaimedMail>(
    `UPDATE mail SET state = 'SENDING', attempts = attempts + 1
     WHERE id = (SELECT id FROM mail WHERE state = 'QUEUED' AND not_before <= $1 ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, key, recipient, subject, body, created_at AS at, attempts`,
    [now],
  );
  return rows[0] ?? null;
}

/** Nobody needs the address or the text any more; an invitation's text lets people in. */
const ERASED = 'recipient = NULL, subject = NULL, body = NULL';

export async function noteSent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.change(`UPDATE mail SET state = 'SENT', sent_at = $2, last_error = NULL, ${ERASED} WHERE id = $1`, [id, now]);
}

export async function noteRefused(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.change(`UPDATE mail SET state = 'REFUSED', last_error = $2, ${ERASED} WHERE id = $1`, [id, reason]);
}

/** It stays SENDING, for ever. */
export async function noteUncertain(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.change(`UPDATE mail SET last_error = $2, ${ERASED} WHERE id = $1`, [id, reason]);
}

export async function putBack(tx: Tx, id: string, { reason, notBefore }: { reason: string; notBefore: Date }): Promise<void> {
  await tx.change(`UPDATE mail SET state = 'QUEUED', not_before = $3, last_error = $2 WHERE id = $1`, [id, reason, notBefore]);
}

/** Of whatever is being sent while nobody sends we shall never know more. @returns the keys, of each mail once. */
export async function noteAbandoned(tx: Tx): Promise<string[]> {
  const { rows } = await tx.change<{ key: string }>(
    `UPDATE mail SET last_error = $1, ${ERASED} WHERE state = 'SENDING' AND recipient IS NOT NULL RETURNING key`,
    ['The worker ended while it was being sent'],
  );
  return rows.map((row) => row.key);
}

/** How many mails there are of each state; UNCERTAIN are those that stay SENDING. */
export async function countMails(tx: Tx): Promise<Record<MailState | 'UNCERTAIN', number>> {
  const rows = await tx.query<{ state: MailState | 'UNCERTAIN'; count: string }>(
    `SELECT CASE WHEN state = 'SENDING' AND recipient IS NULL THEN 'UNCERTAIN' ELSE state END AS state, count(*) FROM mail GROUP BY 1`,
  );
  return { QUEUED: 0, SENDING: 0, SENT: 0, REFUSED: 0, UNCERTAIN: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
}
