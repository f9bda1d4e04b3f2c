import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { offerDraft } from '../catalogue/offers.js';
import { providerCount, providerEntry, providerOfOffer } from '../catalogue/providers.js';
import { asOwner, type Database } from '../run/databases.js';
import type { BenchResult, ResultRow } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { median, megabytes, perSecond, timed } from '../run/statistics.js';

/** Tables that hold what an import writes for an offer. */
const DRAFT_TABLES = ['offer', 'run', 'history_entry'];
const PUBLISHED_TABLES = [...DRAFT_TABLES, 'revision', 'published_offer', 'publication_event', 'outbox'];

const COPY_ROUNDS = 3;

interface Imported {
  ms: number;
  totals: { created: number; refused: number; published: number };
  bytes: number;
  peak: number;
}

/** A file of the register's own format with all rules on, against `COPY` of the rows it becomes into tables without any. */
export async function importing(stage: Stage): Promise<BenchResult> {
  const file = path.join(stage.subfolder('files'), 'offers.json');
  await writeFile(file, stage.offers);
  const drafts = await oneImport(stage, { file, publish: false });
  const published = await oneImport(stage, { file, publish: true });
  return {
    bench: 'import',
    title: `own JSON format, ${stage.offers} offers (${megabytes(drafts.imported.bytes)}), all rules on`,
    columns: ['register', 'COPY of the same rows'],
    rows: [row('drafts', drafts, stage.offers), row('with --publish', published, stage.offers)],
    notes: [drafts, published].map(({ imported, copyMs, rows }) =>
      `${(imported.ms / 1000).toFixed(1)} s against ${(copyMs / 1000).toFixed(2)} s for ${rows} rows; peak memory of the importing process ${megabytes(imported.peak)}`),
  };
}

interface Compared {
  imported: Imported;
  copyMs: number;
  rows: number;
}

const row = (what: string, { imported, copyMs }: Compared, offers: number): ResultRow => ({
  what,
  ours: perSecond(offers / (imported.ms / 1000), 'offers'),
  compared: perSecond(offers / (copyMs / 1000), 'offers'),
  ratio: copyMs / imported.ms,
  aim: { atLeast: 0.1 },
});

async function oneImport(stage: Stage, { file, publish }: { file: string; publish: boolean }): Promise<Compared> {
  const database = await stage.database(publish ? 'import_published' : 'import_drafts');
  const child = await stage.child({ name: database.name, script: 'bench/servers/import.js', database });
  stage.say(`import: ${publish ? 'with' : 'without'} --publish`);
  const imported = await child.call<Imported>('import', { file, publish });
  await child.stop();
  const { created, published, refused } = imported.totals;
  if (refused || created !== stage.offers || published !== (publish ? stage.offers : 0)) throw new Error(`The import did not take everything: ${JSON.stringify(imported.totals)}`);
  return { imported, ...(await copyRows(stage, database, publish ? PUBLISHED_TABLES : DRAFT_TABLES)) };
}

/** The rows go out to files first; the clock runs only while they come in. */
async function copyRows(stage: Stage, database: Database, tables: readonly string[]): Promise<{ copyMs: number; rows: number }> {
  const fileOf = (table: string) => path.join(stage.subfolder('copies'), `${table}.copy`);
  return asOwner(database.ownerUrl, async (client) => {
    await client.query('CREATE SCHEMA plain');
    for (const table of tables) {
      await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(fileOf(table)));
      await client.query(`CREATE TABLE plain.${table} (LIKE public.${table})`);
    }
    const times: number[] = [];
    let rows = 0;
    for (let round = 0; round < COPY_ROUNDS; round++) {
      const { value, ms } = await timed(() => copyAll(client, tables, fileOf));
      await client.query(`TRUNCATE ${tables.map((table) => `plain.${table}`).join(', ')}`);
      times.push(ms);
      rows = value;
    }
    await client.query('DROP SCHEMA plain CASCADE');
    return { copyMs: median(times), rows };
  });
}

async function copyAll(client: pg.Client, tables: readonly string[], fileOf: (table: string) => string): Promise<number> {
  let rows = 0;
  for (const table of tables) rows += await copyIn(client, table, fileOf(table));
  return rows;
}

async function copyIn(client: pg.Client, table: string, file: string): Promise<number> {
  const target = client.query(copyFrom(`COPY plain.${table} FROM STDIN`));
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), target);
  return target.rowCount;
}

async function writeFile(file: string, offers: number): Promise<void> {
  const handle = await open(file, 'w');
  const providers = providerCount(offers);
  const today = new Date();
  try {
    const entries = Array.from({ length: providers }, (_, index) => providerEntry(index));
    await handle.write(`{"format": "microcredential-register/1",\n"providers": ${JSON.stringify(entries)},\n"offers": [\n`);
    for (let start = 0; start < offers; start += 500) {
      const lines = Array.from({ length: Math.min(500, offers - start) }, (_, at) => {
        const index = start + at;
        const provider = entries[providerOfOffer(index, providers)]?.identifiers[0];
        return JSON.stringify({ provider, ...offerDraft({ index, today }) });
      });
      await handle.write(`${start ? ',\n' : ''}${lines.join(',\n')}`);
    }
    await handle.write('\n]}\n');
  } finally {
    await handle.close();
  }
}
