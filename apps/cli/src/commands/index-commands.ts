import { Command } from 'commander';
import { IndexMaintenance } from '#libs/search';
import { withRegister } from '../register-context.js';

export const reindexCommand = (): Command =>
  new Command('reindex')
    .description('build the search index anew beside the present one and swap them')
    .action(() =>
      withRegister(async (app) => {
        const began = performance.now();
        const offers = await app.get(IndexMaintenance).reindex();
        console.log(`Indexed ${offers} offers in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      }),
    );

export const checkCommand = (): Command =>
  new Command('check')
    .description('compare the search index with the database; exit code 1 when they differ')
    .option('--repair', 'put right what differs')
    .action(({ repair = false }: { repair?: boolean }) =>
      withRegister(async (app) => {
        const { missing, stale, extra } = await app.get(IndexMaintenance).check({ repair });
        const differing = missing.length + stale.length + extra.length;
        if (!differing) return console.log('Database and index agree.');
        const say = (what: string, ids: readonly string[]) => ids.length && console.log(`${what}: ${ids.length} (${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''})`);
        say('Missing in the index', missing);
        say('Out of date in the index', stale);
        say('In the index but not public', extra);
        if (repair) console.log('Repaired.');
        else process.exitCode = 1;
      }),
    );
