import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '#libs/database';
import { errorsOf, ProblemError, type Outcome, type Problem } from '#libs/kernel';
import { OfferCommands, Publication, type NewOffer, type OfferDraft, type PublishedRevision, type SavedOffer } from '#libs/offers';
import type { Enrichment } from './enrichment.js';
import { keyText, type Prepared, type ProviderKey } from './prepared.js';
import { intakeProblems } from './problems.js';
import { ProviderDirectory } from './provider-directory.js';
import { isRefused, refusal, report, split, verdictOf, type Entry, type Verdict, type WrittenRecord } from './record-outcome.js';
import type { Scratch } from './scratch.js';

export interface WriteOptions {
  dryRun: boolean;
  publish: boolean;
  registerProviders: boolean;
  enrichment: Enrichment | null;
  scratch: Scratch;
}

/** Ends a dry run's transaction without leaving anything behind. */
class Undone extends Error {
  constructor(readonly written: WrittenRecord[]) {
    super('dry run');
  }
}

const PROVIDERS_REMEMBERED = 1000;

/**
 * Writes prepared records, a batch in one transaction. A refused record leaves its neighbours alone; only when somebody
 * else takes a code at the same moment is the batch done again, each record for itself.
 */
export class BatchWriter {
  private readonly remembered = new Map<string, string>();

  /** One writer serves one import. */
  constructor(private readonly uow: UnitOfWork, private readonly services: WriterServices) {}

  /** What is known without writing: the provider, whether the code was met before, the enrichment. In order of the file. */
  async admit(batch: readonly Prepared[], options: WriteOptions): Promise<Entry[]> {
    const providers = await this.resolve(batch, options);
    const codes = batch.map(({ code, provider, index, line }) => ({
      index, line, key: JSON.stringify([provider ? (providers.get(keyText(provider))?.id ?? keyText(provider)) : null, code]),
    }));
    const earlier = await options.scratch.met(codes.filter((_, at) => batch[at]?.code !== null));
    const coded = batch.filter((record) => record.code !== null);
    const duplicates = new Map(coded.map((record, at) => [record.index, earlier[at] ?? null]));
    return batch.map((prepared): Entry => {
      const provider = prepared.provider ? (providers.get(keyText(prepared.provider)) ?? null) : null;
      const problems = [...prepared.problems, ...identityProblems(prepared, Boolean(provider?.id ?? provider?.description))];
      const first = duplicates.get(prepared.index);
      if (first) problems.push(duplicate(prepared, first));
      const entry: Entry = { prepared, providerId: provider?.id ?? null, description: provider?.description ?? null, draft: prepared.draft, problems };
      return options.enrichment && prepared.code !== null ? enriched(entry, options.enrichment) : entry;
    });
  }

  async write(entries: readonly Entry[], options: WriteOptions): Promise<WrittenRecord[]> {
    try {
      return await this.attempt(entries, options);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (entries.length === 1) return [refusal(entries[0] as Entry, error.problems)];
    }
    const written: WrittenRecord[] = [];
    for (const entry of entries) written.push(...(await this.write([entry], options)));
    return written;
  }

  private async attempt(entries: readonly Entry[], options: WriteOptions): Promise<WrittenRecord[]> {
    try {
      return await this.uow.run(async (tx) => {
        const written = await this.save(tx, entries, options);
        if (options.dryRun) throw new Undone(written);
        return written;
      });
    } catch (error) {
      if (error instanceof Undone) return error.written;
      throw error;
    }
  }

  private async save(tx: Tx, entries: readonly Entry[], { publish }: WriteOptions): Promise<WrittenRecord[]> {
    const usable = entries.filter((entry) => !isRefused(entry));
    const inputs: NewOffer[] = [];
    for (const entry of usable) inputs.push({ providerId: await this.providerOf(tx, entry), draft: entry.draft as OfferDraft });
    const outcomes = new Map<Entry, Outcome<SavedOffer>>();
    (await this.services.offers.saveAll(tx, inputs)).forEach((outcome, at) => outcomes.set(usable[at] as Entry, outcome));
    const ids = [...outcomes.values()].flatMap((outcome) => (outcome.ok ? [outcome.value.offerId] : []));
    const verdicts = await this.verdicts(tx, ids, publish);
    return entries.map((entry) => {
      const outcome = outcomes.get(entry);
      if (!outcome?.ok) return refusal(entry, outcome?.problems ?? []);
      return report(entry, outcome, verdicts.get(outcome.value.offerId) as Verdict);
    });
  }

  private async verdicts(tx: Tx, ids: readonly string[], publish: boolean): Promise<Map<string, Verdict>> {
    if (!publish) {
      const found = await this.services.publication.blockersOf(tx, ids);
      return new Map(ids.map((id) => [id, { revision: null, created: false, ...split(found.get(id) ?? []) }]));
    }
    const outcomes = await this.services.publication.publishAll(tx, ids.map((offerId) => ({ offerId })));
    return new Map(ids.map((id, at) => [id, verdictOf(outcomes[at] as Outcome<PublishedRevision>)]));
  }

  private async providerOf(tx: Tx, { providerId, description }: Entry): Promise<string> {
    if (providerId !== null) return providerId;
    const ensured = await this.services.directory.ensure(tx, description);
    if (!ensured.ok) throw new ProblemError(...ensured.problems);
    return ensured.value.id;
  }

  /** The providers that the batch names; a dry run has to take those it would register by their description. */
  private async resolve(batch: readonly Prepared[], { dryRun, registerProviders, scratch }: WriteOptions) {
    const known = new Map<string, { id: string | null; description: unknown }>();
    const keys = new Map(batch.flatMap(({ provider }) => (provider ? [[keyText(provider), provider] as const] : [])));
    for (const [text, key] of keys) {
      const id = await this.find(text, key);
      const description = id === null && dryRun && registerProviders ? await scratch.organisation(text) : null;
      if (id !== null || description !== null) known.set(text, { id, description });
    }
    return known;
  }

  private async find(text: string, key: ProviderKey): Promise<string | null> {
    const before = this.remembered.get(text);
    if (before !== undefined) return before;
    const id = await this.services.directory.find(this.uow.read, key);
    if (id === null) return null;
    if (this.remembered.size >= PROVIDERS_REMEMBERED) this.remembered.clear();
    this.remembered.set(text, id);
    return id;
  }
}

/** What the writer calls; a class so that it can be injected as one. */
@Injectable()
export class WriterServices {
  constructor(readonly offers: OfferCommands, readonly publication: Publication, readonly directory: ProviderDirectory) {}
}

function identityProblems({ code, provider, problems }: Prepared, providerKnown: boolean): Problem[] {
  // A record that could not be read or mapped has no identity to ask for.
  if (errorsOf(problems).length) return [];
  return [
    ...(code === null ? [intakeProblems.make('CODE_MISSING', 'code')] : []),
    ...(provider === null ? [intakeProblems.make('PROVIDER_NOT_STATED', 'provider')] : []),
    ...(provider && !providerKnown ? [intakeProblems.make('IMPORT_PROVIDER_UNKNOWN', 'provider', { ...provider })] : []),
  ];
}

const duplicate = ({ code, index, line }: Prepared, first: { index: number; line: number }): Problem =>
  intakeProblems.make('DUPLICATE_CODE', 'code', {
    code: code ?? '', first: first.index + 1, firstLine: first.line, second: index + 1, secondLine: line,
  });

function enriched(entry: Entry, enrichment: Enrichment): Entry {
  const { draft, problems } = enrichment.apply(entry.draft, entry.prepared.code as string);
  return { ...entry, draft, problems: [...entry.problems, ...problems] };
}
