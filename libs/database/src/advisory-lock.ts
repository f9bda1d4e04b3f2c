import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Tx } from './tx.js';

/** A 64-bit key of the name, as PostgreSQL's advisory locks want it. */
const keyOf = (name: string): string => createHash('sha256').update(name).digest().readBigInt64BE(0).toString();

/** Waits for the lock and holds it until the transaction ends. */
export const lockInTransaction = async (tx: Tx, name: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [keyOf(name)]);
};

/**
 * Runs the work while this process alone holds the lock; answers null at once when another process holds it.
 * The lock belongs to a connection of its own, so it is gone the moment the process dies.
 */
export async function withLock<T>(dataSource: DataSource, name: string, work: () => Promise<T>): Promise<T | null> {
  const runner = dataSource.createQueryRunner();
  try {
    const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS held', [keyOf(name)])) as { held: boolean }[];
    if (!row?.held) return null;
    try {
      return await work();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [keyOf(name)]);
    }
  } finally {
    await runner.release();
  }
}
