import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork, withLock } from '#libs/database';
import { fail, newId, ProblemError, succeed, type Outcome } from '#libs/kernel';
import { BatchWriter, WriterServices, type WriteOptions } from './batch-writer.js';
import { Enrichment } from './enrichment.js';
import { ReportWriter, type ImportSummary, type ReportLine } from './import-report.js';
import { beginRun, finishRun, type SideFile } from './import-run.entity.js';
import { LIMITS } from './limits.js';
import { Mapper } from './mapper.js';
import { prepareByProfile, prepareOwn, reportJoined, type Preparation } from './preparation.js';
import { intakeProblems } from './problems.js';
import { keysOf } from './prepared.js';
import { ProfileSource, receiveJoined, type JoinedRefusal } from './profile-source.js';
import { OWN_PROFILE, ProfileStore } from './profile-store.js';
import type { Profile } from './profile.types.js';
import type { EnsuredProvider } from './provider-directory.js';
import { discard, keep, receive, type ReceivedFile } from './received-file.js';
import { Scratch } from './scratch.js';
import { Spool } from './spool.js';

export interface ImportOptions {
  file: string;
  /** A profile that ships with the product; none (or `own`) for the register's own format. */
  profile?: string;
  /** Write nothing to the database and keep no bytes, but report the same. */
  dryRun?: boolean;
  /** Publish what the publish gate lets through. */
  publish?: boolean;
  /** Create and register providers that the file or the profile describes. */
  registerProviders?: boolean;
  /** A file of content that the source lacks. */
  enrich?: string;
}

export interface ImportProgress {
  phase: 'READING' | 'WRITING';
  records: number;
  /** Null while it is not known. */
  total: number | null;
}

export interface ImportListener {
  progress?: (progress: ImportProgress) => void;
  /** Each line of the report as it is written. */
  line?: (line: ReportLine) => void;
}

/** Everything of one import; what is temporary in it goes when the import ends. */
interface Session {
  runId: string;
  options: ImportOptions;
  listener: ImportListener;
  profile: Profile | null;
  main: ReceivedFile;
  joined: { role: string; file: ReceivedFile }[];
  enrichment: { file: ReceivedFile; content: Enrichment } | null;
  scratch: Scratch;
  spool: Spool;
}

/** What the import needs of the other rooms and of its own shelf; a class so that it can be injected as one. */
@Injectable()
export class ImportParts {
  constructor(readonly profiles: ProfileStore, readonly services: WriterServices) {}
}

/** Batches on their way at once: while PostgreSQL writes one, the next is made ready. */
const AT_ONCE = 2;

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
      await this.registerProviders(session, report);
      await reportJoined(preparation.keyless, report);
      await this.writeAll(session, report, preparation.records);
      await reportJoined(orphans(session), report);
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
    if (!profile) return prepareOwn(main, { ...parts, known: this.parts.profiles.known() });
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
      outcome = await this.parts.services.directory.ensure(tx, description);
      return dryRun ? fail() : outcome;
    });
    return dryRun && outcome ? outcome : done;
  }

  private async writeAll(session: Session, report: ReportWriter, total: number): Promise<void> {
    const { options, scratch, spool, enrichment, listener } = session;
    const writer = new BatchWriter(this.uow, this.parts.services);
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

const sideFiles = ({ joined, enrichment }: Session): { role: string; file: ReceivedFile }[] => [
  ...joined, ...(enrichment ? [{ role: 'enrichment', file: enrichment.file }] : []),
];

/** Records of joined files that no record has asked for: nothing is lost without a word. */
async function* orphans({ scratch, joined }: Session): AsyncGenerator<JoinedRefusal> {
  if (!joined.length) return;
  for await (const { source, key, index, line } of scratch.orphans()) {
    yield { source, index, line, problems: [intakeProblems.make('SOURCE_RECORD_ORPHAN', '', { key })] };
  }
}
