import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Where in the conversation the server does something else than say yes; BODY: after the first bytes of the message. */
export type Stage = 'CONNECT' | 'MAIL' | 'RCPT' | 'DATA' | 'BODY' | 'MESSAGE';
/** An SMTP code to answer with, or what becomes of the connection. */
export type Fault = number | 'DROP' | 'SILENCE';

export interface ReceivedMail {
  to: string[];
  text: string;
}

export interface TestSmtpServer {
  url: string;
  received: ReceivedMail[];
  /** What to do wrong; null: nothing. */
  fault: (stage: Stage, to: string) => Fault | null;
  /** So long after a mail was received it says yes: whoever sends it does not know meanwhile. */
  thinksMs: number;
  close(): Promise<void>;
}

type Done = (error?: Error | null) => void;

/** A real SMTP server in this process, which can be told to fail. It has received what it has said yes to. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const drop = (): void => {
    for (const connection of server.connections as Set<{ _socket: Socket }>) connection._socket.destroy();
  };
  const step = (stage: Stage, to: string, done: Done): void => {
    const fault = result.fault(stage, to);
    if (fault === 'DROP') drop();
    else if (typeof fault === 'number') done(Object.assign(new Error(`no, says the server to <${to}>`), { responseCode: fault }));
    else if (fault === null) done();
  };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, closeTimeout: 10, hideENHANCEDSTATUSCODES: false,
    onAuth: ({ username, password }, _session, done) => done(password === 'pass word' ? null : new Error('wrong'), { user: username }),
    onConnect: (_session, done) => step('CONNECT', '', done),
    onMailFrom: (_address, _session, done) => step('MAIL', '', done),
    onRcptTo: ({ address }, _session, done) => step('RCPT', address, done),
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      const parts: Buffer[] = [];
      let dropped = false;
      if (result.fault('DATA', to[0] as string) === 'DROP') return drop();
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (!(dropped ||= result.fault('BODY', to[0] as string) === 'DROP')) return;
        drop();
      });
      stream.on('end', () => !dropped && step('MESSAGE', to[0] as string, (error) => {
        if (error) return done(error);
        received.push({ to, text: Buffer.concat(parts).toString('latin1') });
        setTimeout(done, result.thinksMs);
      }));
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const result: TestSmtpServer = {
    url: `smtp://127.0.0.1:${port}`, received, fault: () => null, thinksMs: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return result;
}

/** A mail read by nobody's library: headers (unfolded, RFC 2047 decoded) and the text of its one part. */
export function readMail(raw: string): { headers: Record<string, string>; body: string } {
  const [head = '', ...parts] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => {
    const [name = '', ...rest] = line.split(':');
    return [name.toLowerCase(), decodeWords(rest.join(':').trim())];
  }));
  const text = parts.join('\r\n\r\n').replace(/\r\n$/, '');
  const encoding = headers['content-transfer-encoding'];
  const bytes = encoding === 'base64' ? Buffer.from(text, 'base64') : Buffer.from(encoding === 'quoted-printable' ? unquote(text) : text, 'latin1');
  return { headers, body: bytes.toString('utf8').replace(/\r\n/g, '\n') };
}

const unquote = (text: string): string =>
  text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const decodeWords = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : Buffer.from(unquote(word.replaceAll('_', ' ')), 'latin1')).toString('utf8'));
