/** A mail as it is handed to whoever sends it. */
export interface OutgoingMail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  at: Date;
}

/**
 * What became of one attempt. Only of a mail that certainly was not handed over may it be said that it was NOT_SENT: it
 * is tried again. `available` false: whoever sends mails could not be reached, or not used, at all.
 */
export type Delivery =
  | { result: 'SENT' }
  | { result: 'REFUSED'; reason: string }
  | { result: 'NOT_SENT'; reason: string; available: boolean }
  | { result: 'UNCERTAIN'; reason: string };

/** Sends one mail. A class only so that it can be injected by its own name. */
export abstract class MailSender {
  /** @param stop the process is to end soon: what is not handed over yet is better left. */
  abstract send(mail: OutgoingMail, stop?: AbortSignal): Promise<Delivery>;
}
