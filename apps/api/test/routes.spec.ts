import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { EuropassFeed } from '#libs/europass';
import { contentHash } from '#libs/kernel';
import { createProvider, publishOffer } from '#libs/testing';
import { restrictedFields } from '../src/access/restricted-fields.js';
import { endpoints, holders } from '../src/endpoints.js';
import { resolvers } from '../src/graphql/resolvers.js';
import { sdl } from '../src/sdl.js';
import { codes, startApi, type Api, type Asked } from './harness.js';

let api: Api;
let providerId: string;

beforeAll(async () => {
  api = await startApi();
  providerId = (await createProvider(api.database.uow, api.services)).id;
});
afterAll(() => api.stop());

const get = (path: string, init: RequestInit = {}) => fetch(`${api.url}${path}`, init);
const committed = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');

describe('what is committed about the API', () => {
  it('is its schema', async () => {
    expect(await committed('schema.graphql')).toBe(await sdl());
  });

  it('describes every type, field, argument and value', async () => {
    const { data } = await api.ask(`{ __schema { types { name kind description
      fields { name description args { name description } } inputFields { name description } enumValues { name description } } } }`);
    const silent = (data?.__schema.types as Described[]).filter(({ name }) => !name.startsWith('__')).flatMap(undescribed);
    expect(silent).toEqual([]);
  });

  it('are all its endpoints with their permissions', async () => {
    expect(JSON.parse(await committed('permissions.json'))).toEqual({ endpoints: endpoints(), permissions: holders() });
    expect(Object.entries(endpoints()).filter(([, permission]) => permission === 'undeclared')).toEqual([]);
  });

  it('leaves out no field of the schema and no route of the server', async () => {
    const restricted = restrictedFields(resolvers).map(({ type, field }) => `${type}.${field}`);
    const known = new Set(Object.keys(endpoints()).filter((name) => !restricted.includes(name)));
    const { data } = await api.ask('{ __schema { queryType { fields { name } } mutationType { fields { name } } } }');
    const fields = (kind: string, type: { fields: { name: string }[] }) => type.fields.map(({ name }) => `${kind}.${name}`);
    const served = [...fields('Query', data?.__schema.queryType), ...fields('Mutation', data?.__schema.mutationType), ...routesOf(api)];
    expect(served.filter((endpoint) => !known.has(endpoint))).toEqual([]);
    expect(known.size).toBe(served.length);
  });

  it('opens no mutation to the public', () => {
    expect(Object.entries(endpoints()).filter(([name, permission]) => name.startsWith('Mutation.') && permission === 'public')).toEqual([]);
  });

  it('asks who it is that wants more than the public', async () => {
    const ask = (asked?: Asked) => api.ask('{ offerDraft(id: "x") { id } }', asked);
    expect(codes(await ask())).toEqual(['UNAUTHENTICATED']);
    expect(codes(await ask({ headers: { authorization: 'Bearer wrong' } }))).toEqual(['UNAUTHENTICATED']);
    expect((await ask({ admin: true })).data).toEqual({ offerDraft: null });
  });
});

interface Described {
  name: string;
  description: string | null;
  kind?: string;
  fields?: (Described & { args: Described[] })[] | null;
  inputFields?: Described[] | null;
  enumValues?: Described[] | null;
}

