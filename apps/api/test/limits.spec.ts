import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { createProvider, publishOffer } from '#libs/testing';
import { LIMITS } from '../src/http/limits.js';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
let limited: Api;

beforeAll(async () => {
  api = await startApi({}, 700);
  limited = await startApi({ RATE_LIMIT_PER_MINUTE: '4', TRUSTED_PROXIES: '1' });
  const provider = await createProvider(api.database.uow, api.services);
  await publishOffer(api.database.uow, api.services, { providerId: provider.id });
});
afterAll(async () => {
  await api.stop();
  await limited.stop();
});

describe('sizes of pages', () => {
  it.each([
    ['a literal', '{ offerList(first: 101) { nodes { id } } }', {}],
    ['a variable', 'query ($n: Int) { offerList(first: $n) { nodes { id } } }', { n: 5000 }],
    ['the default of a variable', 'query ($n: Int = 200) { offerList(first: $n) { nodes { id } } }', {}],
    ['an input object', '{ offers(search: { page: { size: 101 } }) { total } }', {}],
    ['a variable in an input object', 'query ($n: Int) { offers(search: { page: { size: $n } }) { total } }', { n: 101 }],
    ['a whole input in a variable', 'query ($s: OfferSearchInput) { offers(search: $s) { total } }', { s: { page: { size: 101 } } }],
    ['a field inside a fragment', '{ ...F } fragment F on Query { providers(first: 101) { nodes { id } } }', {}],
  ])('are held with %s', async (_name, query, variables) => {
    const answer = await api.ask(query, { variables });
    expect([answer.status, codes(answer)]).toEqual([400, ['PAGE_SIZE_TOO_LARGE']]);
  });

  it('may be 100, and not 0', async () => {
    expect(codes(await api.ask('{ offerList(first: 100) { nodes { id } } }'))).toEqual([]);
    expect(codes(await api.ask('{ offerList(first: 0) { nodes { id } } }'))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await api.ask('{ offerList(after: "x") { nodes { id } } }'))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('shape of queries', () => {
  it('is at most 12 levels deep, also through fragments', async () => {
    const chain = (levels: number): string => (levels === 0 ? 'id' : levels === 1 ? 'organisation { id }' : `organisation { provider { ${chain(levels - 2)} } }`);
    // offerList, nodes, provider and the id at the end are four levels.
    expect(codes(await api.ask(`{ offerList { nodes { provider { ${chain(8)} } } } }`))).toEqual([]);
    const answer = await api.ask(`{ offerList { nodes { provider { ${chain(9)} } } } }`);
    expect([answer.status, codes(answer)]).toEqual([400, ['QUERY_TOO_DEEP']]);
    const inFragments = (levels: number) => `{ offerList { nodes { ...A } } }
      fragment A on Offer { ... on OfferContent { provider { ...B } } } fragment B on Provider { ${chain(levels)} }`;
    expect(codes(await api.ask(inFragments(8)))).toEqual([]);
    expect(codes(await api.ask(inFragments(9)))).toEqual(['QUERY_TOO_DEEP']);
  });

  it('costs what its lists ask for, multiplied level by level', async () => {
    const costly = (first: number) => `{ offerList(first: ${first}) { nodes { runs { place { country } price { amount } platform { name } enrolment { from } languages { code } }
      provider { organisation { id address { locality } identifiers { value } } }
      assessments { type criteria { url } assessingBody { organisation { id } } }
      assurance { outcomes { id agency { id organisation { id } } procedure { id agency { id } } } } } } }`;
    expect(codes(await api.ask(costly(20)))).toEqual([]);
    expect(codes(await api.ask(costly(100)))).toEqual(['QUERY_TOO_COSTLY']);
    const byVariable = costly(20).replace('{ offerList(first: 20)', 'query ($n: Int) { offerList(first: $n)');
    expect(codes(await api.ask(byVariable, { variables: { n: 20 } }))).toEqual([]);
    expect(codes(await api.ask(byVariable, { variables: { n: 100 } }))).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('renames at most 30 fields, counted at every use of a fragment', async () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: id`).join(' ');
    expect(codes(await api.ask(`{ offerList { nodes { ${aliases(30)} } } }`))).toEqual([]);
    expect(codes(await api.ask(`{ offerList { nodes { ${aliases(31)} } } }`))).toEqual(['TOO_MANY_ALIASES']);
    const twice = `{ offerList { nodes { ...A supersedesId } } x: offerList { nodes { ...A } } } fragment A on Offer { ${aliases(16)} }`;
    expect(codes(await api.ask(twice))).toEqual(['TOO_MANY_ALIASES']);
  });

  it('has at most 10 fields at the top', async () => {
    const fields = (count: number) => `{ ${Array.from({ length: count }, (_, index) => `f${index}: register { country }`).join(' ')} }`;
    expect(codes(await api.ask(fields(10)))).toEqual([]);
    expect(codes(await api.ask(fields(11)))).toEqual(['TOO_MANY_ROOT_FIELDS']);
  });

  it('is at most 2,000 words long', async () => {
    const answer = await api.ask(`{ offerList { nodes { ${'id '.repeat(2000)} } } }`);
    expect([answer.status, codes(answer)]).toEqual([400, ['QUERY_TOO_LONG']]);
  });

  it('does not take fragments that contain themselves, and is not slowed by fragments in fragments', async () => {
    expect(codes(await api.ask('{ offerList { nodes { ...A } } } fragment A on Offer { ...B } fragment B on Offer { ...A }'))).toContain('GRAPHQL_VALIDATION_FAILED');
    const bomb = Array.from({ length: 40 }, (_, index) => `fragment F${index} on Offer { ...F${index + 1} ...F${index + 1} }`).join(' ');
    const began = performance.now();
    const answer = await api.ask(`{ offerList { nodes { ...F0 } } } ${bomb} fragment F40 on Offer { provider { id } }`);
    expect(codes(answer)).toEqual(['QUERY_TOO_COSTLY']);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('lets anybody ask for the schema, but not for ever', async () => {
    const answer = await api.ask(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }));
    expect(codes(answer)).toEqual([]);
    expect(answer.data?.__schema.queryType.name).toBe('Query');
    const endless = '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect(codes(await api.ask(endless))).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('says which operation is wrong, where there are several', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { offerList(first: 101) { nodes { id } } } query B { register { country } }', operationName: 'B' }),
    });
    expect(await response.json()).toEqual({ data: { register: { country: 'LT' } } });
  });
});

describe('bodies and times', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  it('refuses a body above 1 MB', async () => {
    const response = await post(JSON.stringify({ query: '{ register { country } }', variables: { x: 'y'.repeat(1_048_576) } }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE', requestId: expect.any(String) } }] });
  });

  it.each(['{', '"x"', ''])('refuses the body %p', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect((await response.json()) as object).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('refuses what a foreign page could send without asking', async () => {
    const simple = await fetch(`${api.url}/graphql?query=${encodeURIComponent('{ register { country } }')}`);
    expect(simple.status).toBe(400);
    const text = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ register { country } }"}' });
    expect(text.status).toBe(400);
    const asked = await fetch(`${api.url}/graphql?query=${encodeURIComponent('{ register { country } }')}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await asked.json()).toEqual({ data: { register: { country: 'LT' } } });
  });

  it('does not let a GET change anything', async () => {
    const query = encodeURIComponent('mutation { withdrawOffer(id: "x", reason: "y") { __typename } }');
    const response = await fetch(`${api.url}/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(405);
  });

  it('gives up after the time-out, in the form of the route, and stays well', async () => {
    const { dataSource } = api.database;
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('LOCK TABLE published_offer, revision IN ACCESS EXCLUSIVE MODE');
      const [graphql, route] = await Promise.all([
        api.ask('{ offerList { nodes { id } } }'),
        fetch(`${api.url}/offers/0198a000-0000-7000-8000-000000000000/revisions/1`),
      ]);
      expect([graphql.status, codes(graphql)]).toEqual([503, ['TIMEOUT']]);
      expect(route.status).toBe(503);
      expect(route.headers.get('content-type')).toContain('application/problem+json');
      expect(await route.json()).toMatchObject({ status: 503, code: 'TIMEOUT' });
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
    expect(codes(await api.ask('{ offerList { nodes { id } } }'))).toEqual([]);
  });
});

describe('rate', () => {
  const get = (path: string, client: string) => fetch(`${limited.url}${path}`, { headers: { 'x-forwarded-for': client } });

  it('stops one client, says when to come back, and lets the others go on', async () => {
    for (let count = 0; count < 4; count++) expect((await get('/', '192.0.2.1')).status).toBe(200);
    const refused = await get('/', '192.0.2.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    const graphql = await limited.ask('{ register { country } }', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect([graphql.status, codes(graphql)]).toEqual([429, ['RATE_LIMITED']]);
    expect((await get('/', '192.0.2.2')).status).toBe(200);
  });

  it('believes only the proxy it trusts', async () => {
    // One proxy is trusted: the last address is its word, whatever the client wrote before it.
    for (let count = 0; count < 4; count++) await get('/', `198.51.100.${count}, 203.0.113.5`);
    expect((await get('/', '198.51.100.99, 203.0.113.5')).status).toBe(429);
  });

  it('never stops probes', async () => {
    for (let count = 0; count < 6; count++) expect((await get('/health', '192.0.2.7')).status).toBe(200);
  });
});

describe('request ids', () => {
  it('keeps a sane one and replaces any other', async () => {
    const idFor = async (id: string) => (await fetch(`${api.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idFor('trace-0123456789')).toBe('trace-0123456789');
    expect(await idFor('short')).not.toBe('short');
    expect(await idFor('x'.repeat(200))).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('survives a reader that goes away', async () => {
    await new Promise<void>((resolve) => {
      const outgoing = httpRequest(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 100 } });
      outgoing.on('error', () => resolve());
      outgoing.write('{');
      setTimeout(() => outgoing.destroy(new Error('gone')), 50);
    });
    expect((await fetch(`${api.url}/health`)).status).toBe(200);
  });
});

describe('the page about limits', () => {
  it('names every limit with its number and code', async () => {
    const page = await readFile(new URL('../../../docs/limits.md', import.meta.url), 'utf8');
    const { timeoutMs, ...numbers } = LIMITS;
    for (const value of [...Object.values(numbers), `${timeoutMs / 1000} s`]) expect(page).toContain(`| ${value.toLocaleString('en')}`);
    const source = await readFile(new URL('../src/graphql/errors.ts', import.meta.url), 'utf8');
    const known = [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, code]) => code);
    expect(known.length).toBeGreaterThan(4);
    for (const code of [...known, 'QUERY_TOO_LONG', 'BODY_TOO_LARGE', 'TIMEOUT', 'RATE_LIMITED', 'INTERNAL']) expect(page).toContain(`\`${code}\``);
  });
});
