import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, newId } from '#libs/kernel';
import { isAssured, type OutcomeInput } from '#libs/quality';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import type { WatchQuery } from './assurance-watch.js';

const TODAY = '2024-09-01';

let db: TestDatabase;
let services: TestServices;
let first: { id: string; procedureId: string };
let second: { id: string; procedureId: string };

beforeAll(async () => {
  db = await createTestDatabase();
  services = createServices(db.config);
  [first, second] = [await agency(), await agency()];
});
afterAll(() => db.drop());

async function agency() {
  const { id } = await createProvider(db.uow, services);
  expectOk(await db.uow.command((tx) => services.agencies.register(tx, { organisationId: id })));
  const procedure = await db.uow.command((tx) => services.procedures.create(tx, { agencyId: id, title: { en: 'Review' }, framework: 'ESG', nature: 'OBLIGATORY' }));
  return { id, procedureId: expectOk(procedure).id };
}

const provider = async () => (await createProvider(db.uow, services)).id;
const offer = (providerId: string, eqf = 6) =>
  publishOffer(db.uow, services, { providerId, draft: offerDraft({ content: { level: { eqf, basis: 'PROVIDER_STATEMENT' } } }) });
const record = async (providerId: string, over: Partial<OutcomeInput> = {}) =>
  expectOk(await db.uow.command((tx) => services.qaOutcomeRecording.record(tx, {
    procedureId: first.procedureId, providerId, decision: 'POSITIVE', decisionDate: '2024-01-01', ...over,
  }))).id;
const losing = (query: Partial<WatchQuery> = {}) => services.assuranceWatch.losing(db.uow.read, { within: 30, on: TODAY, ...query });
const inDays = (days: number) => addDays(TODAY, days);

