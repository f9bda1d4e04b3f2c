import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportSummary, RecordReport, ReportLine } from '#libs/intake';
import { until } from './built-register.js';
import { catalogue, type Catalogue } from './catalogues.js';
import { feedOffers } from './comparison.js';
import { officialFaults } from './loq-schema.js';
import { NOW, WholeRegister } from './whole-register.js';

interface Found {
  offers: {
    total: number;
    problems: { code: string }[];
    hits: { offer: { id: string; providerId: string; title: { value: string } } }[];
    facets: { group: string; values: { value: string; count: number }[] }[];
  };
}

const FIND = `query ($search: OfferSearchInput) {
  offers(search: $search) { total problems { code } hits { offer { id providerId title { value } } } facets { group values { value count } } }
}`;
const OFFER = `query ($id: ID!) {
  offer(id: $id) { __typename ... on Offer { id providerId } ... on OfferTombstone { offerId status at reason successorId } }
}`;
const WITHDRAW = `mutation ($id: ID!, $reason: String!) {
  withdrawOffer(id: $id, reason: $reason) { __typename ... on Problems { problems { code } } }
}`;
const REASON = 'The course is no longer held.';

describe('from a provider\'s file to the learner and to Europass, and back', () => {
  let register: WholeRegister;
  let source: Catalogue;
  let providerId: string;
  let sought: string;

  beforeAll(async () => {
    register = new WholeRegister({ REGISTER_NOW: NOW });
    source = catalogue(register.folder);
    await register.start();
  }, 180_000);
  afterAll(() => register?.remove(), 90_000);

  async function importCatalogue(...words: string[]) {
    const { code, output } = await register.command('import', source.file, ...source.profile, '--register-providers', '--json', ...words);
    const lines = output.trim().split('\n').map((line) => JSON.parse(line) as ReportLine);
    const records = lines.filter((line): line is RecordReport => line.type === 'record');
    return { code, records, totals: (lines.at(-1) as ImportSummary).totals };
  }
  const find = async (search: object): Promise<Found['offers']> => (await register.graphql<Found>(FIND, { search })).offers;
  const ofProvider = () => find({ filters: { provider: [providerId] } });
  const misspelt = () => find({
    text: 'blokchain aplications',
    filters: { provider: [providerId], mode: ['ONLINE'], language: ['en'], free: false },
    facets: ['mode', 'language'],
  });
  const xml = async (): Promise<string> => (await fetch(`${register.url}/feeds/europass/loq.xml`)).text();

  it('takes the file in as drafts, none of them publishable, and says why', async () => {
    const { code, records, totals } = await importCatalogue('--publish');
    expect(totals).toMatchObject({
      records: source.offers, created: source.offers, refused: 0, blocked: source.offers, published: 0, joinedRefused: source.strayRuns, providersRegistered: 1,
    });
    expect(code).toBe(1);
    expect(records.filter(({ blockers }) => !blockers.some(({ severity }) => severity === 'ERROR'))).toEqual([]);
    const offerId = records[0]?.offerId;
    expect((await register.graphql<{ offer: unknown }>(OFFER, { id: offerId })).offer).toBeNull();
  }, 60_000);

  it('publishes them once what they lack is added, and the same again changes nothing', async () => {
    const { records, totals } = await importCatalogue('--enrich', source.enrichment, '--publish');
    expect(totals).toMatchObject({ updated: source.offers, blocked: 0, published: source.offers });
    const id = records[0]?.offerId;
    const { offer } = await register.graphql<{ offer: { __typename: string; providerId: string } }>(OFFER, { id });
    expect(offer.__typename).toBe('Offer');
    providerId = offer.providerId;
    const again = await importCatalogue('--enrich', source.enrichment, '--publish');
    expect(again.totals).toMatchObject({ unchanged: source.offers, published: 0 });
  }, 60_000);

  it('lets a learner find a course by misspelt words and filters', async () => {
    await until(async () => (await ofProvider()).total === source.offers, 'the index');
    const { total, problems, hits, facets } = await misspelt();
    expect(problems).toEqual([]);
    expect(hits[0]?.offer.title.value).toMatch(/^Blockchain and Crypto Applications/);
    expect(hits.every(({ offer }) => offer.providerId === providerId)).toBe(true);
    expect(facets.flatMap(({ values }) => values.filter(({ value }) => ['ONLINE', 'en'].includes(value)).map(({ count }) => count))).toEqual([total, total]);
    sought = hits[0]?.offer.id ?? '';
  }, 60_000);

  it('gives Europass a feed with all of them that the official schema accepts', async () => {
    // The demonstration catalogue is in it as well.
    const { total } = await find({});
    await until(async () => (await feedOffers(register)).length === total, 'the feed');
    expect(await feedOffers(register)).toContain(sought);
    expect((await officialFaults(await xml())) ?? []).toEqual([]);
  }, 60_000);

  it('withdraws one for the holder of the key alone', async () => {
    await expect(register.graphql(WITHDRAW, { id: sought, reason: REASON })).rejects.toThrow(/HTTP 401|UNAUTH/i);
    const { withdrawOffer } = await register.graphql<{ withdrawOffer: { __typename: string } }>(WITHDRAW, { id: sought, reason: REASON }, true);
    expect(withdrawOffer.__typename).not.toBe('Problems');
  });

  it('is gone from search and feed; its address keeps the reason', async () => {
    await until(async () => (await ofProvider()).total === source.offers - 1, 'the index');
    expect((await misspelt()).hits.map(({ offer }) => offer.id)).not.toContain(sought);
    await until(async () => !(await feedOffers(register)).includes(sought), 'the feed');
    expect(await xml()).not.toContain(sought);
    expect((await officialFaults(await xml())) ?? []).toEqual([]);
    expect((await register.graphql<{ offer: object }>(OFFER, { id: sought })).offer).toEqual({
      __typename: 'OfferTombstone', offerId: sought, status: 'WITHDRAWN', at: new Date(NOW).toISOString(), reason: REASON, successorId: null,
    });
  }, 60_000);
});
