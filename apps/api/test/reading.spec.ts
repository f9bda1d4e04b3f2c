import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createProvider, expectOk, offerDraft, publishOffer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
const ids: string[] = [];
let providerId: string;
let other: string;

const publish = (owner: string, title: Record<string, string>, overrides: object = {}) =>
  publishOffer(api.database.uow, api.services, {
    providerId: owner, draft: offerDraft({ content: { title, learningOutcomes: [{ text: Object.fromEntries(Object.keys(title).map((key) => [key, 'x y'])) }] }, ...overrides }),
  });

beforeAll(async () => {
  api = await startApi();
  const { uow } = api.database;
  providerId = (await createProvider(uow, api.services, { legalName: { lt: 'Pirmas', en: 'First' } })).id;
  other = (await createProvider(uow, api.services, { legalName: { lt: 'Antras' } })).id;
  ids.push(
    await publish(providerId, { lt: 'Žvejyba', en: 'Fishing' }, { runs: [
      { code: 'a', start: '2024-08-01', end: '2024-08-20', mode: 'ONSITE' },
      { code: 'b', start: '2024-11-01', mode: 'ONLINE', price: { amount: 0, currency: 'EUR' }, languages: ['en'] },
      { code: 'c', start: '2024-10-01', mode: 'ONLINE', full: true },
      { code: 'd', start: '2024-09-15', mode: 'ONLINE', cancelled: true },
    ] }),
    await publish(providerId, { en: 'Programming' }, { runs: [{ code: 'a', alwaysOpen: true, mode: 'ONLINE', price: { amount: 10, currency: 'EUR' } }] }),
    await publish(other, { lt: 'Programavimas', de: 'Programmieren' }, { runs: [] }),
  );
  await api.index();
});
afterAll(() => api.stop());

describe('the list of all offers', () => {
  const page = (after: string | null, first = 2) =>
    api.data('query ($n: Int, $a: ID) { offerList(first: $n, after: $a) { nodes { id } next } }', { variables: { n: first, a: after } });

  it('goes page by page until there is no next', async () => {
    const one = await page(null);
    const two = await page(one.next);
    expect([...one.nodes, ...two.nodes].map(({ id }) => id)).toEqual(ids);
    expect([one.next, two.next]).toEqual([ids[1], null]);
    expect((await page(null, 3)).next).toBeNull();
  });

  it('can be of one provider', async () => {
    expect((await api.data('query ($p: ID) { offerList(providerId: $p) { nodes { id } } }', { variables: { p: other } })).nodes).toEqual([{ id: ids[2] }]);
  });

  it('reads provider, outcomes and next run of twenty offers in a handful of statements', async () => {
    const statements: unknown[] = [];
    // What goes over the wire, whichever way it was asked.
    const original = pg.Client.prototype.query;
    pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
      statements.push(asked[0]);
      return Reflect.apply(original, this, asked) as never;
    } as typeof original;
    try {
      const { nodes } = await api.data('{ offerList(first: 20) { nodes { title { value } provider { name { value } } assurance { status outcomes { decision } } nextRun { code } } } }');
      expect(nodes.map(({ nextRun }: { nextRun: { code: string } | null }) => nextRun?.code)).toEqual(['b', 'a', undefined]);
      // The page, its documents the first time, providers, outcomes.
      expect(statements.length).toBeLessThanOrEqual(4);
    } finally {
      pg.Client.prototype.query = original;
    }
  });
});

describe('texts', () => {
  const title = (query: string, headers: Record<string, string> = {}) => api.data(`query ($id: ID!) { offer(id: $id) { ... on Offer { title${query} { value language } } } }`, { variables: { id: ids[0] }, headers }).then((offer) => offer.title);

  it('are in the language asked for: by the field, by the header, by the register', async () => {
    expect(await title('(language: "en")')).toEqual({ value: 'Fishing', language: 'en' });
    expect(await title('(language: "en-GB")', { 'accept-language': 'lt' })).toEqual({ value: 'Fishing', language: 'en' });
    expect(await title('', { 'accept-language': 'fr;q=0.9, en;q=0.5' })).toEqual({ value: 'Fishing', language: 'en' });
    expect(await title('')).toEqual({ value: 'Žvejyba', language: 'lt' });
  });

  it('name the language they are really in', async () => {
    expect(await title('(language: "de")')).toEqual({ value: 'Žvejyba', language: 'lt' });
    expect(await title('(language: "constructor")')).toEqual({ value: 'Žvejyba', language: 'lt' });
    expect(await title('(language: "__proto__")', { 'accept-language': 'constructor' })).toEqual({ value: 'Žvejyba', language: 'lt' });
  });

  it('can be had in all languages', async () => {
    const { title: all } = await api.data('query ($id: ID!) { offer(id: $id) { ... on Offer { title { translations { language value } } } } }', { variables: { id: ids[2] } });
    expect(all.translations).toEqual([{ language: 'de', value: 'Programmieren' }, { language: 'lt', value: 'Programavimas' }]);
  });
});

