import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { withLock } from '#libs/database';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { isMailAddress } from './address.js';
import { MailDelivery } from './mail-delivery.js';
import { mailSenderOf } from './mail.module.js';
import { countMails } from './mail-rows.js';
import { queueMail, type MailToQueue } from './queue-mail.js';
import { SmtpSender } from './smtp-sender.js';
import { readMail, startSmtpServer, type Fault, type Stage, type TestSmtpServer } from './smtp-server.fixture.js';

const FROM = { name: 'Mikrokredencialų registras', address: 'register@example.org' };
const NOW = new Date('2024-09-01T09:00:00Z');
const HEADERS = ['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let db: TestDatabase;
let server: TestSmtpServer;
let counter = 0;

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await createTestDatabase();
  server = await startSmtpServer();
});
afterAll(async () => {
  await server.close();
  await db.drop();
});
beforeEach(() => db.uow.run((tx) => tx.query('DELETE FROM mail')));
afterEach(() => {
  server.fault = () => null;
  server.received.length = 0;
});

const mail = (over: Partial<MailToQueue> = {}): MailToQueue => ({
  key: `test:${counter++}`, recipient: 'info@provider.example', subject: 'Labas', body: 'Tekstas', at: NOW, ...over,
});
const queue = (over: Partial<MailToQueue> = {}) => db.uow.run((tx) => queueMail(tx, mail(over)));
const delivery = (url = server.url) => new MailDelivery(db.uow, new SmtpSender({ url, from: FROM, timeoutMs: 300 }));
const rows = () => db.uow.read.query<Record<string, unknown>>(
  'SELECT key, recipient, subject, body, state, attempts, not_before AS "notBefore", sent_at AS "sentAt", last_error AS "lastError" FROM mail ORDER BY key');

describe('queueing a mail', () => {
  it('happens once for its key, for ever, and not at all when the transaction fails', async () => {
    await queue({ key: 'a' });
    await queue({ key: 'a', subject: 'Another' });
    await expect(db.uow.run(async (tx) => {
      await queueMail(tx, mail({ key: 'b' }));
      throw new Error('undone');
    })).rejects.toThrow('undone');
    expect(await rows()).toMatchObject([{ key: 'a', subject: 'Labas', state: 'QUEUED' }]);
    await delivery().turn(NOW);
    await queue({ key: 'a' });
    expect(await delivery().turn(NOW)).toMatchObject({ sent: 0 });
    expect(server.received).toHaveLength(1);
  });

  it.each(['', 'info', 'info@localhost', 'a@b.lt, c@d.lt', 'Name <a@b.lt>', 'a@b.lt\r\nBcc: c@d.lt', 'a@b.lt\n', '"a b"@c.lt', `${'a'.repeat(65)}@b.lt`, `a@${'b'.repeat(250)}.lt`])(
    'takes one address: not %j', async (recipient) => {
      expect(isMailAddress(recipient)).toBe(false);
      await expect(queue({ recipient })).rejects.toThrow('not one address');
    });

  it('limits sizes', async () => {
    await expect(queue({ body: 'ą'.repeat(132_000) })).rejects.toThrow('262144 bytes');
    await expect(queue({ key: '' })).rejects.toThrow(RangeError);
    await queue({ subject: 'x'.repeat(300) });
    expect((await rows())[0]?.subject).toBe(`${'x'.repeat(199)}…`);
  });

  it('lets nothing become a header, whatever it is made of', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ą', '\r', '\n', ':', ' ', '<', '@', '\u2028', '\0', '🎓', '=?utf-8?B?', 'Bcc: x@y.lt'), maxLength: 40 });
    await fc.assert(fc.asyncProperty(text, text, async (subject, body) => {
      server.received.length = 0;
      await queue({ subject, body });
      expect(await delivery().turn(NOW)).toMatchObject({ sent: 1 });
      const { headers } = readMail((server.received[0] as { text: string }).text);
      const foreign = Object.keys(headers).filter((name) => !HEADERS.includes(name));
      expect(foreign).toEqual([]);
      expect(headers.to).toBe('info@provider.example');
      expect(server.received[0]?.to).toEqual(['info@provider.example']);
    }), { numRuns: 20 });
  });
});