function undescribed(type: Described): string[] {
  const parts = [
    ...(type.fields ?? []), ...(type.fields ?? []).flatMap(({ args }) => args), ...(type.inputFields ?? []), ...(type.enumValues ?? []),
  ];
  const own = type.description || type.name === 'Query' || type.name === 'Mutation' ? [] : [type.name];
  return [...own, ...parts.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`)];
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

const routesOf = ({ app }: Api): string[] =>
  (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );

describe('health', () => {
  it('is live and ready', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'live' });
    const ready = await get('/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      200, { status: 'ready', checks: { database: { ok: true }, migrations: { ok: true }, search: { ok: true } } },
    ]);
  });

  it('is not ready without its index', async () => {
    const { url, key, indexPrefix } = api.database.config.meili;
    await fetch(`${url}/indexes/${indexPrefix}offers`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });
    let status = 200;
    for (let attempt = 0; attempt < 50 && status === 200; attempt++) ({ status } = await get('/health/ready'));
    expect(status).toBe(503);
    expect(await (await get('/health/ready')).json()).toMatchObject({ status: 'not ready', checks: { search: { ok: false, reason: 'does not answer' } } });
    await api.index();
    expect((await get('/health/ready')).status).toBe(200);
  });

  it('measures itself', async () => {
    await api.ask('{ nothing }');
    const text = await (await get('/metrics')).text();
    for (const name of ['http_requests_total', 'graphql_errors_total', 'outbox_rows', 'index_lag_seconds', 'feed_stale_offers', 'database_pool_connections']) {
      expect(text).toContain(`register_${name}`);
    }
    expect(text).toContain('register_graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}');
  });
});

describe('errors of routes', () => {
  it.each(['/nothing', '/offers', '/offers/x/revisions/1', '/offers/0198a000-0000-7000-8000-000000000000/revisions/0', '/health/nothing', '/feeds/europass', '/%E0%A4%A'])(
    '%s is a problem, in JSON', async (path) => {
      const response = await get(path);
      expect([400, 404]).toContain(response.status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      const body = (await response.json()) as Record<string, unknown>;
      expect(body).toMatchObject({ type: 'about:blank', status: response.status, code: expect.any(String), requestId: response.headers.get('x-request-id') });
      expect(JSON.stringify(body)).not.toMatch(/\n\s+at |node_modules|\.ts/);
    },
  );

  it('names its links at the root', async () => {
    expect(await (await get('/')).json()).toMatchObject({ links: { graphql: 'https://register.example.org/graphql' } });
  });

  it('says nothing of the inside when something breaks', async () => {
    const { dataSource } = api.database;
    await dataSource.query('ALTER TABLE published_offer RENAME TO hidden');
    await dataSource.query('ALTER TABLE revision RENAME TO hidden_revision');
    try {
      const graphql = await api.ask('{ offerList { nodes { id } } }', { headers: { 'x-request-id': 'trace-0123456789' } });
      expect(graphql.errors).toEqual([
        { message: expect.stringContaining('request id'), path: ['offerList'], extensions: { code: 'INTERNAL', requestId: 'trace-0123456789' } },
      ]);
      const route = await get('/offers/0198a000-0000-7000-8000-000000000000/revisions/1');
      expect(route.status).toBe(500);
      expect(await route.json()).toMatchObject({ code: 'INTERNAL', detail: expect.not.stringContaining('relation') });
    } finally {
      await dataSource.query('ALTER TABLE hidden RENAME TO published_offer');
      await dataSource.query('ALTER TABLE hidden_revision RENAME TO revision');
    }
  });
});

describe('revisions', () => {
  it('are the very document that was hashed, for ever', async () => {
    const id = await publishOffer(api.database.uow, api.services, { providerId });
    const { offer } = (await api.ask('query ($id: ID!) { offer(id: $id) { ... on Offer { hash revision url } } }', { variables: { id } })).data as { offer: { hash: string; revision: number; url: string } };
    expect(offer.url).toBe(`https://register.example.org/offers/${id}/revisions/1`);
    const response = await get(`/offers/${id}/revisions/1`);
    expect(response.headers.get('etag')).toBe(`"${offer.hash}"`);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(contentHash(await response.json())).toBe(offer.hash);
    const again = await get(`/offers/${id}/revisions/1`, { headers: { 'if-none-match': `"${offer.hash}"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await get(`/offers/${id}/revisions/1`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get(`/offers/${id}/revisions/2`)).status).toBe(404);
  });
});

describe('the Europass feed', () => {
  it('is not there before it is built, and says when to ask again', async () => {
    for (const path of ['/feeds/europass/loq.xml', '/feeds/europass/report.json']) {
      const response = await get(path);
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'FEED_NOT_BUILT' });
    }
  });

  it('is served as it was built: whole, packed, or not again', async () => {
    await publishOffer(api.database.uow, api.services, { providerId });
    await api.app.get(EuropassFeed).refresh();
    const path = '/feeds/europass/loq.xml';
    const plain = await get(path, { headers: { 'accept-encoding': 'identity' } });
    const xml = await plain.text();
    expect(plain.status).toBe(200);
    expect(plain.headers.get('content-type')).toContain('application/xml');
    expect(Number(plain.headers.get('content-length'))).toBe(Buffer.byteLength(xml));
    expect(xml).toMatch(/^<\?xml/);
    const packed = await get(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe(xml);

    const etag = plain.headers.get('etag') ?? '';
    const modified = plain.headers.get('last-modified') ?? '';
    for (const [name, value] of [['if-none-match', etag], ['if-none-match', packed.headers.get('etag') ?? ''], ['if-modified-since', modified]] as const) {
      const again = await get(path, { headers: { [name]: value } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await get(path, { headers: { 'if-none-match': '"other"', 'if-modified-since': modified } })).status).toBe(200);
    const head = await get(path, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect([head.headers.get('content-length'), await head.text()]).toEqual([plain.headers.get('content-length'), '']);

    const report = await get('/feeds/europass/report.json');
    expect(await report.json()).toMatchObject({ counts: { leftOut: 0 } });
    expect((await get('/feeds/europass/report.json', { headers: { 'if-none-match': report.headers.get('etag') ?? '' } })).status).toBe(304);
  });
});

describe('GraphQL over HTTP', () => {
  it('passes the audit of graphql-http; what it warns of is known', async () => {
    const url = `${api.url}/graphql`;
    const results = await auditServer({ url, fetchFn: fetch });
    const open = results.filter(({ status }) => status !== 'ok');
    const known = JSON.parse(await readFile(new URL('audit-warnings.json', import.meta.url), 'utf8')) as unknown;
    expect(open.filter(({ status }) => status === 'error')).toEqual([]);
    expect(Object.fromEntries(open.map(({ id, name, status }) => [id, `${status}: ${name}`]))).toEqual(known);
    expect(results.length).toBeGreaterThan(50);
  });
});

describe('identifiers and pages that stand in a feed', () => {
  const place = async (path: string) => {
    const { status, headers } = await get(path, { redirect: 'manual' });
    return [status, headers.get('location')];
  };

  it('lead to what is published now, with a tag that says when it changes', async () => {
    const id = await publishOffer(api.database.uow, api.services, { providerId });
    for (const path of [`/id/specification/${id}`, `/id/specification/${id}/outcome/1`, `/id/offering/${id}/run-1`, `/id/offering/${id}/run-1/location`, `/lt/offers/${id}`, `/en/offers/${id}`]) {
      expect(await place(path)).toEqual([303, `/offers/${id}`]);
    }
    const response = await get(`/offers/${id}`);
    const body = (await response.json()) as { hash: string; document: object; permalink: string };
    expect(response.headers.get('etag')).toBe(`"${contentHash(body.document)}"`);
    expect((await get(`/offers/${id}`, { headers: { 'if-none-match': `"${body.hash}"` } })).status).toBe(304);
    expect((await get(new URL(body.permalink).pathname)).status).toBe(200);
  });

  it('answer 410 with the reason when the offer is gone, 404 when there never was one', async () => {
    const id = await publishOffer(api.database.uow, api.services, { providerId });
    await api.database.uow.command((tx) => api.services.offerEndings.withdraw(tx, { offerId: id, reason: 'No teacher' }));
    const response = await get(`/offers/${id}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([410, 'application/problem+json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ code: 'OFFER_WITHDRAWN', detail: 'The offer was withdrawn: No teacher' });
    for (const path of ['/offers/nonsense', '/xx/offers/1', '/organisations/nonsense']) expect((await get(path)).status).toBe(404);
  });

  it('lead to organisations, and to the keeper of the register', async () => {
    expect(await place(`/id/organisation/${providerId}/location`)).toEqual([303, `/organisations/${providerId}`]);
    expect(await (await get(`/organisations/${providerId}`)).json()).toMatchObject({ id: providerId, country: 'LT' });
    expect((await place('/id/organisation/publisher'))[0]).toBe(303);
  });
});
