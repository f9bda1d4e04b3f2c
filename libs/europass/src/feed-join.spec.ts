import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { buildFeed } from './feed-build.js';
import { feedFolder } from './feed-files.js';
import { containerFrames, fileHead, fileTail } from './loq-file.js';
import { feedSettings, type FeedSettings } from './settings.js';

const ORGANISATION = '01890000-0000-7000-8000-0000000000ff';

/** Fragments of nonsense: the join looks at ids, keys and lengths, never at the text. */
const INSERT = `
  INSERT INTO feed_fragment (format, kind, id, key, opportunities, specifications, locations, organisation_ids, notations, left_out, problems, losses, loss_codes)
  SELECT 'europass-loq', 'offer', gen_random_uuid(), md5(g || $1) || md5($1 || g), CASE WHEN g % 3 = 0 THEN '' ELSE '<o>' || repeat('ą', g % 50) || g || $1 || '</o>' END,
    '<s>' || g || $1 || '</s>', CASE WHEN g % 7 = 0 THEN '<l>' || g || '</l>' ELSE '' END, $2::uuid[], '{}', g % 11 = 0, '[]', '[]', '{}'
  FROM generate_series(1, $3::int) g`;

const CHANGE = `
  UPDATE feed_fragment SET key = md5(id || $1) || md5($1), specifications = '<s>' || $1 || repeat('ž', (random() * 40)::int) || '</s>',
    opportunities = CASE WHEN random() < 0.5 THEN '' ELSE '<o>' || $1 || '</o>' END
  WHERE kind = 'offer' AND random() < $2`;

describe('joining the feed', () => {
  let db: TestDatabase;
  let settings: FeedSettings;
  let round = 0;

  beforeAll(async () => {
    db = await createTestDatabase();
    settings = feedSettings(db.config);
    await db.uow.read.query(
      `INSERT INTO feed_fragment (format, kind, id, key, agents, locations, organisation_ids, notations, left_out, problems, losses, loss_codes)
       VALUES ('europass-loq', 'organisation', $1, repeat('a', 64), '<a/>', '<al/>', '{}', '{}', false, '[]', '[]', '{}')`, [ORGANISATION],
    );
    await db.uow.read.query(INSERT, ['first', [ORGANISATION], 1700]);
  });
  afterAll(() => db.drop());

  const build = async () => {
    const manifest = await buildFeed({ dataSource: db.dataSource, settings, dataDir: db.config.dataDir, now: db.config.clock.now() });
    return readFile(join(feedFolder(db.config.dataDir), manifest.file), 'utf8');
  };

  /** The whole file the plain way. */
  const expected = async () => {
    const rows = await db.uow.read.query<Record<string, string>>('SELECT * FROM feed_fragment WHERE NOT left_out ORDER BY kind DESC, id');
    return fileHead + containerFrames(settings).map(({ part, head, tail }) =>
      head + rows.map((row) => row[part]).filter(Boolean).map((line) => `${line}\n`).join('') + tail).join('') + fileTail;
  };

  it('gives the same file from nothing and on top of the one before, whatever changed', async () => {
    expect(await build()).toBe(await expected());
    for (const share of [0, 0.01, 0.3, 1, 0, 0.02]) {
      round += 1;
      await db.uow.read.query(CHANGE, [`round ${round}`, share]);
      await db.uow.read.query(`DELETE FROM feed_fragment WHERE kind = 'offer' AND random() < $1::float / 10`, [share]);
      if (share) await db.uow.read.query(INSERT, [`round ${round}`, [ORGANISATION], 40]);
      expect(await build()).toBe(await expected());
    }
    const last = await expected();
    await rm(feedFolder(db.config.dataDir), { recursive: true });
    expect(await build()).toBe(last);
  });

  it('does not build on a file that was cut off', async () => {
    const folder = feedFolder(db.config.dataDir);
    const { file } = JSON.parse(await readFile(join(folder, 'current.json'), 'utf8')) as { file: string };
    await rm(join(folder, file));
    expect(await build()).toBe(await expected());
  });
});
