import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '#libs/engines';
import { until } from './built-register.js';
import { PARTS, WholeRegister } from './whole-register.js';

interface Answer {
  data: { offers: { total: number; hits: { offer: { title: { value: string; language: string } } }[] } };
}

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

  it('stops on SIGTERM with exit code 0 and leaves nothing running', async () => {
    const { offerList } = await register.graphql<{ offerList: { nodes: { id: string }[] } }>(FIRST);
    const withdraw = 'mutation ($id: ID!) { withdrawOffer(id: $id, reason: "No longer held.") { __typename } }';
    await register.graphql(withdraw, { id: offerList.nodes[0]?.id }, true);
    expect(await stop()).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  }, 60_000);

  it('keeps its data and its address from start to start', async () => {
    await register.start();
    expect(register.url).toBe(url);
    await until(async () => (await offers()) === total - 1, 'the index');
    expect(await stop()).toBe(0);
  }, 200_000);
});