describe('finding', () => {
  const find = (search: object, asked = 'total hits { score offer { id } }') =>
    api.data(`query ($s: OfferSearchInput) { offers(search: $s) { ${asked} problems { code path } } }`, { variables: { s: search } });
  const found = async (search: object) => (await find(search)).hits.map(({ offer }: { offer: { id: string } }) => ids.indexOf(offer.id)).sort();

  it('forgives misspelling, and filters one and the same run', async () => {
    expect(await found({ text: 'Progamming' })).toContain(1);
    expect((await find({ text: '\ud800 \0' })).problems).toEqual([]);
    expect(await found({ filters: { mode: ['ONLINE'], language: ['en'], free: true } })).toEqual([0]);
    expect(await found({ filters: { mode: ['ONSITE'] } })).toEqual([]);
    expect(await found({ filters: { provider: [other] } })).toEqual([2]);
    expect(await found({ filters: { assured: true } })).toEqual([]);
    expect(await found({})).toEqual([0, 1, 2]);
  });

  it('counts by group, each value with its name', async () => {
    const { facets } = await find({ facets: ['provider', 'mode', 'free', 'iscedBroad'] }, 'total facets { group values { value count label(language: "lt") { value } } }');
    const of = (group: string) => facets.find((facet: { group: string }) => facet.group === group).values;
    expect(of('provider')).toEqual([
      { value: providerId, count: 2, label: { value: 'Pirmas' } },
      { value: other, count: 1, label: { value: 'Antras' } },
    ]);
    expect(of('mode')).toEqual([{ value: 'ONLINE', count: 2, label: { value: 'Nuotolinis' } }]);
    expect(of('free')).toEqual(expect.arrayContaining([{ value: 'true', count: 1, label: { value: 'Nemokamai' } }]));
    expect(of('iscedBroad')).toMatchObject([{ value: '05', count: 3 }]);
    expect(facets).toHaveLength(4);
  });

  it('goes page by page', async () => {
    const page = (number: number) => find({ sort: 'TITLE', page: { number, size: 2 } }, 'total page pages pageSize hits { offer { id } }');
    const [one, two] = [await page(1), await page(2)];
    expect(one).toMatchObject({ total: 3, page: 1, pages: 2, pageSize: 2 });
    expect(new Set([...one.hits, ...two.hits].map(({ offer }) => offer.id))).toEqual(new Set(ids));
  });

  it('says what cannot be looked for', async () => {
    expect(await find({ filters: { iscedBroad: ['77'] } })).toMatchObject({ total: 0, hits: [], problems: [{ code: 'SEARCH_FILTER_VALUE_UNKNOWN', path: 'filters.iscedBroad' }] });
    expect(await find({ filters: { provider: ['x'] } })).toMatchObject({ problems: [{ code: 'SEARCH_FILTER_PROVIDER_UNKNOWN' }] });
    expect((await find({ text: 'x'.repeat(501) })).problems[0].code).toBe('SEARCH_TEXT_TOO_LONG');
  });

  it('never shows what is not public, though the index has not heard yet', async () => {
    const { uow } = api.database;
    const suspended = (await createProvider(uow, api.services)).id;
    const id = await publish(suspended, { lt: 'Netrukus sustabdyta' });
    await api.index();
    expect((await find({ text: 'Netrukus' })).hits).toEqual([{ score: expect.any(Number), offer: { id } }]);
    expectOk(await uow.command((tx) => api.services.providers.changeStatus(tx, { providerId: suspended, expectedVersion: null, status: 'SUSPENDED', reason: 'inspection' })));
    expect((await find({ text: 'Netrukus' })).hits).toEqual([]);
    const tombstone = await api.data('query ($id: ID!) { offer(id: $id) { ... on OfferTombstone { status reason } } }', { variables: { id } });
    expect(tombstone).toEqual({ status: 'PROVIDER_NOT_REGISTERED', reason: 'inspection' });
    expect((await api.data('{ offerList { nodes { id } } }')).nodes.map((node: { id: string }) => node.id)).not.toContain(id);
  });

  it('is data when the engine cannot answer', async () => {
    const { url, key, indexPrefix } = api.database.config.meili;
    await fetch(`${url}/indexes/${indexPrefix}offers`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });
    const ask = () => api.data('{ offers { total problems { code message(language: "lt") { value } } } }');
    let answer = await ask();
    for (let attempt = 0; attempt < 50 && !answer.problems.length; attempt++) answer = await ask();
    expect(answer).toEqual({ total: 0, problems: [{ code: 'SEARCH_UNAVAILABLE', message: { value: expect.stringContaining('Paieška') } }] });
    await api.index();
  });
});

