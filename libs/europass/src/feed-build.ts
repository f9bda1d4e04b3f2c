import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { newId } from '#libs/kernel';
import { crossCheck } from './cross-check.js';
import { prepareFolder, readManifest, switchTo, writeDurably, type FeedManifest } from './feed-files.js';
import { joinFile } from './feed-join.js';
import { writeReport } from './feed-report.js';
import type { FeedSettings } from './settings.js';

export interface BuildContext {
  dataSource: DataSource;
  settings: FeedSettings;
  dataDir: string;
  now: Date;
}

/**
 * Joins the fragments into one file and puts it in force together with its report. Everything is read from one snapshot
 * of the database.
 */
export async function buildFeed({ dataSource, settings, dataDir, now }: BuildContext): Promise<FeedManifest> {
  const folder = await prepareFolder(dataDir);
  const before = await readManifest(dataDir);
  const build = newId();
  const names = { file: `loq.xml.${build}`, index: `index.${build}`, report: `report.json.${build}` };
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL statement_timeout = 0');
    const checked = await crossCheck(runner);
    const { sha256, bytes, sections } = await joinFile(runner, { folder, names, checked, settings, before });
    const same = before?.sha256 === sha256;
    const manifest: FeedManifest = {
      ...names, sections, token: checked.token, sha256, bytes,
      builtAt: now.toISOString(), lastModified: same ? before.lastModified : now.toISOString(),
      offers: checked.counts.offers, leftOut: checked.counts.leftOut,
    };
    await writeDurably(folder, names.report, await writeReport(runner, { manifest, checked }));
    await runner.commitTransaction();
    await switchTo(folder, manifest, before);
    return manifest;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await Promise.all(Object.values(names).map((name) => rm(join(folder, name), { force: true })));
    throw error;
  } finally {
    await runner.release();
  }
}