describe('offers losing their assurance', () => {
  it('are those whose last assured day lies within so many days, the edges included', async () => {
    const providerId = await provider();
    const offerId = await offer(providerId);
    const outcomeId = await record(providerId, { validTo: inDays(30) });
    const expected = [{ offerId, providerId, until: inDays(30), outcomeIds: [outcomeId] }];
    const ask = (within: number, on = TODAY) => losing({ within, on, providerIds: [providerId] });
    expect([await ask(29), await ask(30), await ask(366)]).toEqual([[], expected, expected]);
    expect([await ask(1, inDays(30)), await ask(0, inDays(30)), await ask(366, inDays(31))]).toEqual([expected, expected, []]);
  });

  it('are not those for which something follows without a gap', async () => {
    const providerId = await provider();
    const [followed, gap] = [await offer(providerId), await offer(providerId)];
    await record(providerId, { validTo: inDays(10) });
    const next = await record(providerId, { procedureId: second.procedureId, offerIds: [followed], validFrom: inDays(11), validTo: inDays(20) });
    await record(providerId, { procedureId: second.procedureId, offerIds: [gap], validFrom: inDays(12) });
    const found = await losing({ providerIds: [providerId] });
    expect(found.map(({ offerId, until }) => [offerId, until])).toEqual([[followed, inDays(20)], [gap, inDays(10)]]);
    expect(found[0]?.outcomeIds).toEqual([next]);
    expect((await losing({ providerIds: [providerId], within: 15 })).map(({ offerId }) => offerId)).toEqual([gap]);
  });

  it('are told by everything that ends one: a withdrawal ahead, a refusal, a presumed end', async () => {
    const [withdrawn, refused, presumed] = [await provider(), await provider(), await provider()];
    const offers = [await offer(withdrawn), await offer(refused), await offer(presumed)];
    const outcomeId = await record(withdrawn);
    expectOk(await db.uow.command((tx) => services.qaOutcomes.withdraw(tx, { outcomeId, withdrawnOn: inDays(5), reason: 'x' })));
    await record(refused);
    await record(refused, { decision: 'NEGATIVE', decisionDate: '2024-08-01', validFrom: inDays(7) });
    await record(presumed, { decisionDate: '2018-09-15' });
    const found = await losing({ providerIds: [withdrawn, refused, presumed] });
    expect(found.map(({ offerId, until }) => [offerId, until])).toEqual([[offers[0], inDays(4)], [offers[1], inDays(6)], [offers[2], '2024-09-15']]);
    expectOk(await db.uow.command((tx) => services.presumptions.set(tx, { framework: 'ESG', years: 7, reason: 'x' })));
    expect((await losing({ providerIds: [presumed] }))).toEqual([]);
  });

  it('are public and assured today', async () => {
    const providerId = await provider();
    await offer(providerId, 4);
    const inScope = await offer(providerId);
    await record(providerId, { validTo: inDays(3), scope: { eqfLevels: [6] } });
    expect((await losing({ providerIds: [providerId] })).map(({ offerId }) => offerId)).toEqual([inScope]);
    expectOk(await db.uow.command((tx) => services.offerEndings.withdraw(tx, { offerId: inScope, reason: 'x' })));
    expect(await losing({ providerIds: [providerId] })).toEqual([]);
    const suspended = await provider();
    await offer(suspended);
    await record(suspended, { validTo: inDays(3) });
    expect(await losing({ providerIds: [suspended] })).toHaveLength(1);
    expectOk(await db.uow.command((tx) => services.providers.changeStatus(tx, { providerId: suspended, expectedVersion: null, status: 'SUSPENDED', reason: 'x' })));
    expect(await losing({ providerIds: [suspended] })).toEqual([]);
  });

  it('are an agency’s business where they rest on its decision, and a provider’s where they are its own', async () => {
    const [mine, other] = [await provider(), await provider()];
    const [a, b] = [await offer(mine), await offer(other)];
    await record(mine, { validTo: inDays(3) });
    await record(other, { validTo: inDays(3), procedureId: second.procedureId });
    // Decided by the first agency too, but not what the offer rests on when it ends.
    await record(other, { validTo: inDays(2) });
    const ids = async (query: Partial<WatchQuery>) => (await losing({ providerIds: [mine, other], ...query })).map(({ offerId }) => offerId);
    expect([await ids({}), await ids({ agencyIds: [first.id] }), await ids({ agencyIds: [second.id] })]).toEqual([[a, b], [a], [b]]);
    expect([await ids({ concerning: [mine] }), await ids({ concerning: [second.id] }), await ids({ concerning: [mine, second.id] }), await ids({ concerning: [] })]).toEqual([[a], [b], [a, b], []]);
    expect(await ids({ concerning: [mine], agencyIds: [second.id] })).toEqual([]);
  });

  it('come page by page', async () => {
    const providerId = await provider();
    const ids = [await offer(providerId), await offer(providerId), await offer(providerId)];
    await record(providerId, { validTo: inDays(3) });
    const page = async (after: string | null) => (await losing({ providerIds: [providerId], page: { after, limit: 2 } })).map(({ offerId }) => offerId);
    expect([await page(null), await page(ids[1]!), await page(ids[2]!)]).toEqual([ids.slice(0, 2), ids.slice(2), []]);
  });

  it('are exactly those that stepping through the days finds', async () => {
    const found = new Map((await losing({ within: 60 })).map(({ offerId, until }) => [offerId, until]));
    const ids = (await db.uow.read.query<{ id: string }>('SELECT offer_id AS id FROM published_offer')).map(({ id }) => id);
    const days = Array.from({ length: 62 }, (_, index) => inDays(index));
    const assuredOn = await Promise.all(days.map((on) => services.offerProjections.load(db.uow.read, ids, on)));
    for (const id of ids) {
      const states = assuredOn.map((projections) => { const status = projections.get(id)?.assurance.status; return status !== undefined && isAssured(status); });
      const last = states[0] ? states.indexOf(false) - 1 : -1;
      expect(found.get(id)).toBe(last >= 0 ? days[last] : undefined);
    }
    expect(found.size).toBeGreaterThan(3);
  });
});

describe('recording an outcome about offers', () => {
  it('asks whose they are, whoever calls', async () => {
    const [mine, other] = [await provider(), await provider()];
    const [own, foreign] = [await offer(mine), await offer(other)];
    const asked = await db.uow.command((tx) => services.qaOutcomeRecording.record(tx, {
      procedureId: first.procedureId, providerId: mine, offerIds: [own, foreign, newId(), 'nonsense'], decision: 'POSITIVE', decisionDate: '2024-01-01',
    }));
    expect(asked.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['OFFER_UNKNOWN offerIds.1', 'OFFER_UNKNOWN offerIds.2', 'OFFER_UNKNOWN offerIds.3']);
    expect(await record(mine, { offerIds: [own.toUpperCase()] })).toBeDefined();
  });
});
