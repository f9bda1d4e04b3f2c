import path from 'node:path';
import { EuropassFeed } from '#libs/europass';
import { OfferReader } from '#libs/offers';
import { publishBatch } from '../catalogue/fill.js';
import { Random } from '../catalogue/random.js';
import type { Child } from '../run/children.js';
import { asOwner } from '../run/databases.js';
import type { Register } from '../run/register.js';
import type { BenchResult, ResultRow } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { median, megabytes, perSecond, duration } from '../run/statistics.js';

const ROUNDS = 3;

interface Refreshed {
  ms: number;
  state: string;
  rendered: number;
  offers: number;
  leftOut: number;
  bytes: number;
}

/** The Europass feed, against `COPY` of the documents it is made of to a file; both in the building process. */
export async function feed(stage: Stage): Promise<BenchResult> {
  const register = await stage.catalogue();
  const child = await builder(stage, 'bench');
  stage.say('feed: cold build');
  const cold = await child.call<Refreshed>('refresh');
  const file = path.join(stage.subfolder('copies'), 'documents.copy');
  const copies: number[] = [];
  const unchanged: number[] = [];
  const changed: number[] = [];
  const share = Math.max(1, Math.round(stage.offers / 100));
  stage.say(`feed: ${ROUNDS} rounds of COPY, nothing changed, ${share} offers changed`);
  for (let round = 0; round < ROUNDS; round++) {
    copies.push((await child.call<{ ms: number }>('copy', file)).ms);
    unchanged.push((await child.call<Refreshed>('refresh')).ms);
    await changeSome(register, { count: share, seed: round });
    const { ms, rendered } = await child.call<Refreshed>('refresh');
    if (rendered !== share) throw new Error(`${share} offers were changed, ${rendered} rendered`);
    changed.push(ms);
  }
  await forgetDay(stage);
  const looked = await child.call<Refreshed>('refresh');
  const peak = await child.call<number>('peak');
  await child.stop();
  const small = await smallPeak(stage);
  const compared = (what: string, ms: number, atMost: number): ResultRow => ({
    what, ours: duration(ms), compared: duration(median(copies)), ratio: ms / median(copies), aim: { atMost },
  });
  return {
    bench: 'feed',
    title: `Europass feed of ${cold.offers} offers (${megabytes(cold.bytes)}); median of ${ROUNDS} rounds`,
    columns: ['register', 'COPY of the documents'],
    rows: [
      compared('nothing changed', median(unchanged), 2),
      compared('1 % of the offers changed', median(changed), 4),
      { what: 'cold', ours: `${duration(cold.ms)} = ${perSecond(cold.offers / (cold.ms / 1000), 'offers')}`, compared: duration(median(copies)), ratio: cold.ms / median(copies), aim: null },
      { what: 'a day has passed: every offer looked at', ours: duration(looked.ms), compared: duration(median(copies)), ratio: looked.ms / median(copies), aim: null },
      { what: `peak memory, ${stage.offers} against ${small.offers} offers`, ours: megabytes(peak), compared: megabytes(small.peak), ratio: peak / small.peak, aim: { atMost: 1.25 } },
    ],
    notes: [`${cold.leftOut} offers left out`, `changed: ${changed.map(duration).join(', ')}; COPY: ${copies.map(duration).join(', ')}`],
  };
}

/** Leaves a feed that is up to date, for whoever wants to measure beside it. */
export async function ensureFeed(stage: Stage): Promise<void> {
  await stage.catalogue();
  const child = await builder(stage, 'bench');
  await child.call<Refreshed>('refresh');
  await child.stop();
}

const builder = async (stage: Stage, database: string): Promise<Child> =>
  stage.child({ name: `feed-${database}`, script: 'bench/servers/feed.js', database: await stage.database(database) });

/** The same work on a tenth of the catalogue: memory must not grow with it. */
async function smallPeak(stage: Stage): Promise<{ offers: number; peak: number }> {
  const offers = Math.round(stage.offers / 10);
  const register = await stage.filled('bench_small', offers);
  const child = await builder(stage, 'bench_small');
  await child.call<Refreshed>('refresh');
  for (let round = 0; round < 2; round++) {
    await changeSome(register, { count: Math.max(1, Math.round(offers / 100)), seed: round });
    await child.call<Refreshed>('refresh');
  }
  const peak = await child.call<number>('peak');
  await child.stop();
  return { offers, peak };
}

/** New places and prices, published; what the worker does with the outbox for the feed is to mark these offers. */
async function changeSome(register: Register, { count, seed }: { count: number; seed: number }): Promise<void> {
  const { app, uow } = register;
  const random = new Random(40_000 + seed);
  const rows = await uow.read.query<{ id: string }>(
    'SELECT offer_id AS id FROM published_offer ORDER BY md5(offer_id::text || $1) LIMIT $2', [String(seed), count],
  );
  const ids = rows.map((row) => row.id);
  const offers = await app.get(OfferReader).public(uow.read, ids);
  const drafts = [...offers.values()].map(({ document }) => ({
    providerId: document.providerId,
    draft: {
      code: document.code, content: document.specification,
      runs: [...document.runs.filter((run) => run.code !== 'changed'), { code: 'changed', alwaysOpen: true, mode: 'ONLINE' as const, places: 1 + random.below(10_000), price: { amount: random.below(900), currency: 'EUR' } }],
    },
  }));
  for (let at = 0; at < drafts.length; at += 200) await publishBatch(register, drafts.slice(at, at + 200));
  await uow.run((tx) => app.get(EuropassFeed).markStale(tx, ids));
}

/** As if the last look had been on another day. */
const forgetDay = async (stage: Stage): Promise<void> =>
  asOwner((await stage.database('bench')).ownerUrl, async (client) => {
    await client.query(`UPDATE setting SET value = value || '{"day": "2000-01-01"}' WHERE key LIKE 'feed.%'`);
  });
