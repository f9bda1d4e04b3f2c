import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork, withLock } from '#libs/database';
import { fail, newId, ProblemError, succeed, type Outcome } from '#libs/kernel';
import { WriterServices } from './batch-writer.js';
import { Enrichment } from './enrichment.js';
import { ReportWriter, type ImportSummary } from './import-report.js';
import { beginRun, finishRun, type SideFile } from './import-run.entity.js';
import type { ImportListener, ImportOptions, Session } from './import-session.js';
import { Mapper } from './mapper.js';
import { prepareByProfile, prepareOwn, type Preparation } from './preparation.js';
import { intakeProblems } from './problems.js';
import { ProfileSource, receiveJoined } from './profile-source.js';
import { OWN_PROFILE, ProfileStore } from './profile-store.js';
import { SecondPass } from './second-pass.js';
import { clearLeftovers, discard, keep, receive, type ReceivedFile } from './received-file.js';
import { Scratch } from './scratch.js';
import { Spool } from './spool.js';

/** What the import needs of the other rooms and of its own shelf; a class so that it can be injected as one. */
@Injectable()
export class ImportParts {
  constructor(readonly profiles: ProfileStore, readonly services: WriterServices) {}
}

@Injectable()
export class ImportService {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly parts: ImportParts,
  ) {}

  /**
   * One file into the register. First pass: the bytes are copied and hashed, and all of the file is read, checked and
   * mapped; whatever refuses the file as a whole does so here, before anything is written. Second pass: the records.
   * A failure means that nothing was taken in.
   */
  async run(options: ImportOptions, listener: ImportListener = {}): Promise<Outcome<ImportSummary>> {
    try {
      const summary = await withLock(this.uow.dataSource, 'import', () => this.session(options, listener));
      return summary ? succeed(summary) : fail(intakeProblems.make('IMPORT_RUNNING'));
    } catch (error) {
      if (error instanceof ProblemError) return fail(...error.problems);
      throw error;
    }
  }

  private async session(options: ImportOptions, listener: ImportListener): Promise<ImportSummary> {
    const folder = join(this.config.dataDir, 'intake');
    const named = options.profile ?? OWN_PROFILE;
    const profile = named === OWN_PROFILE ? null : this.parts.profiles.load(named);
    await clearLeftovers(folder);
    const received: ReceivedFile[] = [];
    const take = async <T>(work: Promise<T>, files: (got: T) => ReceivedFile[]): Promise<T> => {
      const got = await work;
      received.push(...files(got));
      return got;
    };
    const undo: (() => Promise<unknown>)[] = [() => Promise.all(received.map(discard))];
    try {
      const main = await take(receive(options.file, folder), (file) => [file]);
      const joined = profile ? await take(receiveJoined(profile, options.file, folder), (all) => all.map((one) => one.file)) : [];
      const extra = options.enrich === undefined ? null : await take(receive(options.enrich, folder), (file) => [file]);
      const enrichment = extra ? { file: extra, content: await Enrichment.read(extra) } : null;
      const scratch = await Scratch.open(this.uow);
      undo.unshift(() => scratch.close());
      const spool = await Spool.open(folder);
      undo.unshift(() => spool.remove());
      return await this.import({ runId: newId(), options, listener, profile, main, joined, enrichment, scratch, spool });
    } finally {
      for (const step of undo) await step();
    }
  }

  private async import(session: Session): Promise<ImportSummary> {
    const preparation = await this.prepare(session);
    const started = this.config.clock.now();
    await this.begin(session, started);
    const report = await ReportWriter.open(join(this.config.dataDir, 'imports', session.runId, 'report.jsonl'), session.listener.line);
    try {
      await new SecondPass(this.uow, this.parts.services).run(session, report, preparation);
      await report.file([...preparation.notes, ...(session.enrichment?.content.notes() ?? [])]);
    } catch (error) {
      await report.abort();
      throw error;
    }
    await this.finish(session, report);
    const { main, profile, options, runId } = session;
    return report.close({
      runId, fileName: main.name, sha256: main.sha256, bytes: main.bytes, profile: profile?.name ?? OWN_PROFILE, dryRun: options.dryRun ?? false,
    });
  }

  private async prepare(session: Session): Promise<Preparation> {
    const { profile, main, joined, scratch, spool, listener, options } = session;
    const parts = {
      scratch, spool, registerProviders: options.registerProviders ?? false,
      progress: (records: number) => listener.progress?.({ phase: 'READING', records, total: null }),
    };
    if (!profile) return prepareOwn(main, { ...parts, known: this.parts.profiles.names().join(', ') });
    const mapper = new Mapper(profile);
    try {
      await mapper.start();
      return await prepareByProfile(new ProfileSource({ profile, mapper, scratch }), { main, joined }, parts);
    } finally {
      await mapper.close();
    }
  }

  /** From here on the import counts: the bytes get their lasting place and the run its row. */
  private async begin(session: Session, startedAt: Date): Promise<void> {
    if (session.options.dryRun) return;
    const folder = join(this.config.dataDir, 'intake');
    const sides: SideFile[] = [];
    for (const { role, file } of sideFiles(session)) {
      await keep(file, folder);
      sides.push({ role, fileName: file.name, sha256: file.sha256, bytes: file.bytes });
    }
    const { name, sha256, bytes } = await keep(session.main, folder);
    const run = {
      id: session.runId, fileName: name, sha256, bytes: String(bytes), sideFiles: sides, profile: session.profile?.name ?? OWN_PROFILE, startedAt,
    };
    await this.uow.run((tx) => beginRun(tx, run));
  }

  private async finish({ runId, options }: Session, report: ReportWriter): Promise<void> {
    if (options.dryRun) return;
    await this.uow.run((tx) => finishRun(tx, { id: runId, finishedAt: this.config.clock.now(), totals: report.totals }));
  }
}

const sideFiles = ({ joined, enrichment }: Session): { role: string; file: ReceivedFile }[] => [
  ...joined, ...(enrichment ? [{ role: 'enrichment', file: enrichment.file }] : []),
];
