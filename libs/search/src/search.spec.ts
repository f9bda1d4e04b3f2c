import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProvider, createServices, createTestDatabase, type TestDatabase } from '#libs/testing';
import { MeiliConnection } from './meili-connection.js';
import { MeiliSearchEngine } from './meili-engine.js';
import { ProviderFilter } from './provider-filter.js';
import { Search } from './search.service.js';
import { TestIndex, testConfig } from '../test/engine.js';
import { projectionOf } from '../test/projections.js';

const id = (index: number) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const index = new TestIndex();

beforeAll(async () => {
  Logger.overrideLogger(false);
  await index.create();
  const titles = ['Žuvininkystė', 'Šokiai', 'Sportas', 'Apskaita', 'Čekų kalba', 'Cukraus pramonė', 'Programavimas'];
  await index.fill(Array.from({ length: 70 }, (_, at) => projectionOf({
    id: id(at), providerId: id(9000), title: { lt: titles[at % 7] as string }, publishedAt: `2024-07-${String(1 + (at % 10)).padStart(2, '0')}T10:00:00Z`,
    content: at === 5 ? { description: { lt: 'Programavimas pradedantiesiems' } } : {},
    runs: at % 3 ? [{ code: 'r', mode: 'ONLINE', start: `2024-1${at % 2}-01` }] : [],
  })));
});
afterAll(() => index.drop());

const all = async (query: Parameters<TestIndex['search']>[0]) => {
  const found: string[] = [];
  for (let number = 1; ; number++) {
    const { hits } = await index.search({ ...query, page: { number, size: 9 } });
    if (!hits.length) return found;
    found.push(...hits.map((hit) => hit.offerId));
  }
};

describe('order and pages', () => {
  it.each(['NEWEST', 'NEXT_START', 'TITLE', 'RELEVANCE'] as const)('by %s lose and repeat nothing', async (sort) => {
    const found = await all({ sort });
    expect(found).toHaveLength(70);
    expect(new Set(found).size).toBe(70);
    expect(await all({ sort })).toEqual(found);
  });

  it('break ties by id', async () => {
    const number = (offerId: string) => Number(offerId.slice(-12));
    const newest = await all({ sort: 'NEWEST' });
    expect(newest.slice(0, 8).map(number)).toEqual([9, 19, 29, 39, 49, 59, 69, 8]);
    expect((await all({ sort: 'TITLE' })).map((offerId) => number(offerId) % 7)).toEqual([3, 5, 4, 6, 2, 1, 0].flatMap((n) => Array<number>(10).fill(n)));
    const starts = (await all({ sort: 'NEXT_START' })).map(number);
    expect(starts.slice(0, 3)).toEqual([2, 4, 8]);
    expect(starts.slice(-24).every((n) => n % 3 === 0)).toBe(true);
    expect((await all({ text: 'apskaita' })).map(number)).toEqual([3, 10, 17, 24, 31, 38, 45, 52, 59, 66]);
  });

  it('answer an empty page behind the end with the right total', async () => {
    for (const page of [{ number: 8, size: 10 }, { number: 1_000_000, size: 100 }]) {
      expect(await index.search({ page })).toMatchObject({ total: 70, hits: [], page });
    }
  });
});

describe('text', () => {
  it('is found misspelt, with the title before the description', async () => {
    const { hits, total } = await index.search({ text: 'programvimas' });
    expect(total).toBe(11);
    expect(hits.at(-1)?.offerId).toBe(id(5));
    expect(hits[0]?.score).toBeGreaterThan(hits.at(-1)?.score as number);
  });

  it.each(['"', '\\', '" OR 1=1', '-apskaita', "'; --", '\u0000', '🙂', '%', 'a'.repeat(500), '"neuždaryta kabutė'])('%j does no harm', async (text) => {
    expect((await index.search({ text })).total).toBeGreaterThanOrEqual(0);
  });
});

describe('the service', () => {
  let database: TestDatabase;
  const search = (connection = index.connection) => new Search(
    new MeiliSearchEngine(connection), new ProviderFilter(database.uow, createServices(database.config).organisations), index.config,
  );
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('knows which ids are providers', async () => {
    const provider = await createProvider(database.uow, createServices(database.config));
    expect(await search().search({ filters: { provider: [provider.id] } })).toMatchObject({ ok: true, value: { total: 0 } });
    expect(await search().search({ filters: { provider: [provider.id, id(1)] } })).toMatchObject({
      ok: false, problems: [{ code: 'SEARCH_FILTER_PROVIDER_UNKNOWN', path: 'filters.provider' }],
    });
  });

  it('says so when the engine is gone, has no index or does not answer', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const urls = ['http://127.0.0.1:1', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`, process.env.TEST_MEILI_URL];
    for (const MEILI_URL of urls) {
      const began = performance.now();
      expect(await search(new MeiliConnection(testConfig({ MEILI_URL }))).search({})).toMatchObject({ ok: false, problems: [{ code: 'SEARCH_UNAVAILABLE' }] });
      expect(performance.now() - began).toBeLessThan(4000);
    }
    silent.closeAllConnections();
    silent.close();
  });
});
