import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshLog, prepareDataDir } from './data-dir.js';
import { isLocked, lockDataDir } from './lock.js';
import { choosePort, rememberPort, requirePort } from './ports.js';
import { isRunning, startMark, stopOrphan } from './processes.js';
import { issuerSigningKey, secretFile, secrets } from './secrets.js';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'engines-spec-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (file: string): number => statSync(file).mode & 0o777;

describe('data folder', () => {
  it('is made with its parents and closed to others', () => {
    const dataDir = prepareDataDir(path.join(folder, 'a/b'));
    expect(mode(dataDir)).toBe(0o700);
  });

  it('says plainly that a file is in the way', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => prepareDataDir(path.join(folder, 'file'))).toThrow(/data folder .* cannot be written: a file is in its way/);
    expect(() => prepareDataDir(path.join(folder, 'file/below'))).toThrow(/a file is in its way/);
  });

  it('keeps the log of the start before', () => {
    writeFileSync(freshLog(folder, 'api'), 'first');
    const log = freshLog(folder, 'api');
    expect([readFileSync(log, 'utf8'), readFileSync(`${log}.1`, 'utf8')]).toEqual(['', 'first']);
  });
});

describe('secrets', () => {
  it('are made once, differ, and are closed to others', () => {
    const first = secrets(folder);
    expect(secrets(folder)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(7);
    expect(mode(secretFile(folder, 'adminApiKey'))).toBe(0o600);
    expect(mode(path.join(folder, 'secrets'))).toBe(0o700);
    expect(readFileSync(secretFile(folder, 'adminApiKey'), 'utf8').trim()).toBe(first.adminApiKey);
  });

  it('have a key pair for the local issuer among them', () => {
    const key = issuerSigningKey(folder);
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(issuerSigningKey(folder)).toEqual(key);
    const file = path.join(folder, 'secrets/issuer-signing-key.json');
    expect(mode(file)).toBe(0o600);
    writeFileSync(file, 'no key');
    expect(() => issuerSigningKey(folder)).toThrow(/delete the file to have a new one made/);
  });

  it('refuses a secret that was emptied', () => {
    secrets(folder);
    writeFileSync(secretFile(folder, 'appPassword'), '');
    expect(() => secrets(folder)).toThrow(/shorter than 16 characters/);
  });
});

describe('lock', () => {
  it('admits one supervisor and names the one in the way', () => {
    const lock = lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow(`in use by another start (process ${process.pid})`);
    expect(isLocked(folder)).toBe(true);
    lock.release();
    expect(isLocked(folder)).toBe(false);
    lockDataDir(folder).release();
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: 'x' })],
    ['of an earlier process with our number', JSON.stringify({ pid: process.pid, started: 'earlier' })],
    ['cut short', '{"pid":'],
    ['empty', ''],
  ])('replaces a lock %s', (_, content) => {
    writeFileSync(path.join(folder, 'supervisor.lock'), content);
    const lock = lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow(/in use by another start/);
    lock.release();
  });
});

describe('ports', () => {
  let server: Server;
  let taken: number;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as { port: number }).port;
  });
  afterEach(() => void server.close());

  it('says which setting chooses another port when one is taken', async () => {
    await expect(requirePort(taken, 'PORT')).rejects.toThrow(`Port ${taken} is taken by another program: stop that program or choose another port with PORT.`);
  });

  it('takes the remembered port again, and another when it is taken', async () => {
    const wish = { dataDir: folder, name: 'x', setting: 'X_PORT' };
    rememberPort(wish, taken);
    expect(await choosePort(wish)).not.toBe(taken);
    await new Promise((resolve) => server.close(resolve));
    expect(await choosePort(wish)).toBe(taken);
  });
});

describe('processes', () => {
  it('touches no process whose command line does not prove it ours', async () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(startMark(process.pid)).toBeTruthy();
    expect(await stopOrphan(process.pid, folder, [{ signal: 'SIGKILL', waitMs: 10 }])).toBe(false);
    expect(await stopOrphan(undefined, folder, [])).toBe(false);
  });
});
