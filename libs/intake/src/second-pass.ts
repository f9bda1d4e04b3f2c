import type { UnitOfWork } from '#libs/database';
import { fail, type Outcome } from '#libs/kernel';
import { BatchWriter, type WriteOptions, type WriterServices } from './batch-writer.js';
import type { ReportWriter } from './import-report.js';
import type { Session } from './import-session.js';
import { LIMITS } from './limits.js';
import { reportJoined, type Preparation } from './preparation.js';
import { keysOf } from './prepared.js';
import { intakeProblems } from './problems.js';
import type { JoinedRefusal } from './profile-source.js';
import type { EnsuredProvider } from './provider-directory.js';

/** Batches on their way at once: while PostgreSQL writes one and another waits to be logged, the next is made ready. */
const AT_ONCE = 3;

/** Providers and records into the register, each with its line in the report. */
export class SecondPass {
  constructor(private readonly uow: UnitOfWork, private readonly services: WriterServices) {}

  async run(session: Session, report: ReportWriter, preparation: Preparation): Promise<void> {
    await this.registerProviders(session, report);
    await reportJoined(preparation.keyless, report);
    await this.writeAll(session, report, preparation.records);
    await reportJoined(orphans(session), report);
  }

  private async registerProviders({ options, scratch }: Session, report: ReportWriter): Promise<void> {
    if (!options.registerProviders) return;
    let last: unknown;
    for await (const description of scratch.organisations()) {
      // One description stands under each of its identifiers.
      const text = JSON.stringify(description);
      if (text === last) continue;
      last = text;
      const outcome = await this.ensure(description, options.dryRun ?? false);
      const change = outcome.ok ? outcome.value.change : 'REFUSED';
      await report.provider({ type: 'provider', identifiers: keysOf(description), change, problems: outcome.problems });
    }
  }

  private async ensure(description: unknown, dryRun: boolean): Promise<Outcome<EnsuredProvider>> {
    let outcome: Outcome<EnsuredProvider> | null = null;
    const done = await this.uow.command(async (tx) => {
      outcome = await this.services.directory.ensure(tx, description);
      return dryRun ? fail() : outcome;
    });
    return dryRun && outcome ? outcome : done;
  }

  private async writeAll(session: Session, report: ReportWriter, total: number): Promise<void> {
    const { options, scratch, spool, enrichment, listener } = session;
    const writer = new BatchWriter(this.uow, this.services);
    const how: WriteOptions = {
      dryRun: options.dryRun ?? false, publish: options.publish ?? false, registerProviders: options.registerProviders ?? false,
      enrichment: enrichment?.content ?? null, scratch,
    };
    const underWay: Promise<void>[] = [];
    let before: Promise<void> = Promise.resolve();
    for await (const batch of spool.batches(LIMITS.writeBatch)) {
      const entries = await writer.admit(batch, how);
      const writing = writer.write(entries, how);
      // Reports stand in the order of the file, whichever batch is done first.
      before = Promise.all([writing, before]).then(async ([written]) => {
        for (const one of written) {
          await report.record(one.report);
          if (one.published) report.totals.published++;
        }
        listener.progress?.({ phase: 'WRITING', records: report.totals.records, total });
      });
      before.catch(() => undefined);
      underWay.push(before);
      if (underWay.length >= AT_ONCE) await underWay.shift();
    }
    await before;
  }
}

/** Records of joined files that no record has asked for: nothing is lost without a word. */
async function* orphans({ scratch, joined }: Session): AsyncGenerator<JoinedRefusal> {
  if (!joined.length) return;
  for await (const { source, key, index, line } of scratch.orphans()) {
    yield { source, index, line, problems: [intakeProblems.make('SOURCE_RECORD_ORPHAN', '', { key })] };
  }
}
