import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '#libs/engines';
import { until } from './built-register.js';
import { PARTS, WholeRegister } from './whole-register.js';

interface Answer {
  data: { offers: { total: number; hits: { offer: { title: { value: string; language: string } } }[] } };
}

interface Me {
  roles: { role: string }[];
  permissions: { permission: string }[];
}

const ME = '{ me { roles { role } permissions { permission } } }';
const TOTAL = '{ offers { total } }';
const FIRST = '{ offerList(first: 1) { nodes { id } } }';

const freePort = () => new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
});

describe('npm start with the real programs', () => {
  let register: WholeRegister;
  let total: number;
  let url: string;

  // A port that the user chose, as PORT is mostly used: commands beside the register must find their way then too.
  beforeAll(async () => {
    register = new WholeRegister({ PORT: String(await freePort()) }, 'source');
  });
  afterAll(() => register?.remove(), 90_000);

  const offers = async () => (await register.graphql<{ offers: { total: number } }>(TOTAL)).offers.total;
  const stop = async () => {
    const running = PARTS.map((part) => register.pid(part));
    expect(running.every(isRunning)).toBe(true);
    const { code } = await register.stop();
    expect(running.filter(isRunning)).toEqual([]);
    return code;
  };

  it('builds, fills an empty register with the demonstration catalogue, and prints a query that finds something', async () => {
    await register.start();
    url = register.url;
    const [, address = '', body = ''] = /curl -s (\S+) .* -d '(.+)'/.exec(register.output) ?? [];
    const ask = async (): Promise<Answer> => {
      const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (await response.json()) as Answer;
    };
    await until(async () => (await ask()).data.offers.total > 0, 'the index');
    const { data } = await ask();
    expect(data.offers.hits).toHaveLength(Math.min(20, data.offers.total));
    expect(data.offers.hits[0]?.offer.title.value.length).toBeGreaterThan(0);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  }, 200_000);

  it('shows the whole catalogue in search and feed', async () => {
    await until(async () => (await register.command('check')).code === 0, 'the index');
    total = await offers();
    expect(total).toBeGreaterThanOrEqual(60);
    await until(async () => (await fetch(`${url}/feeds/europass/loq.xml`)).status === 200, 'the feed');
    const report = (await (await fetch(`${url}/feeds/europass/report.json`)).json()) as { leftOut: unknown[] };
    expect(report.leftOut).toEqual([]);
  }, 60_000);

  it('gives the command line a token with which a demo person may do what their role allows, and no more', async () => {
    const may = async (person: string, role: string) => {
      const token = (await register.command('token', '--as', person)).output.trim();
      const { me } = await register.graphql<{ me: Me }>(ME, {}, token);
      expect(me.roles.map((held) => held.role)).toEqual(role ? [role] : []);
      return me.permissions.map(({ permission }) => permission);
    };
    expect(await may('registrar', 'REGISTRAR')).toContain('provider.decide');
    expect(await may('provider-editor', 'PROVIDER_EDITOR')).not.toContain('offer.publish');
    expect(await may('qa-agency', 'QA_AGENCY')).toContain('outcome.record');
    expect(await may('funding-authority', 'FUNDING_AUTHORITY')).toContain('funding.record');
    expect(await may('visitor', '')).toEqual([]);
    const { code, output } = await register.command('token', '--as', 'nobody');
    expect([code, output]).toEqual([2, expect.stringContaining('provider-publisher')]);
  }, 60_000);

  it('lets whoever has the command line name the first registrar, and keeps the last one', async () => {
    const registrar = async (word: string, ...words: string[]) => {
      const { code, output } = await register.command('registrar', word, ...words);
      return `${code} ${output.trim()}`;
    };
    const ona = ['--issuer', 'https://id.example.org', '--subject', 'ona'];
    expect(await registrar('add', ...ona, '--name', 'Ona')).toBe('0 ona of https://id.example.org is a registrar.');
    expect(await registrar('add', ...ona)).toBe('0 ona of https://id.example.org is a registrar.');
    const lines = (await registrar('list')).split('\n').filter((line) => line.includes('ona of https://id.example.org (Ona), since '));
    expect(lines).toHaveLength(1);
    expect(await registrar('end', ...ona)).toBe('0 ona of https://id.example.org is a registrar no longer.');
    expect(await registrar('end', ...ona)).toBe('2 ona of https://id.example.org is no registrar.');
    const demo = ['--issuer', `http://127.0.0.1:${readFileSync(path.join(register.dataDir, 'run/issuer.port'), 'utf8').trim()}`, '--subject', 'registrar'];
    expect(await registrar('end', ...demo)).toBe('2 This is the last registrar: name another one first.');
    expect(await registrar('add', '--subject', 'ona')).toMatch(/^2 Say whose person it is/);
    expect((await register.command('demo-people', '--issuer', 'https://id.example.org')).output).toBe('Demo people are those of the local issuer on 127.0.0.1.\n');
  }, 60_000);

  it('stops on SIGTERM with exit code 0 and leaves nothing running', async () => {
    const { offerList } = await register.graphql<{ offerList: { nodes: { id: string }[] } }>(FIRST);
    const withdraw = 'mutation ($id: ID!) { withdrawOffer(id: $id, reason: "No longer held.") { __typename } }';
    await register.graphql(withdraw, { id: offerList.nodes[0]?.id }, true);
    expect(await stop()).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  }, 60_000);

  it('keeps its data and its address from start to start', async () => {
    expect((await register.command('token', '--as', 'registrar')).output).toBe('The register is not running: start it first with npm start.\n');
    await register.start();
    expect(register.url).toBe(url);
    await until(async () => (await offers()) === total - 1, 'the index');
    expect(await stop()).toBe(0);
  }, 200_000);
});
