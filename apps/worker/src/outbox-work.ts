import { Injectable, Logger } from '@nestjs/common';
import { dueEntries, postpone, settle, UnitOfWork, withLock, type OutboxEntry } from '#libs/database';
import { EuropassFeed } from '#libs/europass';
import { OfferProjections } from '#libs/offers';
import { Indexer, IndexRebuild, isEngineDown, OUTBOX_LOCK, type BegunApplication } from '#libs/search';
import { InHand } from './in-hand.js';
import { Metrics } from './metrics.js';
import type { WakeUp } from './wake-up.js';

const BATCH = 500;
/** How long one turn holds the lock: a rebuild or a repair by hand gets its turn after it. */
const TURN_MS = 5000;
/** Batches handed to the engine before the oldest of them is done. */
const AHEAD = 4;
const LOOK_AT_INDEX_MS = 60_000;

/**
 * Works off the outbox: index first, then the feeds' marks, then the rows are settled in one transaction. Killed anywhere
 * before that, the same rows are worked off again, which changes nothing that is done already.
 */
@Injectable()
export class OutboxWork {
  private readonly logger = new Logger(OutboxWork.name);
  private lookAtIndexAt = 0;
  private stopping = false;
  private handing: Promise<unknown> = Promise.resolve();

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
   * @param bell rung when rows may have come.
   * @returns `MORE` when rows may still be due, `IDLE` when there are none, `BUSY` when it is another's turn.
   */
  async turn(bell: WakeUp): Promise<'MORE' | 'IDLE' | 'BUSY'> {
    try {
      return (await withLock(this.uow.dataSource, OUTBOX_LOCK, () => this.work(bell))) ?? 'BUSY';
    } catch (error) {
      // The engine may have come back empty.
      this.lookAtIndexAt = 0;
      throw error;
    }
  }

  /** Takes nothing more; what is in hand is finished. */
  stop(): void {
    this.stopping = true;
  }

  private async work(bell: WakeUp): Promise<'MORE' | 'IDLE'> {
    await this.ensureIndex();
    const inHand = new InHand();
    try {
      return await this.workOff(inHand, bell);
    } finally {
      // The lock must not be let go of before.
      await inHand.end();
    }
  }

  /** While the engine works on one batch the next is read and handed over: it never waits for us. */
  private async workOff(inHand: InHand, bell: WakeUp): Promise<'MORE' | 'IDLE'> {
    const end = performance.now() + TURN_MS;
    const goesOn = (): boolean => !this.stopping && performance.now() < end;
    for (;;) {
      const entries = goesOn() ? inHand.others(await dueEntries(this.uow.read, BATCH * AHEAD)).slice(0, BATCH) : [];
      if (entries.length) await this.begin(entries, inHand);
      else if (inHand.size) await bell.wait(TURN_MS, inHand.oldest);
      else return goesOn() ? 'IDLE' : 'MORE';
      if (inHand.size >= AHEAD) await inHand.oldest;
      inHand.throwFailure();
    }
  }

  /** An engine that lost its data would make an index without settings out of the first document it is sent. */
  private async ensureIndex(): Promise<void> {
    if (performance.now() < this.lookAtIndexAt) return;
    if (await this.rebuild.ensure()) this.metrics.rebuilds.inc();
    this.lookAtIndexAt = performance.now() + LOOK_AT_INDEX_MS;
  }

  private async begin(entries: readonly OutboxEntry[], inHand: InHand): Promise<void> {
    const timed = this.metrics.applySeconds.startTimer();
    try {
      const batch = await this.handOver(entries);
      inHand.add(entries, async () => {
        await this.settle(batch).catch((error: unknown) => this.onFailure(entries, error));
        timed();
      });
    } catch (error) {
      await inHand.end();
      await this.onFailure(entries, error);
    }
  }

  /** What fails is halved until the row that cannot be worked off stands alone; only that one is put off. */
  private async onFailure(entries: readonly OutboxEntry[], error: unknown): Promise<void> {
    if (isEngineDown(error)) throw error;
    this.lookAtIndexAt = 0;
    if (entries.length === 1) return this.putOff(entries, error);
    const half = Math.ceil(entries.length / 2);
    for (const part of [entries.slice(0, half), entries.slice(half)]) {
      await this.handOver(part).then((batch) => this.settle(batch)).catch((failure: unknown) => this.onFailure(part, failure));
    }
  }

  private async putOff(entries: readonly OutboxEntry[], error: unknown): Promise<void> {
    this.metrics.postponed.inc();
    const stack = error instanceof Error ? error.stack : undefined;
    this.logger.error(`Outbox row ${entries[0]?.kind} ${entries[0]?.id} is put off: ${String(error)}`, stack);
    await this.uow.run((tx) => postpone(tx, entries, String(error)));
  }

  /**
   * Reads the present state and hands it to the engine, one batch after the other: what was read earlier must also be
   * sent earlier, or an older state would overwrite a newer one. A batch that is halved comes here beside the main loop.
   */
  private handOver(entries: readonly OutboxEntry[]): Promise<Batch> {
    const batch = this.handing.then(() => this.readAndSend(entries));
    this.handing = batch.catch(() => undefined);
    return batch;
  }

  private async readAndSend(entries: readonly OutboxEntry[]): Promise<Batch> {
    const offerIds = await this.projections.expand(this.uow.read, entries);
    return { entries, offerIds, begun: await this.indexer.begin(offerIds) };
  }

  private async settle({ entries, offerIds, begun }: Batch): Promise<void> {
    const { written, deleted, unchanged } = await begun.done();
    await this.uow.run(async (tx) => {
      await this.feed.markStale(tx, offerIds);
      await settle(tx, entries);
    });
    this.metrics.applied.inc({ result: 'written' }, written);
    this.metrics.applied.inc({ result: 'deleted' }, deleted);
    this.metrics.applied.inc({ result: 'unchanged' }, unchanged);
  }
}

interface Batch {
  entries: readonly OutboxEntry[];
  offerIds: readonly string[];
  begun: BegunApplication;
}