describe('sending over SMTP', () => {
  it('carries Lithuanian text, and forgets address and text', async () => {
    const subject = 'Jūsų mikrokredencialų kokybės užtikrinimas baigiasi – ąčęėįšųūž';
    const body = 'Laba diena,\n\n.taškas eilutės pradžioje\nĄžuolas 🎓\n\nPagarbiai\n';
    await queue({ subject, body, recipient: 'studijos@ąžuolas.example.lt' });
    expect(await delivery().turn(NOW)).toEqual({ sent: 1, refused: 0, postponed: 0, uncertain: 0, available: true });
    const [received] = server.received;
    const read = readMail(received?.text ?? '');
    // The server shows the domain in its own letters again.
    expect(received?.to).toEqual(['studijos@ąžuolas.example.lt']);
    expect(read.headers.to).toBe(`studijos@${domainToASCII('ąžuolas.example.lt')}`);
    expect(read.headers).toMatchObject({ subject, 'content-type': 'text/plain; charset=utf-8', from: 'Mikrokredencialų registras <register@example.org>', 'auto-submitted': 'auto-generated' });
    expect(new Date(read.headers.date as string)).toEqual(NOW);
    expect(read.body.trimEnd()).toBe(body.trimEnd());
    expect(await rows()).toMatchObject([{ state: 'SENT', recipient: null, subject: null, body: null, sentAt: NOW, lastError: null, attempts: 1 }]);
  });

  it('signs in', async () => {
    await queue();
    const as = (password: string) => delivery(server.url.replace('smtp://', `smtp://register:${password}@`));
    expect(await as('wrong').turn(NOW)).toMatchObject({ sent: 0, postponed: 1, available: false });
    expect(await as('pass%20word').turn(later(1))).toMatchObject({ sent: 1 });
  });

  it('waits for its time', async () => {
    await queue({ at: later(10) });
    expect(await delivery().turn(later(9))).toMatchObject({ sent: 0 });
    expect(await delivery().turn(later(10))).toMatchObject({ sent: 1 });
  });

  // What the server does at which stage, and what becomes of the mail.
  it.each<[Stage, Fault, string]>([
    ['CONNECT', 421, 'QUEUED'], ['CONNECT', 554, 'QUEUED'], ['CONNECT', 'DROP', 'QUEUED'], ['CONNECT', 'SILENCE', 'QUEUED'],
    ['MAIL', 451, 'QUEUED'], ['MAIL', 550, 'QUEUED'], ['MAIL', 'DROP', 'QUEUED'], ['MAIL', 'SILENCE', 'QUEUED'],
    ['RCPT', 450, 'QUEUED'], ['RCPT', 550, 'REFUSED'], ['RCPT', 421, 'QUEUED'], ['RCPT', 'DROP', 'QUEUED'], ['RCPT', 'SILENCE', 'QUEUED'],
    ['DATA', 'DROP', 'QUEUED'],
    ['BODY', 'DROP', 'SENDING'],
    ['MESSAGE', 452, 'QUEUED'], ['MESSAGE', 554, 'REFUSED'], ['MESSAGE', 421, 'SENDING'], ['MESSAGE', 'DROP', 'SENDING'], ['MESSAGE', 'SILENCE', 'SENDING'],
  ])('at %s: %s makes it %s', async (stage, fault, state) => {
    await queue({ key: 'a' });
    server.fault = (at) => (at === stage ? fault : null);
    await delivery().turn(NOW);
    const [row] = await rows();
    expect(row).toMatchObject({ state, attempts: 1, recipient: state === 'QUEUED' ? 'info@provider.example' : null });
    expect(row?.lastError).toMatch(/\S/);
    expect(row?.lastError).not.toContain('info@provider.example');
    server.fault = () => null;
    expect(await delivery().turn(later(60 * 24))).toMatchObject({ sent: state === 'QUEUED' ? 1 : 0 });
    expect(server.received).toHaveLength(state === 'QUEUED' ? 1 : 0);
  });

  it('lets the others go out when one address is refused or put off', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await queue({ key: name, recipient: `${name}@provider.example` });
    server.fault = (stage, to) => (stage !== 'RCPT' ? null : to.startsWith('a') ? 550 : to.startsWith('b') ? 450 : null);
    expect(await delivery().turn(NOW)).toEqual({ sent: 2, refused: 1, postponed: 1, uncertain: 0, available: true });
    expect(await rows()).toMatchObject([{ state: 'REFUSED' }, { state: 'QUEUED' }, { state: 'SENT' }, { state: 'SENT' }]);
    expect(await countMails(db.uow.read)).toEqual({ QUEUED: 1, SENDING: 0, SENT: 2, REFUSED: 1, UNCERTAIN: 0 });
  });

  it('tries a server that is away at growing intervals, touches one mail at a time, and gives up after five days', async () => {
    const away = delivery('smtp://127.0.0.1:1');
    await queue({ key: 'a' });
    await queue({ key: 'b' });
    expect(await away.turn(NOW)).toEqual({ sent: 0, refused: 0, postponed: 1, uncertain: 0, available: false });
    expect(await rows()).toMatchObject([{ attempts: 1, notBefore: later(1) }, { attempts: 0 }]);
    expect(await away.turn(NOW)).toMatchObject({ postponed: 1 });
    await db.uow.run((tx) => tx.query(`DELETE FROM mail WHERE key = 'b'`));
    const pauses: number[] = [];
    let at = 1;
    for (let n = 0; n < 40; n++) {
      const turn = await away.turn(later(at));
      if (turn?.refused) break;
      const [row] = await rows();
      pauses.push(((row?.notBefore as Date).getTime() - later(at).getTime()) / 60_000);
      at += pauses.at(-1) as number;
    }
    expect(pauses.slice(0, 9)).toEqual([2, 4, 8, 16, 32, 64, 128, 240, 240]);
    expect(at).toBeGreaterThanOrEqual(5 * 24 * 60);
    expect(await rows()).toMatchObject([{ state: 'REFUSED', recipient: null, lastError: expect.stringContaining('ECONNREFUSED') }]);
  });
});

