import { Command } from 'commander';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { AuthorityRecords, OfferCommands, OfferEndings, Publication, QaOutcomeRecording } from '#libs/offers';
import { Organisations, Providers } from '#libs/organisations';
import { Agencies, Procedures, QaOutcomes } from '#libs/quality';
import { isEmpty, loadSeed } from '#seed';
import { withRegister } from '../register-context.js';

export const seedCommand = (): Command =>
  new Command('seed')
    .description('load the demonstration catalogue of fictitious providers')
    .option('--if-empty', 'do nothing, and say so, when the register already holds something')
    .action(({ ifEmpty }: { ifEmpty?: boolean }) =>
      withRegister(async (app) => {
        const uow = app.get(UnitOfWork);
        if (!(await isEmpty(uow))) {
          if (ifEmpty) return console.log('The register is not empty; no demonstration data loaded.');
          console.error('The register is not empty: the demonstration catalogue goes only into an empty one.');
          process.exitCode = 1;
          return;
        }
        const summary = await loadSeed({
          uow,
          config: app.get(Config),
          organisations: app.get(Organisations),
          providers: app.get(Providers),
          agencies: app.get(Agencies),
          procedures: app.get(Procedures),
          qaOutcomes: app.get(QaOutcomes),
          qaOutcomeRecording: app.get(QaOutcomeRecording),
          offerCommands: app.get(OfferCommands),
          publication: app.get(Publication),
          offerEndings: app.get(OfferEndings),
          authorityRecords: app.get(AuthorityRecords),
        });
        console.log(`Demonstration data loaded: ${JSON.stringify(summary)}`);
      }),
    );
