import { setTimeout as sleep } from 'node:timers/promises';
import { registerToday } from '#libs/config';
import { OfferProjections } from '#libs/offers';
import { toIndexDocument, type IndexDocument } from '#libs/search';
import { publishBatch } from '../catalogue/fill.js';
import { offerDraft } from '../catalogue/offers.js';
import { asOwner } from '../run/databases.js';
import { DIRECT_INDEX, DirectIndex, documentFiles } from '../run/direct-index.js';
import { GraphqlClient } from '../run/http.js';
import type { Register } from '../run/register.js';
import type { BenchResult, ResultRow } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { median, milliseconds, percentile } from '../run/statistics.js';
import { ensureFeed } from './feed.js';
import { Watch, type Published } from './watch.js';

const RATE = 20;
const PHASE_SECONDS = 12;
const ROUNDS = 2;
const QUIET_LIMIT_MS = 300_000;
const PAGE = 100;

const QUERY = `query ($text: String!) { offers(search: { text: $text, page: { size: ${PAGE} } }) { hits { offer { id } } } }`;

/** From the wish to publish until the search answers with the offer, the real worker in between; the engine fed directly does the same. */
export async function findable(stage: Stage): Promise<BenchResult> {
  const register = await stage.catalogue();
  await stage.index();
  await ensureFeed(stage);
  const api = new GraphqlClient((await stage.api()).url);
  const direct = new DirectIndex(register, DIRECT_INDEX);
  await stage.once(DIRECT_INDEX, async () => {
    stage.say('findable: filling the direct index');
    await direct.create(direct.connection.settings);
    await direct.fill(await documentFiles(register, `${stage.subfolder('documents')}/direct`));
  });
  await settledToday(stage, register);
  await stage.worker();
  stage.say('findable: waiting until the worker has nothing to do');
  await quiet(register);
  const [providerId] = (await register.uow.read.query<{ id: string }>(`SELECT organisation_id AS id FROM provider LIMIT 1`)).map((row) => row.id);
  const ours = new Watch(async (text) => {
    const { offers } = await api.query<{ offers: { hits: { offer: { id: string } }[] } }>(QUERY, { text });
    return offers.hits.map((hit) => hit.offer.id);
  });
  const others = new Watch(async (q) => (await direct.search<{ hits: { id: string }[] }>({ q, hitsPerPage: PAGE, page: 1, attributesToRetrieve: ['id'] })).hits.map((hit) => hit.id));
  const committed: number[] = [];
  const phasesBegan = new Date();
  for (let round = 0; round < ROUNDS; round++) {
    stage.say(`findable: round ${round + 1} of ${ROUNDS}, ${RATE} publications a second for ${PHASE_SECONDS} s, then the same documents directly`);
    const published: string[] = [];
    await ours.phase(paced(async (at) => {
      const began = performance.now();
      const number = round * RATE * PHASE_SECONDS + at;
      const word = bucketWord(number);
      const [id] = await publishBatch(register, [{ providerId: providerId as string, draft: marked(stage.offers + number, word) }]);
      committed.push(performance.now() - began);
      // By number, not in the order of completion: the word looked for below is the number's.
      published[at] = id as string;
      return { id: id as string, word, began };
    }));
    await quiet(register);
    const documents = await documentsOf(register, published);
    await others.phase(paced(async (at) => {
      const document = documents[at] as IndexDocument;
      const began = performance.now();
      await direct.add(JSON.stringify([document]));
      return { id: document.id, word: bucketWord(round * RATE * PHASE_SECONDS + at), began };
    }));
  }
  const directBatches = await batchesOf(direct, direct.name, phasesBegan);
  const ourBatches = await batchesOf(direct, direct.connection.indexName, phasesBegan);
  await direct.remove();
  direct.close();
  api.close();
  return {
    bench: 'findable',
    title: `publish → findable at ${RATE} publications/s, ${ours.times.length} publications beside ${stage.offers} offers`,
    columns: ['register', 'Meilisearch fed directly'],
    rows: [0.5, 0.95, 0.99].map((share): ResultRow => {
      const [a, b] = [percentile(ours.times, share), percentile(others.times, share)];
      return { what: `p${share * 100}`, ours: milliseconds(a), compared: milliseconds(b), ratio: a / b, aim: share === 0.99 ? { atMost: 1.5 } : null };
    }),
    notes: [`measured from before the publishing transaction; the transaction itself p50 ${milliseconds(percentile(committed, 0.5))}, p99 ${milliseconds(percentile(committed, 0.99))}`,
      `batches of the engine: register ${ourBatches}; directly ${directBatches}`,
      'the worker builds the feed meanwhile, as always'],
  };
}

