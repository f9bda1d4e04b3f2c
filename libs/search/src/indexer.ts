import { Injectable } from '@nestjs/common';
import type { EnqueuedTask } from 'meilisearch';
import type { IndexDocument } from './index-document.js';
import { IndexDocuments } from './index-documents.js';
import { MeiliConnection } from './meili-connection.js';

const BATCH = 1000;
/** Far below the engine's 100 MB for one request. */
const MAX_CHARACTERS = 20_000_000;
/** From here on it is cheaper to ask which documents differ than to have the engine work on all of them. */
const ASK_FIRST = 50;

export interface Applied {
  written: number;
  deleted: number;
  unchanged: number;
}

/** Handed to the engine, not done yet. */
export interface BegunApplication {
  /** @throws when anything of it failed. */
  done(): Promise<Applied>;
}

/** Brings the engine's documents of some offers to what the database says now. Doing it again changes nothing. */
@Injectable()
export class Indexer {
  constructor(
    private readonly documents: IndexDocuments,
    private readonly connection: MeiliConnection,
  ) {}

  /**
   * Returns when the engine has really done it; the outbox lock must be held, or an older state could overtake a newer.
   * @throws when anything of it failed: nothing may then be taken as done.
   */
  async apply(offerIds: readonly string[]): Promise<Applied> {
    return (await this.begin(offerIds)).done();
  }

  /**
   * Reads the present state and hands it to the engine, which works in the order in which it was handed things: the next
   * may begin before this one is done.
   */
  async begin(offerIds: readonly string[]): Promise<BegunApplication> {
    const applied = { written: 0, deleted: 0, unchanged: 0 };
    const tasks: EnqueuedTask[] = [];
    for (let at = 0; at < offerIds.length; at += BATCH) {
      const { documents, gone } = await this.documents.load(offerIds.slice(at, at + BATCH));
      const changed = documents.length < ASK_FIRST ? documents : await this.changed(documents);
      tasks.push(...(await this.send(changed)));
      if (gone.length) tasks.push(await this.connection.index().deleteDocuments([...gone]));
      applied.written += changed.length;
      applied.deleted += gone.length;
      applied.unchanged += documents.length - changed.length;
    }
    return {
      done: async () => {
        for (const task of tasks) await this.connection.done(task);
        return applied;
      },
    };
  }

  /** Hands documents to the engine, in requests of bounded size; the tasks are then still to be waited for. */
  async send(documents: readonly IndexDocument[], indexName = this.connection.indexName): Promise<EnqueuedTask[]> {
    const tasks: EnqueuedTask[] = [];
    for (const part of parts(documents)) {
      tasks.push(await this.connection.index(indexName).addDocumentsFromString(part, 'application/json', { primaryKey: 'id' }));
    }
    return tasks;
  }

  /** The content hashes that the index has for these offers. */
  async hashes(ids: readonly string[]): Promise<Map<string, string>> {
    const query = { ids: [...ids], fields: ['id', 'hash'], limit: ids.length };
    const { results } = ids.length ? await this.connection.index().getDocuments<IndexDocument>(query) : { results: [] };
    return new Map(results.map(({ id, hash }) => [id, hash]));
  }

  /** Those that the index lacks. While a task of ours or of a killed process waits, it may undo what the index says. */
  private async changed(documents: readonly IndexDocument[]): Promise<readonly IndexDocument[]> {
    if (await this.connection.isBusy()) return documents;
    const held = await this.hashes(documents.map(({ id }) => id));
    return documents.filter(({ id, hash }) => held.get(id) !== hash);
  }
}

/** JSON lists of bounded size: every document is written once, and its length is known then. */
function parts(documents: readonly IndexDocument[]): string[] {
  const found: string[][] = [];
  let size = MAX_CHARACTERS;
  for (const document of documents) {
    const text = JSON.stringify(document);
    if (size + text.length > MAX_CHARACTERS) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(text);
    size += text.length;
  }
  return found.map((texts) => `[${texts.join(',')}]`);
}
