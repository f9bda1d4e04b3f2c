import autocannon from 'autocannon';
import { isDeepStrictEqual } from 'node:util';
import { cpuMs } from '../run/cpu.js';
import { asOwner } from '../run/databases.js';
import { HttpClient } from '../run/http.js';
import type { BenchResult, ResultRow } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { median, milliseconds, perSecond } from '../run/statistics.js';
import { normalTables, NORMAL_SCHEMA } from './normal-tables.js';

const CONNECTIONS = 8;
const ROUNDS = 3;
/** So many that V8 has done what it will do. */
const WARM_REQUESTS = 1500;
const ROUND_SECONDS = 3;

const OURS = `{ offerList(first: 20) {
  nodes { id title { value } provider { id name { value } } learningOutcomes { text { value } kind } nextRun { code start end mode price { amount currency } } }
  next } }`;

/** The same facts where they are JSON in the register's own tables. */
const ON_DOCUMENTS = `{ allPublishedOffers(first: 20, orderBy: PRIMARY_KEY_ASC) {
  nodes { offerId document providerByProviderId { organisationByOrganisationId { rowId legalName } } }
  pageInfo { endCursor } } }`;

/** The same facts where every one has a column of its own. */
const ON_TABLES = `{ allOffers(first: 20, orderBy: PRIMARY_KEY_ASC) {
  nodes { rowId titleLt organisationByProviderId { rowId nameLt }
    learningOutcomesByOfferId(orderBy: POSITION_ASC) { nodes { textLt kind } }
    nextRun { code start end mode amount currency } }
  pageInfo { endCursor } } }`;

interface Side {
  name: string;
  url: string;
  pid: number;
  body: string;
  rates: number[];
  p99: number[];
  /** Processor time of the server's own process for one request; without that of PostgreSQL. */
  cpu: number[];
  bytes: number;
}

const side = ({ name, url, pid, query }: Pick<Side, 'name' | 'url' | 'pid'> & { query: string }): Side => ({
  name, url, pid, body: JSON.stringify({ query }), rates: [], p99: [], cpu: [], bytes: 0,
});

/** 20 offers with provider, learning outcomes and next run: requests a second. */
export async function list(stage: Stage): Promise<BenchResult> {
  const ours = side({ name: 'register', ...(await stage.api()), query: OURS });
  const database = await stage.database('bench');
  await asOwner(database.ownerUrl, (client) => normalTables(client, database.url));
  const server = async (name: string, script: string, input: unknown) => {
    const child = await stage.child({ name, script: `bench/servers/${script}.js`, database });
    return { url: `http://127.0.0.1:${await child.call<number>('start', input)}/graphql`, pid: child.pid };
  };
  const bare = side({ name: 'bare', ...(await server('bare', 'bare', null)), query: OURS });
  const onDocuments = side({ name: 'PostGraphile 5 on the register’s tables', ...(await server('postgraphile-documents', 'postgraphile', 'public')), query: ON_DOCUMENTS });
  const onTables = side({ name: 'PostGraphile 5 on normal tables', ...(await server('postgraphile-tables', 'postgraphile', NORMAL_SCHEMA)), query: ON_TABLES });
  const sides = [ours, onDocuments, onTables, bare];
  await sameAnswers(sides);
  stage.say(`list: ${ROUNDS} rounds of ${sides.length} servers`);
  for (const one of sides) await load(one, { amount: WARM_REQUESTS });
  for (let round = 0; round < ROUNDS; round++) {
    // The order turns, so that nobody always comes after the same neighbour.
    for (const one of [...sides.slice(round % sides.length), ...sides.slice(0, round % sides.length)]) {
      const { rate, p99, cpu } = await load(one, { duration: ROUND_SECONDS });
      one.rates.push(rate);
      one.p99.push(p99);
      one.cpu.push(cpu);
    }
  }
  return {
    bench: 'list',
    title: `20 offers with provider, learning outcomes and next run; ${CONNECTIONS} connections, ${ROUNDS} alternating rounds of ${ROUND_SECONDS} s, median`,
    columns: ['register', 'compared'],
    rows: [row(ours, onDocuments, 2), row(ours, onTables, 2), row(ours, bare, 0.4)],
    notes: sides.map(({ name, rates, p99, cpu, bytes }) =>
      `${name}: ${rates.map((rate) => rate.toFixed(0)).join(', ')} requests/s; p99 ${milliseconds(median(p99))}; ${median(cpu).toFixed(2)} ms of processor time in the server and ${bytes} bytes for one answer`),
  };
}

const row = (ours: Side, other: Side, atLeast: number): ResultRow => ({
  what: `against ${other.name === 'bare' ? 'bare pg + http, the same JSON' : other.name}`,
  ours: perSecond(median(ours.rates), 'requests'),
  compared: perSecond(median(other.rates), 'requests'),
  ratio: median(ours.rates) / median(other.rates),
  aim: { atLeast },
});

/** A comparison of different answers would be none: register and bare server give the same, PostGraphile the same offers. */
async function sameAnswers(sides: readonly Side[]): Promise<void> {
  const answers: unknown[] = [];
  for (const one of sides) {
    const client = new HttpClient({ url: one.url });
    const text = await client.post(one.body);
    client.close();
    one.bytes = Buffer.byteLength(text);
    answers.push(JSON.parse(text));
  }
  const [ours, onDocuments, onTables, bare] = answers as [ListAnswer, unknown, unknown, unknown];
  if (!isDeepStrictEqual(ours, bare)) throw new Error(`Register and bare server do not answer the same:\n${JSON.stringify(ours).slice(0, 1500)}\n${JSON.stringify(bare).slice(0, 1500)}`);
  const ids = ours.data.offerList.nodes.map((node) => node.id);
  for (const other of [onDocuments, onTables]) {
    const text = JSON.stringify(other);
    if (ids.length !== 20 || !ids.every((id) => text.includes(id))) throw new Error(`PostGraphile does not answer the same offers: ${text.slice(0, 1500)}`);
  }
}

interface ListAnswer {
  data: { offerList: { nodes: { id: string }[] } };
}

async function load({ name, url, pid, body }: Side, length: { duration: number } | { amount: number }): Promise<{ rate: number; p99: number; cpu: number }> {
  const before = cpuMs(pid);
  const result = await autocannon({ url, body, method: 'POST', headers: { 'content-type': 'application/json' }, connections: CONNECTIONS, ...length });
  if (result.errors || result.non2xx) throw new Error(`${name}: ${result.errors} errors, ${result.non2xx} refusals`);
  const used = (cpuMs(pid) ?? Number.NaN) - (before ?? Number.NaN);
  return { rate: result.requests.total / result.duration, p99: result.latency.p99, cpu: used / result.requests.total };
}