describe('at most once', () => {
  it('does not send again what was being sent when the worker ended, and says so once', async () => {
    await queue({ key: 'a' });
    await queue({ key: 'b' });
    const dying = new MailDelivery(db.uow, { send: () => Promise.reject(new Error('killed')) });
    await expect(dying.turn(NOW)).rejects.toThrow('killed');
    expect(await countMails(db.uow.read)).toMatchObject({ SENDING: 1, QUEUED: 1 });
    expect(await delivery().turn(NOW)).toMatchObject({ sent: 1, uncertain: 1 });
    expect(await rows()).toMatchObject([{ key: 'a', state: 'SENDING', body: null }, { key: 'b', state: 'SENT' }]);
    expect(await delivery().turn(later(1e6))).toMatchObject({ sent: 0, uncertain: 0 });
    expect(await countMails(db.uow.read)).toMatchObject({ UNCERTAIN: 1, SENDING: 0 });
    expect(server.received).toHaveLength(1);
  });

  it('is one worker’s work at a time, and without the lock still no mail goes out twice', async () => {
    for (let n = 0; n < 20; n++) await queue();
    await withLock(db.dataSource, 'mail', async () => expect(await delivery().turn(NOW)).toBeNull());
    const work = (worker: MailDelivery) => (worker as unknown as { work(now: Date): Promise<unknown> }).work(NOW);
    await Promise.all([work(delivery()), work(delivery()), work(delivery())]);
    const ids = server.received.map(({ text }) => readMail(text).headers['message-id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(20);
  });

  it('stops between two mails', async () => {
    for (let n = 0; n < 3; n++) await queue();
    const stop = new AbortController();
    server.fault = (stage) => {
      if (stage === 'MESSAGE' && server.received.length === 1) stop.abort();
      return null;
    };
    expect(await delivery().turn(NOW, stop.signal)).toMatchObject({ sent: 2, uncertain: 0 });
    expect(await countMails(db.uow.read)).toMatchObject({ QUEUED: 1 });
  });

  it.each<Stage>(['CONNECT', 'MAIL', 'RCPT'])('when told to stop, waits for no server that is silent at %s, and loses nothing', async (silent) => {
    await queue();
    const stop = new AbortController();
    server.fault = (stage) => {
      if (stage !== silent) return null;
      stop.abort();
      return 'SILENCE';
    };
    const patient = new MailDelivery(db.uow, new SmtpSender({ url: server.url, from: FROM, timeoutMs: 50_000 }));
    expect(await patient.turn(NOW, stop.signal)).toMatchObject({ sent: 0, postponed: 1, uncertain: 0 });
    server.fault = () => null;
    expect(await delivery().turn(later(1))).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(1);  });
});

describe('without a server', () => {
  const folder = () => join(db.config.dataDir, 'mail');
  const toFiles = () => new MailDelivery(db.uow, mailSenderOf(db.config));

  it('makes one file of each mail, for nobody else to read', async () => {
    await queue({ subject: 'Žinia', body: 'Ąžuolas' });
    expect(await toFiles().turn(NOW)).toMatchObject({ sent: 1 });
    const [name = ''] = await readdir(folder());
    expect(name).toMatch(/^2024-09-01-[0-9a-f-]{36}\.eml$/);
    expect((await stat(join(folder(), name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder())).mode & 0o777).toBe(0o700);
    const read = readMail(await readFile(join(folder(), name), 'latin1'));
    expect(read).toMatchObject({ headers: { subject: 'Žinia', to: 'info@provider.example', from: 'Mikrokredencialų registras <noreply@register.example.org>' } });
    expect(read.body.trim()).toBe('Ąžuolas');
  });

  it('keeps the mail where there can be no file', async () => {
    await rm(folder(), { recursive: true, force: true });
    await mkdir(db.config.dataDir, { recursive: true });
    await writeFile(folder(), 'in the way');
    await queue();
    expect(await toFiles().turn(NOW)).toMatchObject({ postponed: 1, available: false });
    await rm(folder());
    expect(await toFiles().turn(later(1))).toMatchObject({ sent: 1 });
    expect(await readdir(folder())).toHaveLength(1);
  });
});
