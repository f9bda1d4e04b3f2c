import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { Meilisearch, MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError, type EnqueuedTask, type Index, type Settings } from 'meilisearch';
import type { IndexDocument } from './index-document.js';
import { indexSettings } from './index-settings.js';

const SEARCH_TIMEOUT_MS = 1500;
const WRITE_TIMEOUT_MS = 60_000;
/** Between two looks at a task: short for the small ones people wait for, longer while the engine has much to do. */
const SHORTEST_LOOK_MS = 3;
const LONGEST_LOOK_MS = 60;

/** A task of the engine that ended otherwise than well; nothing it was to do may be taken as done. */
export class IndexTaskFailed extends Error {
  constructor(uid: number, status: string, reason: string) {
    super(`The search engine's task ${uid} ${status}: ${reason}`);
    this.name = 'IndexTaskFailed';
  }
}

/** Whether the engine could not be asked at all, or is not itself: trying again later is all that helps. */
export const isEngineDown = (error: unknown): boolean =>
  error instanceof MeilisearchRequestError || error instanceof MeilisearchRequestTimeOutError ||
  (error instanceof MeilisearchApiError && (error.response.status >= 500 || [401, 403, 408, 429].includes(error.response.status)));

/** The way to Meilisearch, and the names of our indexes there. */
@Injectable()
export class MeiliConnection {
  /** Impatient: for queries of people. */
  readonly reader: Meilisearch;
  readonly writer: Meilisearch;
  readonly settings: Settings;
  readonly indexName: string;
  /** Where a new index is filled before it takes the place of the other. */
  readonly nextName: string;

  constructor(config: Config) {
    const { url, key, indexPrefix } = config.meili;
    // Compressed answers come in several packets, each waiting 40 ms for the acknowledgement of the one before.
    const common = { host: url, apiKey: key, requestInit: { headers: { 'accept-encoding': 'identity' } } };
    this.reader = new Meilisearch({ ...common, timeout: SEARCH_TIMEOUT_MS });
    this.writer = new Meilisearch({ ...common, timeout: WRITE_TIMEOUT_MS });
    this.settings = indexSettings(config.country.languages);
    this.indexName = `${indexPrefix}offers`;
    this.nextName = `${indexPrefix}offers-next`;
  }

  index(name = this.indexName): Index<IndexDocument> {
    return this.writer.index<IndexDocument>(name);
  }

  async exists(name = this.indexName): Promise<boolean> {
    try {
      await this.writer.getRawIndex(name);
      return true;
    } catch (error) {
      if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false;
      throw error;
    }
  }

  /** Whether tasks for our index wait or are being worked on, whoever sent them: what it holds now is then not what it will hold. */
  async isBusy(): Promise<boolean> {
    const open = { statuses: ['enqueued' as const, 'processing' as const] };
    const [own, swaps] = await Promise.all([
      this.writer.tasks.getTasks({ ...open, indexUids: [this.indexName], limit: 1 }),
      // A swap belongs to no index.
      this.writer.tasks.getTasks({ ...open, types: ['indexSwap'] }),
    ]);
    return own.results.length > 0 || swaps.results.some(({ details }) => details?.swaps?.some(({ indexes }) => indexes.includes(this.indexName)));
  }

  /** Waits until the engine has really done the task: enqueued is not done. @throws IndexTaskFailed */
  async done(enqueued: EnqueuedTask | Promise<EnqueuedTask>): Promise<void> {
    const { taskUid } = await enqueued;
    const began = performance.now();
    let task = await this.writer.tasks.getTask(taskUid);
    // No limit of our own: a task the engine accepted will be worked off, and giving up would not undo it.
    while (task.status === 'enqueued' || task.status === 'processing') {
      await pause(Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, (performance.now() - began) / 15)));
      task = await this.writer.tasks.getTask(taskUid);
    }
    if (task.status !== 'succeeded') throw new IndexTaskFailed(taskUid, task.status, task.error?.message ?? 'no reason given');
  }
}
