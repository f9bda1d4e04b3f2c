import { createHash } from 'node:crypto';
import { rename, rm, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { to as copyTo } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { newId } from '#libs/kernel';
import { crossCheck, type CrossCheck } from './cross-check.js';
import { prepareFolder, readManifest, switchTo, writeDurably, type FeedManifest } from './feed-files.js';
import { writeReport } from './feed-report.js';
import type { Part } from './fragment.js';
import { containerFrames, fileHead, fileTail } from './loq-file.js';
import { FORMAT, type FeedSettings } from './settings.js';

export interface BuildContext {
  dataSource: DataSource;
  settings: FeedSettings;
  dataDir: string;
  now: Date;
}

/**
 * Joins the fragments into one file and puts it in force together with its report. Everything is read from one snapshot;
 * the text of the records goes from the database to the disk unseen.
 */
export async function buildFeed(context: BuildContext): Promise<FeedManifest> {
  const folder = await prepareFolder(context.dataDir);
  const before = await readManifest(context.dataDir);
  const build = newId();
  const runner = context.dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL statement_timeout = 0');
    const checked = await crossCheck(runner);
    const written = await writeFile(runner, { folder, build, checked, settings: context.settings });
    const same = before?.sha256 === written.sha256;
    const manifest: FeedManifest = {
      file: same ? before.file : written.file, report: `report.json.${build}`, token: checked.token, sha256: written.sha256, bytes: written.bytes,
      builtAt: context.now.toISOString(), lastModified: same ? before.lastModified : context.now.toISOString(),
      offers: checked.counts.offers, leftOut: checked.counts.leftOut,
    };
    await writeDurably(folder, manifest.report, await writeReport(runner, { manifest, checked }));
    await runner.commitTransaction();
    await switchTo(folder, manifest, before);
    return manifest;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await Promise.all([`loq.xml.${build}`, `loq.xml.${build}.new`, `report.json.${build}`].map((name) => rm(join(folder, name), { force: true })));
    throw error;
  } finally {
    await runner.release();
  }
}

interface Writing {
  folder: string;
  build: string;
  checked: CrossCheck;
  settings: FeedSettings;
}

async function writeFile(runner: QueryRunner, { folder, build, checked, settings }: Writing): Promise<{ file: string; sha256: string; bytes: number }> {
  const file = `loq.xml.${build}`;
  const out = new HashedFile(await open(join(folder, `${file}.new`), 'w'));
  try {
    const client = (await runner.connect()) as PoolClient;
    await out.write(Buffer.from(fileHead));
    for (const { part, head, tail } of containerFrames(settings)) {
      await out.write(Buffer.from(head));
      for (const sql of copies(part, checked)) for await (const chunk of client.query(copyTo(sql))) await out.write(chunk as Buffer);
      await out.write(Buffer.from(tail));
    }
    await out.write(Buffer.from(fileTail));
  } finally {
    await out.close();
  }
  await rename(join(folder, `${file}.new`), join(folder, file));
  return { file, sha256: out.sha256, bytes: out.bytes };
}

/** COPY takes no parameters: what stands in the text are ids from uuid columns and names of our own. */
function copies(part: Part, { excludedOffers, organisationIds }: CrossCheck): string[] {
  const select = (kind: string, condition: string) =>
    `COPY (SELECT ${part} FROM feed_fragment WHERE format = '${FORMAT}' AND kind = '${kind}' AND NOT left_out AND ${part} <> '' AND ${condition} ORDER BY id) TO STDOUT`;
  const offers = excludedOffers.length ? `id <> ALL ('{${excludedOffers.join(',')}}'::uuid[])` : 'true';
  const organisations = `id = ANY ('{${organisationIds.join(',')}}'::uuid[])`;
  if (part === 'agents') return [select('organisation', organisations)];
  if (part === 'locations') return [select('organisation', organisations), select('offer', offers)];
  return [select('offer', offers)];
}

const BUFFER = 1 << 20;

/** Small pieces gathered into large writes, hashed on the way. */
class HashedFile {
  private readonly hash = createHash('sha256');
  private pending: Buffer[] = [];
  private size = 0;
  bytes = 0;
  sha256 = '';

  constructor(private readonly handle: FileHandle) {}

  write(chunk: Buffer): Promise<void> | void {
    this.pending.push(chunk);
    this.size += chunk.length;
    if (this.size >= BUFFER) return this.flush();
  }

  private async flush(): Promise<void> {
    const all = Buffer.concat(this.pending);
    this.pending = [];
    this.size = 0;
    this.bytes += all.length;
    this.hash.update(all);
    await this.handle.writeFile(all);
  }

  async close(): Promise<void> {
    try {
      await this.flush();
      await this.handle.sync();
      this.sha256 = this.hash.digest('hex');
    } finally {
      await this.handle.close();
    }
  }
}
