import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { createProvider } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

const HISTORY = `query ($kind: RecordKind, $id: ID, $owner: ID, $actor: ID, $from: DateTime, $to: DateTime, $first: Int, $after: ID) {
  history(recordKind: $kind, recordId: $id, ownerId: $owner, actorId: $actor, from: $from, to: $to, first: $first, after: $after) {
    next
    nodes { seq at action recordKind recordId ownerId reason requestId hash actor { kind id displayName } changes { path before after } }
  }
}`;
const HEAD = '{ historyHead { seq hash at } }';
const EDIT = `mutation ($id: ID!, $version: Int!, $changes: ProviderChanges!) { editProvider(providerId: $id, expectedVersion: $version, changes: $changes) { __typename } }`;

type Page = { next: string | null; nodes: { seq: number; recordId: string; ownerId: string | null; actor: { displayName: string | null } }[] };

let api: Api;
let [mine, other] = ['', ''];
let headers: { authorization: string };
let outsider: { authorization: string };

beforeAll(async () => {
  api = await startApi();
  [mine, other] = [(await createProvider(api.database.uow, api.services)).id, (await createProvider(api.database.uow, api.services)).id];
  headers = await api.keyOf(mine, ['history.read', 'provider.edit']);
  outsider = await api.keyOf(other, ['history.read']);
});
afterAll(() => api.stop());

const page = (variables: Record<string, unknown>, asked: { admin?: boolean; headers?: Record<string, string> } = { admin: true }): Promise<Page> =>
  api.data(HISTORY, { variables, ...asked });

describe('the history of a record', () => {
  it('says what a mutation changed, by whom and in which request', async () => {
    const { data } = await api.ask('query ($id: ID!) { provider(id: $id) { version } }', { variables: { id: mine }, headers });
    const edited = await api.ask(EDIT, {
      variables: { id: mine, version: data?.provider.version, changes: { recognitionPolicy: { url: 'https://provider.example.org/recognition' } } },
      headers: { ...headers, 'x-request-id': 'request-of-the-test' },
    });
    expect(edited.data?.editProvider.__typename).toBe('ProviderSaved');
    const { nodes: [line] } = await page({ kind: 'PROVIDER', id: mine, first: 1 }, { headers });
    expect(line).toMatchObject({
      action: 'provider.edit', recordKind: 'PROVIDER', recordId: mine, ownerId: mine, requestId: 'request-of-the-test',
      actor: { kind: 'API_KEY', displayName: 'Test' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify((line as unknown as { changes: unknown[] }).changes)).toContain('https://provider.example.org/recognition');
    expect((await page({ actor: (line as unknown as { actor: { id: string } }).actor.id }, { headers })).nodes).toEqual([line]);
  });
});

describe('who reads it', () => {
  it('sees everything as the registrar, page by page', async () => {
    const seen: Page['nodes'] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, next }: Page = await page({ first: 3, after });
      seen.push(...nodes);
      if (!(after = next)) break;
    }
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: seen.length }, (_, index) => seen.length - index));
    expect(new Set(seen.map(({ ownerId }) => ownerId))).toEqual(new Set([mine, other]));
    expect(await api.data(HEAD, { admin: true })).toMatchObject({ seq: seen.length, hash: (seen[0] as unknown as { hash: string }).hash });
  });

  it('sees what concerns their own organisation otherwise, and somebody else’s like none', async () => {
    const { nodes } = await page({}, { headers });
    expect(new Set(nodes.map(({ ownerId }) => ownerId))).toEqual(new Set([mine]));
    const none = { next: null, nodes: [] };
    for (const variables of [{ owner: other }, { owner: newId() }, { kind: 'PROVIDER', id: other }, { kind: 'PROVIDER', id: newId() }]) {
      expect(await page(variables, { headers })).toEqual(none);
    }
    expect((await page({ owner: mine.toUpperCase() }, { headers })).nodes).toEqual(nodes);
    expect((await page({ kind: 'PROVIDER', id: mine })).nodes.length).toBeGreaterThan(0);
    expect(await page({ kind: 'PROVIDER', id: mine }, { headers: outsider })).toEqual(none);
  });

  it('needs to be somebody who may', async () => {
    expect(codes(await api.ask(HISTORY))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await api.ask(HEAD))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await api.ask(HEAD, { headers }))).toEqual(['FORBIDDEN']);
    expect(codes(await api.ask(HISTORY, { headers: await api.keyOf(mine, ['provider.edit']) }))).toEqual(['FORBIDDEN']);
  });

  it('is told what cannot be asked', async () => {
    for (const variables of [{ id: mine }, { kind: 'OFFER', id: 'x' }, { after: 'x' }, { after: '1'.repeat(30) }, { first: 0 }]) {
      expect(codes(await api.ask(HISTORY, { variables, admin: true }))).toEqual(['BAD_USER_INPUT']);
    }
  });
});