describe('one offer', () => {
  const offer = (id: string, asOf?: string) => api.data('query ($id: ID!, $t: DateTime) { offer(id: $id, asOf: $t) { __typename ... on Offer { revision } } }', { variables: { id, t: asOf } });

  it('is as it was on any day', async () => {
    const { uow, clock } = api.database;
    const id = await publish(providerId, { lt: 'Senas pavadinimas' });
    clock.set('2024-09-10T09:00:00Z');
    try {
      const state = await uow.run((tx) => api.services.offerReader.state(tx, id));
      expectOk(await uow.command((tx) => api.services.offerCommands.edit(tx, { offerId: id, expectedVersion: null, draft: { content: { ...state!.content, title: { lt: 'Naujas' } } } })));
      expectOk(await uow.command((tx) => api.services.publication.publish(tx, { offerId: id })));
    } finally {
      clock.set('2024-09-01T09:00:00Z');
    }
    expect(await offer(id)).toEqual({ __typename: 'Offer', revision: 2 });
    expect(await offer(id, '2024-09-09T00:00:00+03:00')).toEqual({ __typename: 'Offer', revision: 1 });
    expect(await offer(id, '2024-08-31T23:59:59Z')).toBeNull();
    const revisions = await api.data('query ($id: ID!) { revisions(offerId: $id) { nodes { number publishedAt url } next } }', { variables: { id } });
    expect(revisions.nodes.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
  });

  it('is null where there never was one', async () => {
    expect(await offer('0198a000-0000-7000-8000-000000000000')).toBeNull();
    expect(await offer('not an id')).toBeNull();
  });

  it.each(['2024-09-09', '2024-02-30T00:00:00Z', 'yesterday'])('is not asked for as of %p', async (instant) => {
    expect(codes(await api.ask('query ($t: DateTime) { offer(id: "x", asOf: $t) { __typename } }', { variables: { t: instant } }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('what stands around', () => {
  it('the register, its lists and its bodies', async () => {
    expect(await api.data('{ register { name(language: "en") { value } country languages today timeZone nationalFramework } }')).toEqual({
      name: { value: 'Register of micro-credentials' }, country: 'LT', languages: ['lt', 'en'], today: '2024-09-01', timeZone: 'Europe/Vilnius', nationalFramework: 'LTQF',
    });
    const list = await api.data('{ vocabulary(id: "modes") { source version concepts { code uri label(language: "lt") { value } } } }');
    expect(list.concepts[0]).toEqual({ code: 'ONLINE', uri: expect.stringContaining('data.europa.eu'), label: { value: 'Nuotolinis' } });
    expect(await api.data('{ vocabulary(id: "nothing") { id } }')).toBeNull();
    expect((await api.data('{ vocabularies { id } }')).length).toBeGreaterThan(15);
    expect((await api.data('{ providers { nodes { id status } } }')).nodes[0]).toEqual({ id: providerId, status: 'REGISTERED' });
    expect((await api.data('{ organisations(role: PROVIDER, first: 1) { nodes { id } next } }')).nodes).toEqual([{ id: providerId }]);
  });
});
