import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Archiving, type OfferDraft } from '#libs/offers';
import { createProvider, expectOk, offerDraft, publishOffer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

const NOW = '2024-09-01T09:00:00Z';
const UNKNOWN = '0198a000-0000-7000-8000-000000000000';
const ANSWER = `__typename ... on OfferSaved { offer { id status version code runs { code start end full } } }
  ... on Problems { problems { code path conflict { expected actual fields { path before after } } } }`;

let api: Api;
let providerId: string;
beforeAll(async () => {
  api = await startApi();
  providerId = (await createProvider(api.database.uow, api.services)).id;
});
afterAll(() => api.stop());
beforeEach(() => api.database.clock.set(NOW));

const publish = (draft?: OfferDraft) => publishOffer(api.database.uow, api.services, { providerId, draft });
/* eslint-disable @typescript-eslint/no-explicit-any -- answers of any mutation */
const change = (mutation: string, variables: Record<string, unknown> = {}): Promise<any> => api.data(mutation, { admin: true, variables });
const one = (call: string, variables: { id: string } & Record<string, unknown>) => change(`mutation ($id: ID!, $v: Int) { ${call} { ${ANSWER} } }`, variables);
const withdraw = (id: string, version: number | null = null) => one('withdrawOffer(id: $id, expectedVersion: $v, reason: "No teacher")', { id, v: version });
const read = (query: string, variables: Record<string, unknown>): Promise<any> => api.data(query, { variables });
/* eslint-enable @typescript-eslint/no-explicit-any */
const onPaths = async (id: string, path = '') => {
  const response = await fetch(`${api.url}/offers/${id}${path}`, { redirect: 'manual' });
  return { status: response.status, to: response.headers.get('location'), body: await response.text() };
};

describe('offers', () => {
  it('are withdrawn and restored in the version somebody has seen', async () => {
    const id = await publish();
    expect(await withdraw(id, 7)).toEqual({
      __typename: 'Problems',
      problems: [{ code: 'VERSION_CONFLICT', path: 'expectedVersion', conflict: { expected: 7, actual: 1, fields: [{ path: 'status', before: 'PUBLISHED', after: 'WITHDRAWN' }] } }],
    });
    const { offer } = await withdraw(id, 1);
    expect(offer).toMatchObject({ status: 'WITHDRAWN', version: 2 });
    expect(await read('query ($id: ID!) { tombstone(offerId: $id) { status reason successorId } }', { id })).toEqual({ status: 'WITHDRAWN', reason: 'No teacher', successorId: null });
    const restored = await change(`mutation ($id: ID!) { restoreOffer(id: $id, expectedVersion: 2) { ${ANSWER} } }`, { id });
    expect(restored.offer).toMatchObject({ status: 'PUBLISHED', version: 3 });
    expect(await read('query ($id: ID!) { tombstone(offerId: $id) { status } }', { id })).toBeNull();
    expect((await onPaths(id)).status).toBe(200);
  });

  it('are archived by hand and by the calendar; their address says so', async () => {
    const byHand = await publish();
    expect((await change(`mutation ($id: ID!) { archiveOffer(id: $id, expectedVersion: 1) { ${ANSWER} } }`, { id: byHand })).offer.status).toBe('ARCHIVED');
    const over = await publish(offerDraft({ content: { title: { lt: 'Vytautinė' }, learningOutcomes: [{ text: { lt: 'Skaito' } }] }, runs: [{ code: 'r', mode: 'ONLINE', start: '2023-01-01', end: '2023-02-01' }] }));
    await api.index([over]);
    const found = async () => (await read('query ($t: String) { offers(search: { text: $t }) { hits { offer { id } } } }', { t: 'Vytautinė' })).hits;
    expect(await found()).toEqual([{ offer: { id: over } }]);
    api.database.clock.set('2025-09-02T09:00:00Z');
    await api.app.get(Archiving).archiveDue('2025-09-02');
    const gone = await onPaths(over);
    expect([gone.status, JSON.parse(gone.body)]).toMatchObject([410, { code: 'OFFER_ARCHIVED', detail: 'The offer is archived since 2025-09-02: it is over and no new run came.' }]);
    expect(await read('query ($id: ID!) { offer(id: $id) { ... on OfferTombstone { status at } } }', { id: over })).toEqual({ status: 'ARCHIVED', at: '2025-09-02T09:00:00.000Z' });
    await api.index([over]);
    expect(await found()).toEqual([]);
  });

  it('name their successor when they are replaced', async () => {
    const id = await publish();
    const { offer } = await one('supersedeOffer(id: $id, expectedVersion: $v)', { id, v: 1 });
    expect((await one('supersedeOffer(id: $id, expectedVersion: $v)', { id, v: 9 })).problems[0].code).toBe('VERSION_CONFLICT');
    expectOk(await api.database.uow.command((tx) => api.services.publication.publish(tx, { offerId: offer.id })));
    expect(await read('query ($id: ID!) { tombstone(offerId: $id) { status successorId } }', { id })).toEqual({ status: 'SUPERSEDED', successorId: offer.id });
  });

  it('are copied, and their runs rolled over to the next term', async () => {
    const id = await publish();
    const copied = await change(`mutation ($id: ID!) { copyOffer(id: $id, code: "copy-1") { ${ANSWER} } }`, { id });
    expect(copied.offer).toMatchObject({ status: 'DRAFT', code: 'copy-1', runs: [] });
    const roll = (code: string, version: number) => change(
      `mutation ($id: ID!, $c: String!, $v: Int!) { rollRun(offerId: $id, expectedVersion: $v, code: $c, newCode: "run-2", start: "2025-09-30") { ${ANSWER} } }`, { id, c: code, v: version });
    expect((await roll('run-1', 1)).offer.runs).toEqual([
      { code: 'run-1', start: '2024-10-01', end: '2024-12-01', full: false }, { code: 'run-2', start: '2025-09-30', end: '2025-11-30', full: false },
    ]);
    expect((await roll('run-9', 2)).problems).toMatchObject([{ code: 'RUN_UNKNOWN', path: 'code' }]);
  });

  it('are worked on in bulk, each on its own', async () => {
    const ids = await Promise.all([publish(), publish(), publish()]);
    const items = [...ids, UNKNOWN].map((id) => ({ id, expectedVersion: 1 }));
    items[1]!.expectedVersion = 5;
    const all = (call: string, given: object[], type = 'SeenOfferInput') =>
      change(`mutation ($i: [${type}!]!) { ${call} { id result { ${ANSWER} } } }`, { i: given });
    const said = (results: { id: string; result: { offer?: { status: string }; problems?: { code: string }[] } }[]) =>
      results.map(({ id, result }) => [id, result.offer?.status ?? result.problems?.[0]?.code]);
    const withdrawn = await all('withdrawOffers(items: $i, reason: "No teacher")', items);
    expect(said(withdrawn)).toEqual([[ids[0], 'WITHDRAWN'], [ids[1], 'VERSION_CONFLICT'], [ids[2], 'WITHDRAWN'], [UNKNOWN, 'OFFER_UNKNOWN']]);
    const restored = await all('restoreOffers(items: $i)', ids.map((id, index) => ({ id, expectedVersion: index === 1 ? 1 : 2 })));
    expect(said(restored)).toEqual([[ids[0], 'PUBLISHED'], [ids[1], 'NOT_RESTORABLE'], [ids[2], 'PUBLISHED']]);
    const rolls = ids.map((offerId) => ({ offerId, expectedVersion: 3, code: 'run-1', newCode: 'r2', start: '2025-10-01' }));
    expect(said(await all('rollRuns(items: $i)', rolls, 'RunRollInput'))).toEqual([[ids[0], 'PUBLISHED'], [ids[1], 'VERSION_CONFLICT'], [ids[2], 'PUBLISHED']]);
    expect((await all('withdrawOffers(items: $i, reason: " ")', [{ id: ids[0], expectedVersion: 4 }]))[0].result.problems).toMatchObject([{ code: 'REASON_MISSING' }]);
    const key = await api.keyOf((await createProvider(api.database.uow, api.services)).id, ['offer.publish', 'offer.edit']);
    const foreign = await api.data(`mutation ($i: [SeenOfferInput!]!) { restoreOffers(items: $i) { id result { ${ANSWER} } } }`, {
      headers: key, variables: { i: [ids[1], UNKNOWN].map((id) => ({ id, expectedVersion: 1 })) },
    });
    expect(said(foreign)).toEqual([[ids[1], 'OFFER_UNKNOWN'], [UNKNOWN, 'OFFER_UNKNOWN']]);
    const many = await api.ask('mutation ($i: [SeenOfferInput!]!) { restoreOffers(items: $i) { id } }', { admin: true, variables: { i: Array(101).fill(items[0]) } });
    expect(codes(many)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('revisions', () => {
  let id: string;
  beforeAll(async () => {
    const { uow, clock } = api.database;
    const { offerCommands, publication } = api.services;
    const draft = offerDraft();
    id = await publish(draft);
    const again = async (day: string, changes: Partial<OfferDraft>) => {
      clock.set(`${day}T20:30:00Z`);
      expectOk(await uow.command((tx) => offerCommands.edit(tx, { offerId: id, expectedVersion: null, draft: changes })));
      expectOk(await uow.command((tx) => publication.publish(tx, { offerId: id })));
    };
    await again('2024-09-10', { runs: [{ ...draft.runs[0]!, price: { amount: 80, currency: 'EUR' } }] });
    await again('2024-09-20', { content: { ...draft.content, pitch: { lt: 'Trumpai' } } });
    clock.set('2024-09-22T09:00:00Z');
    expectOk(await uow.command((tx) => api.services.offerEndings.withdraw(tx, { offerId: id, reason: 'Over' })));
  });

  it('are listed page by page, newest first', async () => {
    const page = (after: number | null) =>
      read('query ($id: ID!, $a: Int) { revisions(offerId: $id, first: 2, after: $a) { nodes { number url } next } }', { id, a: after });
    const first = await page(null);
    expect([first.nodes.map((one: { number: number }) => one.number), first.next]).toEqual([[3, 2], 2]);
    expect(await page(first.next)).toEqual({ nodes: [{ number: 1, url: `https://register.example.org/offers/${id}/revisions/1` }], next: null });
  });

  it('are compared by field, and it is said whether credentials cite the same', async () => {
    const diff = (from: number, to: number) => read(
      'query ($id: ID!, $f: Int!, $t: Int!) { revisionDiff(offerId: $id, from: $f, to: $t) { from { number specVersion } to { number specVersion hash } citationAffected fields { path before after } } }',
      { id, f: from, t: to });
    expect(await diff(1, 2)).toMatchObject({
      from: { number: 1, specVersion: 1 }, to: { number: 2, specVersion: 1 }, citationAffected: false,
      fields: [{ path: 'runs.run-1.price.amount', before: 100, after: 80 }],
    });
    expect(await diff(3, 2)).toMatchObject({ citationAffected: true, fields: [{ path: 'specification.pitch', before: { lt: 'Trumpai' }, after: null }] });
    expect((await diff(2, 2)).fields).toEqual([]);
    expect([await diff(1, 4), await diff(0, 1)]).toEqual([null, null]);
  });

  it.each<[string, number | null]>([
    ['2024-08-31', null], ['2024-09-01', 1], ['2024-09-09', 1], ['2024-09-10', 2], ['2024-09-20', 3], ['2024-09-21', 3], ['2024-09-22', null],
    ['2030-01-01', null], ['2024-02-30', null],
  ])('are found by the day on which they were advertised: %s', async (day, number) => {
    api.database.clock.set('2024-10-01T09:00:00Z');
    const { status, to, body } = await onPaths(id, `/as-advertised/${day}`);
    if (number) expect([status, to]).toEqual([303, `/offers/${id}/revisions/${number}`]);
    else expect([status, JSON.parse(body)]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  });

  it('end with the day in the time zone of the register', async () => {
    api.database.clock.set('2024-10-01T09:00:00Z');
    const late = await publish();
    api.database.clock.set('2024-10-01T21:30:00Z');
    expectOk(await api.database.uow.command((tx) => api.services.offerEndings.withdraw(tx, { offerId: late, reason: 'Over' })));
    api.database.clock.set('2024-10-03T09:00:00Z');
    expect((await onPaths(late, '/as-advertised/2024-10-01')).status).toBe(303);
    expect((await onPaths(late, '/as-advertised/2024-10-02')).status).toBe(404);
    expect((await onPaths(UNKNOWN, '/as-advertised/2024-10-01')).status).toBe(404);
    expect((await onPaths('nonsense', '/as-advertised/2024-10-01')).status).toBe(404);
  });
});
