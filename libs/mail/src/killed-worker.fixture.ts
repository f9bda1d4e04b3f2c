import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';
import type { TestDatabase } from '#libs/testing';
import { countMails } from './mail-rows.js';
import { queueMail } from './queue-mail.js';
import { readMail, startSmtpServer } from './smtp-server.fixture.js';

const ROOT = resolve(dirname(createRequire(import.meta.url).resolve('@swc/core/package.json')), '../../..');

const CHILD = `
  import 'reflect-metadata';
  import { createDataSource, UnitOfWork } from '#libs/database';
  import { MailDelivery, mailEntities, SmtpSender } from '#libs/mail';
  const [url, smtp] = process.argv.slice(2);
  const source = await createDataSource({ url, entities: mailEntities, pool: 3 }).initialize();
  const delivery = new MailDelivery(new UnitOfWork(source), new SmtpSender({ url: smtp, from: { name: 'Register', address: 'register@example.org' } }));
  process.send('begun');
  // Whoever was killed before holds the lock until the database has noticed.
  while (!(await delivery.turn(new Date()))) await new Promise((done) => setTimeout(done, 20));
  process.exit(0);`;

/** The mail room as it is built, in a folder of its own, for processes that can be killed. */
function buildMailRoom(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mail-room-')));
  for (const lib of ['kernel', 'config', 'database', 'mail']) {
    const source = join(ROOT, 'libs', lib, 'src');
    for (const file of readdirSync(source).filter((name) => /(?<!\.spec|\.long|\.fixture)\.ts$/.test(name))) {
      const to = join(folder, 'dist/libs', lib, 'src', file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, transformFileSync(join(source, file), { cwd: ROOT }).code);
    }
  }
  const { type, imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type, imports }));
  writeFileSync(join(folder, 'child.js'), CHILD);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export interface KillRounds {
  mails: number;
  /** Each worker is killed at a random moment of so many milliseconds after its first look at the queue; the last one never. */
  kills: number;
  withinMs: number;
}

export interface KillResult {
  /** How often each mail reached the server. */
  times: Record<string, number>;
  killed: number;
  states: Awaited<ReturnType<typeof countMails>>;
}

/** Queues mails and has them sent by workers that are killed while they do. */
export async function killMailWorkers(db: TestDatabase, { mails, kills, withinMs }: KillRounds): Promise<KillResult> {
  const server = await startSmtpServer();
  server.thinksMs = 40;
  const folder = buildMailRoom();
  try {
    await db.uow.run(async (tx) => {
      for (let n = 0; n < mails; n++) {
        await queueMail(tx, { key: `kill:${n}`, recipient: 'info@provider.example', subject: `mail ${n}`, body: 'x'.repeat(20_000), at: new Date(0) });
      }
    });
    let killed = 0;
    for (let n = 0; n <= kills; n++) {
      const child = fork(join(folder, 'child.js'), [db.url, server.url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
      const ended = new Promise((done) => child.once('exit', done));
      if (n < kills) killed += await killSoon(child, withinMs);
      await ended;
    }
    const times: Record<string, number> = {};
    for (const { text } of server.received) {
      const { subject = '' } = readMail(text).headers;
      times[subject] = (times[subject] ?? 0) + 1;
    }
    return { times, killed, states: await countMails(db.uow.read) };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killSoon(child: ChildProcess, withinMs: number): Promise<0 | 1> {
  await new Promise((done) => child.once('message', done));
  await pause(Math.random() * withinMs);
  return child.exitCode === null && child.kill('SIGKILL') ? 1 : 0;
}