/** Begins one piece of work every 1/RATE seconds, whether or not those before are done. */
const paced = (work: (at: number) => Promise<Published>) =>
  async (begin: (work: Promise<Published>) => void): Promise<void> => {
    const began = performance.now();
    for (let at = 0; at < RATE * PHASE_SECONDS; at++) {
      await sleep(Math.max(0, began + (at * 1000) / RATE - performance.now()));
      begin(work(at));
    }
  };

/** Offers begun in the same second share a word that no other offer has: one query looks for all of them. */
function bucketWord(number: number): string {
  let rest = 1_000_003 * (Math.floor(number / RATE) + 1);
  let word = 'qx';
  for (let at = 0; at < 9; at++) {
    word += String.fromCharCode(97 + (rest % 26));
    rest = Math.floor(rest / 26) * 7 + (rest % 977) + 1;
  }
  return word;
}

function marked(index: number, word: string) {
  const draft = offerDraft({ index, today: new Date() });
  return { ...draft, code: `F-${index}`, content: { ...draft.content, title: { lt: `${draft.content.title.lt} ${word}`, en: `${draft.content.title.en} ${word}` } } };
}

async function documentsOf({ app, uow, config }: Register, ids: readonly string[]): Promise<IndexDocument[]> {
  const projections = await uow.snapshot((tx) => app.get(OfferProjections).load(tx, ids));
  return ids.map((id) => toIndexDocument(projections.get(id) as Parameters<typeof toIndexDocument>[0], config.country.languages));
}

/** How often the engine worked and how long: what both sides have to wait for. */
async function batchesOf({ connection }: DirectIndex, index: string, since: Date): Promise<string> {
  const { results } = await connection.writer.batches.getBatches({ indexUids: [index], types: ['documentAdditionOrUpdate'], afterStartedAt: since.toISOString(), limit: 1000 });
  const times = results.flatMap(({ duration }) => (duration ? [1000 * Number(/^PT([\d.]+)S$/.exec(duration)?.[1])] : []));
  return `${times.length}, median ${milliseconds(median(times))}`;
}

/** The worker finds a day that has been looked after already, as it is at any time but the first minutes after midnight. */
const settledToday = async (stage: Stage, { config }: Register): Promise<void> =>
  asOwner((await stage.database('bench')).ownerUrl, async (client) => {
    for (const job of ['publication', 'archiving', 'projection', 'invitations', 'expiry-notices', 'log-head', 'sweep']) {
      // The projection also notes how many rules about presumed ends there were.
      const note = `${registerToday(config)}${job === 'projection' ? ' 0' : ''}`;
      await client.query('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [`job.${job}`, JSON.stringify(note)]);
    }
  });

/** Nothing waits in the outbox and the feed is built. */
async function quiet({ uow }: Register): Promise<void> {
  for (const end = performance.now() + QUIET_LIMIT_MS; ; await sleep(100)) {
    const [row] = await uow.read.query<{ waiting: string }>('SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM feed_stale) AS waiting');
    if (Number(row?.waiting) === 0) return;
    if (performance.now() > end) throw new Error(`The worker has not caught up: ${row?.waiting} rows wait`);
  }
}
