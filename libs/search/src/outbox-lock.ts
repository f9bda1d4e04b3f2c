import { setTimeout as pause } from 'node:timers/promises';
import { withLock, type UnitOfWork } from '#libs/database';

/**
 * Whoever changes the index from the database's state holds this lock meanwhile: the worker for one batch at a time, a
 * rebuild or a repair for its whole length. What is committed during that time stays in the outbox and is applied after.
 */
export const OUTBOX_LOCK = 'outbox';

const ASK_AGAIN_MS = 15;

/** Waits until the lock is free. The worker lets go of it between batches, so this does not take long. */
export async function withOutboxLock<T>(uow: UnitOfWork, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await withLock(uow.dataSource, OUTBOX_LOCK, async () => ({ value: await work() }));
    if (done) return done.value;
    await pause(ASK_AGAIN_MS);
  }
}
