import { Injectable, Logger } from '@nestjs/common';
import type { EnqueuedTask } from 'meilisearch';
import { indexVersion } from './index-settings.js';
import { IndexSource } from './index-source.js';
import { Indexer } from './indexer.js';
import { MeiliConnection } from './meili-connection.js';

const PAGE = 1000;
/** The engine joins waiting additions into one, which is faster; more would only fill its disk. */
const TASKS_AHEAD = 10;

/**
 * Builds the index beside the one in use and swaps the two, so that nobody ever sees a half-filled one. The caller holds
 * the outbox lock: changes that are committed meanwhile wait in the outbox and are applied to the new index.
 */
@Injectable()
export class IndexRebuild {
  private readonly logger = new Logger(IndexRebuild.name);

  constructor(
    private readonly connection: MeiliConnection,
    private readonly indexer: Indexer,
    private readonly source: IndexSource,
  ) {}

  /** Rebuilds when the index is missing, half made, or of other settings than this program's. */
  async ensure(): Promise<boolean> {
    if (await this.isCurrent()) return false;
    await this.rebuild();
    return true;
  }

  async isCurrent(): Promise<boolean> {
    if (!(await this.connection.exists())) return false;
    return indexVersion(await this.connection.index().getSettings()) === indexVersion(this.connection.settings);
  }

  /** @returns how many documents the new index has. */
  async rebuild(onProgress: (documents: number) => void = () => undefined): Promise<number> {
    const { connection } = this;
    const { indexName, nextName } = connection;
    this.logger.log(`Building the search index ${indexName} anew`);
    await this.remove(nextName);
    await connection.done(connection.writer.createIndex(nextName, { primaryKey: 'id' }));
    await connection.done(connection.index(nextName).updateSettings(this.connection.settings));
    const count = await this.fill(nextName, onProgress);
    if (!(await connection.exists(indexName))) await connection.done(connection.writer.createIndex(indexName, { primaryKey: 'id' }));
    await connection.done(connection.writer.swapIndexes([{ indexes: [indexName, nextName], rename: false }]));
    await this.remove(nextName);
    this.logger.log(`The search index ${indexName} is in use with ${count} offers`);
    return count;
  }

  private async fill(name: string, onProgress: (documents: number) => void): Promise<number> {
    const ahead: EnqueuedTask[] = [];
    let count = 0;
    for await (const documents of this.source.pages(PAGE)) {
      ahead.push(...(await this.indexer.send(documents, name)));
      count += documents.length;
      while (ahead.length > TASKS_AHEAD) await this.connection.done(ahead.shift() as EnqueuedTask);
      onProgress(count);
    }
    for (const task of ahead) await this.connection.done(task);
    return count;
  }

  private async remove(name: string): Promise<void> {
    if (await this.connection.exists(name)) await this.connection.done(this.connection.writer.deleteIndex(name));
  }
}
