import { Injectable, Logger } from '@nestjs/common';
import { dueEntries, postpone, settle, UnitOfWork, withLock, type OutboxEntry } from '#libs/database';
import { EuropassFeed } from '#libs/europass';
import { OfferProjections } from '#libs/offers';
import { Indexer, IndexRebuild, isEngineDown, OUTBOX_LOCK } from '#libs/search';
import { Metrics } from './metrics.js';

const BATCH = 500;
/** How long one turn holds the lock: a rebuild or a repair by hand gets its turn after it. */
const TURN_MS = 1000;
const LOOK_AT_INDEX_MS = 60_000;

/**
 * Works off the outbox: index first, then the feeds' marks, then the rows are settled in one transaction. Killed anywhere
 * before that, the same rows are worked off again, which changes nothing that is done already.
 */
@Injectable()
export class OutboxWork {
  private readonly logger = new Logger(OutboxWork.name);
  private lookAtIndexAt = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly projections: OfferProjections,
    private readonly indexer: Indexer,
    private readonly rebuild: IndexRebuild,
    private readonly feed: EuropassFeed,
    private readonly metrics: Metrics,
  ) {}

  /**
   * One turn, unless another process has the lock.
   * @returns `MORE` when rows may still be due, `IDLE` when there are none, `BUSY` when it is another's turn.
   */
  async turn(): Promise<'MORE' | 'IDLE' | 'BUSY'> {
    try {
      return (await withLock(this.uow.dataSource, OUTBOX_LOCK, () => this.work())) ?? 'BUSY';
    } catch (error) {
      // The engine may have come back empty.
      this.lookAtIndexAt = 0;
      throw error;
    }
  }

  private async work(): Promise<'MORE' | 'IDLE'> {
    await this.ensureIndex();
    for (const end = performance.now() + TURN_MS; performance.now() < end; ) {
      const entries = await dueEntries(this.uow.read, BATCH);
      if (!entries.length) return 'IDLE';
      await this.apply(entries);
    }
    return 'MORE';
  }

  /** An engine that lost its data would make an index without settings out of the first document it is sent. */
  private async ensureIndex(): Promise<void> {
    if (performance.now() < this.lookAtIndexAt) return;
    if (await this.rebuild.ensure()) this.metrics.rebuilds.inc();
    this.lookAtIndexAt = performance.now() + LOOK_AT_INDEX_MS;
  }

  /** What fails is halved until the row that cannot be worked off stands alone; only that one is put off. */
  private async apply(entries: readonly OutboxEntry[]): Promise<void> {
    const timed = this.metrics.applySeconds.startTimer();
    try {
      await this.applyTogether(entries);
      timed();
    } catch (error) {
      if (isEngineDown(error)) throw error;
      if (entries.length > 1) {
        const half = Math.ceil(entries.length / 2);
        await this.apply(entries.slice(0, half));
        await this.apply(entries.slice(half));
        return;
      }
      this.metrics.postponed.inc();
      this.lookAtIndexAt = 0;
      this.logger.error(`Outbox row ${entries[0]?.kind} ${entries[0]?.id} is put off: ${String(error)}`, stackOf(error));
      await this.uow.run((tx) => postpone(tx, entries, String(error)));
    }
  }

  private async applyTogether(entries: readonly OutboxEntry[]): Promise<void> {
    const offerIds = await this.projections.expand(this.uow.read, entries);
    const { written, deleted, unchanged } = await this.indexer.apply(offerIds);
    await this.uow.run(async (tx) => {
      await this.feed.markStale(tx, offerIds);
      await settle(tx, entries);
    });
    this.metrics.applied.inc({ result: 'written' }, written);
    this.metrics.applied.inc({ result: 'deleted' }, deleted);
    this.metrics.applied.inc({ result: 'unchanged' }, unchanged);
  }
}

const stackOf = (error: unknown): string | undefined => (error instanceof Error ? error.stack : undefined);
