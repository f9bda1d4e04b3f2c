import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { isRunning } from '#libs/engines';
import { BuiltRegister, type Start, until } from '../test/built-register.js';

let register: BuiltRegister;
let starts: Start[] = [];
let port: number;

beforeAll(async () => {
  register = new BuiltRegister();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  await new Promise((resolve) => server.close(resolve));
});
afterEach(async () => {
  for (const { child, ended } of starts) {
    child.kill('SIGTERM');
    await ended;
  }
  starts = [];
});
afterAll(() => register.remove());

function start(env: NodeJS.ProcessEnv = {}): Start {
  const started = register.start({ PORT: String(port), ...env });
  starts.push(started);
  return started;
}

async function startReady(): Promise<Start> {
  const started = start();
  await Promise.race([
    until(() => started.output().includes('Ctrl-C stops everything'), 'the start'),
    started.ended.then(() => Promise.reject(new Error(started.output()))),
  ]);
  return started;
}

interface Seen {
  pid: number;
  MEILI_URL: string;
  DATABASE_URL: string;
  WORKER_PORT: string;
}

const ask = async (): Promise<Seen> => (await fetch(`http://127.0.0.1:${port}/`)).json() as Promise<Seen>;
const PROGRAMS = ['api', 'worker', 'issuer'];
const PARTS = [...PROGRAMS, 'postgres', 'meilisearch'];
const issuer = (): string => `http://127.0.0.1:${readFileSync(path.join(register.dataDir, 'run/issuer.port'), 'utf8').trim()}`;
const discovered = async (): Promise<string> =>
  ((await (await fetch(`${issuer()}/.well-known/openid-configuration`)).json()) as { issuer: string }).issuer;
const pids = (): number[] => PARTS.map((name) => register.pid(name));

describe('npm start', () => {
  it('starts all parts, says where things are, and stops them on SIGTERM', async () => {
    const started = await startReady();
    const keyFile = path.join(register.dataDir, 'secrets/admin-api-key');
    expect(started.output()).toContain(`http://127.0.0.1:${port}/graphql`);
    expect(started.output()).toContain(keyFile);
    expect(started.output()).not.toContain(readFileSync(keyFile, 'utf8').trim());
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(started.output()).toContain(`The API reports: a problem on purpose (more in ${register.dataDir}/logs/api.log)`);
    expect(readFileSync(path.join(register.dataDir, 'commands'), 'utf8')).toBe(`migrate\nseed --if-empty\ndemo-people --issuer ${issuer()}\n`);
    expect(started.output()).toContain('npm run -s register -- token --as registrar');
    expect(await discovered()).toBe(issuer());
    const running = pids();
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(running.filter(isRunning)).toEqual([]);
  });

  it('starts what was killed again at the same addresses, and refuses a second start', async () => {
    const started = await startReady();
    const before = await ask();
    const killed = pids();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await until(() => PARTS.every((name, index) => register.pid(name) !== killed[index]), 'new processes');
    await until(() => ask().then(() => true, () => false), 'the API');
    expect(await ask()).toEqual({ ...before, pid: register.pid('api') });
    await until(async () => (await fetch(`${before.MEILI_URL}/health`).catch(() => undefined))?.ok ?? false, 'Meilisearch');
    expect(started.output()).toContain('The worker ended (signal SIGKILL) and is started again');

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe(`The data folder ${register.dataDir} is in use by another start (process ${started.child.pid}): stop that one, or choose another folder with DATA_DIR.\n`);
  });

  it('recovers when it was itself killed', async () => {
    const first = await startReady();
    const orphans = pids();
    first.child.kill('SIGKILL');
    await until(() => !orphans.slice(0, PROGRAMS.length).some(isRunning), 'the programs to notice');
    expect(orphans.slice(PROGRAMS.length).every(isRunning)).toBe(true);
    await startReady();
    expect(orphans.filter(isRunning)).toEqual([]);
  });

  it('says in one line that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const started = start();
    expect(await started.ended).toBe(1);
    expect(started.output()).toBe(`Port ${port} is taken by another program: stop that program or choose another port with PORT.\n`);
    await new Promise((resolve) => server.close(resolve));
  });

  it('says in one line that the data folder cannot be written', async () => {
    const file = path.join(register.folder, 'a-file');
    writeFileSync(file, '');
    const started = start({ DATA_DIR: file });
    expect(await started.ended).toBe(1);
    expect(started.output()).toBe(`The data folder ${file} cannot be written: a file is in its way. Choose another with DATA_DIR.\n`);
  });

  it('says in one line which setting is wrong', async () => {
    const started = start({ PORT: '3ooo' });
    expect(await started.ended).toBe(1);
    expect(started.output()).toBe('PORT is "3ooo" but must be a number between 0 and 65535.\n');
  });

  it('stops everything and names the log when a command fails', async () => {
    const started = start({ FAIL: 'seed' });
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain(`The command seed failed (Error: the seed failed on purpose); see ${register.dataDir}/logs/seed.log.\n`);
    expect(pids().filter(isRunning)).toEqual([]);
  });

  it('refuses the local issuer in production, and needs none where another is named', async () => {
    const given = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', MEILI_URL: 'http://127.0.0.1:1' };
    const production = start({ ...given, NODE_ENV: 'production', DATA_DIR: path.join(register.folder, 'production') });
    await until(() => production.output().includes('The register runs'), 'the start');
    expect(production.output()).toContain('The local issuer with its demo people is refused in production: set OIDC_ISSUER, so that people can sign in.\n');
    expect(production.output()).not.toContain('token --as');
    expect(() => register.pid('issuer', 'production')).toThrow('ENOENT');
    // Nor can the program be started by hand.
    const byHand = spawnSync(process.execPath, ['dist/apps/standalone/src/issuer/main.js'], {
      cwd: register.folder, env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: register.dataDir, ISSUER_PORT: '1', OIDC_AUDIENCE: 'http://localhost' }, encoding: 'utf8',
    });
    expect([byHand.status, byHand.stderr]).toEqual([1, expect.stringContaining('The local issuer with its demo people is refused in production')]);
    production.child.kill('SIGTERM');
    await production.ended;
    const own = start({ ...given, OIDC_ISSUER: 'https://id.example.org', DATA_DIR: path.join(register.folder, 'own') });
    await until(() => own.output().includes('The register runs'), 'the start');
    expect(own.output()).toContain('People sign in at https://id.example.org.\n');
    expect(() => register.pid('issuer', 'own')).toThrow('ENOENT');
    expect(readFileSync(path.join(register.folder, 'own', 'commands'), 'utf8')).toBe('migrate\nseed --if-empty\n');
  });

  it('starts no engine when addresses are given', async () => {
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', MEILI_URL: 'http://127.0.0.1:1', DATA_DIR: path.join(register.folder, 'other') };
    const started = start(env);
    await until(() => started.output().includes('The register runs'), 'the start');
    expect(await ask()).toMatchObject({ DATABASE_URL: env.DATABASE_URL, MEILI_URL: env.MEILI_URL });
    expect(() => statSync(path.join(env.DATA_DIR, 'postgres'))).toThrow('ENOENT');
  });
});
