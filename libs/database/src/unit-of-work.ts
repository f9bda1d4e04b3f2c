import { setTimeout as pause } from 'node:timers/promises';
import { fail, ProblemError, SYSTEM, type Actor, type Outcome } from '#libs/kernel';
import type { DataSource } from 'typeorm';
import { PoolReads } from './pool-reads.js';
import { ReadTx, Tx } from './tx.js';

/** 40001 serialization failure and 40P01 deadlock: the transaction did nothing and may be tried again as it was. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

export class UnitOfWork {
  /** Single statements outside a transaction, for reads that need no common snapshot. */
  readonly read: Tx;

  constructor(
    readonly dataSource: DataSource,
    private readonly actor: Actor = SYSTEM,
  ) {
    this.read = new PoolReads(dataSource);
  }

  /** The same database in somebody's name: every change made through it is noted as theirs. */
  as(actor: Actor): UnitOfWork {
    return new UnitOfWork(this.dataSource, actor);
  }

  /** Runs the work in one transaction; an exception undoes all of it. The work may run more than once. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction(async (manager) => {
          const tx = new Tx(manager, this.actor);
          const result = await work(tx);
          await tx.finish();
          return result;
        });
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(errorCode(error))) throw error;
        await pause(2 ** attempt * 5 * (0.5 + Math.random()));
      }
    }
  }

  /**
   * Runs a command in one transaction. When it answers errors, or throws a ProblemError, everything it wrote is undone
   * and the Problems come back as data; any other exception goes through.
   */
  async command<T>(work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await this.run(async (tx) => {
        const outcome = await work(tx);
        if (!outcome.ok) throw new ProblemError(...outcome.problems);
        return outcome;
      });
    } catch (error) {
      if (error instanceof ProblemError) return fail(...error.problems);
      throw error;
    }
  }

  /** Several reads of one snapshot. */
  async snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => work(new ReadTx(manager)));
  }
}

/** The SQLSTATE of a database error, '' for any other. */
export const errorCode = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : '';
};

/** The constraint a unique or foreign-key violation is about, '' for any other error. */
export const violatedConstraint = (error: unknown): string =>
  ['23505', '23503', '23514'].includes(errorCode(error))
    ? ((error as { driverError?: { constraint?: string } }).driverError?.constraint ?? '')
    : '';
