import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { loadConfig } from '#libs/config';
import { EuropassFeed } from '#libs/europass';
import { serve } from '../run/child-protocol.js';
import { openRegister } from '../run/register.js';
import { timed } from '../run/statistics.js';

const config = loadConfig();
const register = await openRegister(config);
const client = new pg.Client({ connectionString: config.database.url });
await client.connect();

/** The process that builds feeds in the worker, alone, so that its memory is that of feed building. */
serve({
  async refresh() {
    const { value, ms } = await timed(() => register.app.get(EuropassFeed).refresh());
    if (value.state === 'BUSY') throw new Error('Somebody else builds the feed');
    const { state, rendered, manifest } = value;
    return { ms, state, rendered, offers: manifest.offers, leftOut: manifest.leftOut, bytes: manifest.bytes };
  },

  /** The published documents as they are, on the disk. */
  async copy(file: string) {
    const { ms } = await timed(async () => {
      const source = client.query(copyTo('COPY (SELECT document FROM published_offer ORDER BY offer_id) TO STDOUT'));
      await pipeline(source, createWriteStream(file, { highWaterMark: 1 << 20 }));
      const handle = await open(file, 'r+');
      await handle.sync();
      await handle.close();
    });
    return { ms };
  },

  /** The most memory this process ever had, in bytes. */
  async peak() {
    return process.resourceUsage().maxRSS * 1024;
  },
});
