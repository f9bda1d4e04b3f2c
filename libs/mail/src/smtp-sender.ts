import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { compose, envelopeAddress, type MailFrom } from './compose.js';
import type { Delivery, MailSender, OutgoingMail } from './mail-sender.js';

export interface SmtpOptions {
  /** `smtp://` upgrades to TLS where the server offers it, and must where a password is sent abroad; `smtps://` is TLS from the start. */
  url: string;
  from: MailFrom;
  /** The longest silence of the server, in milliseconds. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const CLOSING = 421;

/** The connection's own words for a failure. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * Hands a mail to an SMTP server, over a connection of its own. Straight on the connection, not on nodemailer's transport:
 * only so can we tell whether the message's first byte was asked for.
 */
export class SmtpSender implements MailSender {
  constructor(private readonly options: SmtpOptions) {}

  async send(mail: OutgoingMail, stop?: AbortSignal): Promise<Delivery> {
    const { url, from } = this.options;
    let handed = false;
    const connection = this.connection(new URL(url));
    const leave = (): void => {
      if (!handed) connection.close();
    };
    stop?.addEventListener('abort', leave);
    if (stop?.aborted) leave();
    try {
      const text = await compose(mail, from);
      await this.open(connection, new URL(url));
      const message = Readable.from(chunk(text, () => (handed = true)), { objectMode: false });
      const envelope = { from: envelopeAddress(from.address), to: [envelopeAddress(mail.recipient)] };
      await answer(connection, (done) => connection.send(envelope, message, done));
      return { result: 'SENT' };
    } catch (error) {
      return deliveryOf(error as SmtpError, handed);
    } finally {
      stop?.removeEventListener('abort', leave);
      connection.quit();
      connection.close();
    }
  }

  private connection({ protocol, hostname, port, username }: URL): SMTPConnection {
    const { timeoutMs = TIMEOUT_MS } = this.options;
    const secure = protocol === 'smtps:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const connection = new SMTPConnection({
      host, port: Number(port) || (secure ? 465 : 587), secure,
      requireTLS: !secure && username !== '' && !isLoopback(host),
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
    });
    // A late error of a connection that nobody uses any more must not end the process.
    connection.on('error', () => undefined);
    return connection;
  }

  private async open(connection: SMTPConnection, { username, password }: URL): Promise<void> {
    await answer(connection, (done) => connection.connect(done));
    if (!username) return;
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    await answer(connection, (done) => connection.login(credentials, done));
  }
}

/** One step of the conversation. Of a connection that ends meanwhile the step may never hear. */
function answer(connection: SMTPConnection, step: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('The connection has ended')));
    step((error) => (error ? reject(error) : resolve()));
  });
}

/** Tells when the text is taken: not before the server has said that it wants it (354). */
function* chunk(text: Buffer, onTaken: () => void): Generator<Buffer> {
  onTaken();
  yield text;
}

/**
 * What a failure means. An answer to the message itself is definite (RFC 5321, section 4.2.1: neither 4yz nor 5yz was
 * done), but for 421, which a server may say at any time. What is about the sender or the session is no fault of the mail.
 */
function deliveryOf({ message: reason, code, command, responseCode = 0 }: SmtpError, handed: boolean): Delivery {
  const aboutMail = responseCode > 0 && (command === 'RCPT TO' || command === 'DATA');
  if (handed && (!aboutMail || responseCode === CLOSING)) return { result: 'UNCERTAIN', reason };
  if (aboutMail && responseCode >= 500) return { result: 'REFUSED', reason };
  if (code === 'EENVELOPE' && command === 'API') return { result: 'REFUSED', reason };
  return { result: 'NOT_SENT', reason, available: aboutMail && responseCode !== CLOSING };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
