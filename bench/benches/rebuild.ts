import path from 'node:path';
import { IndexMaintenance } from '#libs/search';
import { DIRECT_INDEX, DirectIndex, documentFiles } from '../run/direct-index.js';
import type { BenchResult } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { median, perSecond, duration, timed } from '../run/statistics.js';

const ROUNDS = 2;

/** The index built beside the one in use and swapped, against the engine fed with the same documents as ready-made bytes. */
export async function rebuild(stage: Stage): Promise<BenchResult> {
  const register = await stage.catalogue();
  await stage.index();
  const files = await documentFiles(register, path.join(stage.subfolder('documents'), 'full'));
  const maintenance = register.app.get(IndexMaintenance);
  const ours: number[] = [];
  const direct: number[] = [];
  const build = async (): Promise<void> => {
    const { value, ms } = await timed(() => maintenance.reindex());
    if (value !== stage.offers) throw new Error(`${value} of ${stage.offers} offers were indexed`);
    ours.push(ms);
  };
  const feed = async (round: number): Promise<void> => {
    const index = new DirectIndex(register, round < ROUNDS - 1 ? `${DIRECT_INDEX}_${round}` : DIRECT_INDEX);
    const { settings } = index.connection;
    direct.push((await timed(async () => {
      await index.create(settings);
      await index.fill(files);
    })).ms);
    // The last one stays for `findable`.
    if (round < ROUNDS - 1) await index.remove();
    index.close();
  };
  for (let round = 0; round < ROUNDS; round++) {
    stage.say(`rebuild: round ${round + 1} of ${ROUNDS}`);
    // ABBA: neither side always comes second.
    if (round % 2) await feed(round);
    await build();
    if (!(round % 2)) await feed(round);
  }
  await stage.once(DIRECT_INDEX, () => Promise.resolve());
  return {
    bench: 'rebuild',
    title: `search index of ${stage.offers} offers; ${ROUNDS} rounds in turning order, median`,
    columns: ['register', 'Meilisearch fed directly'],
    rows: [{
      what: 'build and swap', ours: `${duration(median(ours))} = ${perSecond(stage.offers / (median(ours) / 1000), 'offers')}`,
      compared: duration(median(direct)), ratio: median(ours) / median(direct), aim: { atMost: 1.3 },
    }],
    notes: [`register ${ours.map(duration).join(', ')}; directly ${direct.map(duration).join(', ')}`],
  };
}
