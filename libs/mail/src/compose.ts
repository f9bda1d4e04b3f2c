import MailComposer from 'nodemailer/lib/mail-composer';
import { domainToASCII } from 'node:url';
import type { OutgoingMail } from './mail-sender.js';

export interface MailFrom {
  name: string;
  address: string;
}

/**
 * The mail as RFC 5322 text. Its identifier is made of ours, so that a copy of the same mail is known as one;
 * `Auto-Submitted` (RFC 3834) keeps answering machines quiet.
 */
export function compose(mail: OutgoingMail, from: MailFrom): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    text: mail.body,
    date: mail.at,
    messageId: `<${mail.id}@${domainOf(from.address)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, text) => (error ? reject(error) : resolve(text)));
  });
}

/** The address as an envelope takes it: a domain of other letters in its ASCII form (RFC 5891). */
export const envelopeAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainOf(address)}`;
};

const domainOf = (address: string): string => {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domainToASCII(domain) || domain;
};
