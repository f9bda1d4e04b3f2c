import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { idsOf, IndexCheck, type IndexDifference } from './index-check.js';
import { IndexRebuild } from './index-rebuild.js';
import { withOutboxLock } from './outbox-lock.js';

/** What an operator asks for by hand; safe beside a running worker, which waits meanwhile. */
@Injectable()
export class IndexMaintenance {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rebuild: IndexRebuild,
    private readonly index: IndexCheck,
  ) {}

  /** @returns how many offers the new index holds. */
  reindex(onProgress?: (documents: number) => void): Promise<number> {
    return withOutboxLock(this.uow, () => this.rebuild.rebuild(onProgress));
  }

  /** Compares index and database; with `repair` what differs is put right, and the answer is what had differed. */
  async check({ repair = false }: { repair?: boolean } = {}): Promise<IndexDifference> {
    if (repair) await withOutboxLock(this.uow, () => this.rebuild.ensure());
    const first = await this.index.compare();
    if (!idsOf(first).length) return first;
    return withOutboxLock(this.uow, async () => {
      const difference = await this.index.confirm(first);
      if (repair) await this.index.repair(difference);
      return difference;
    });
  }
}
