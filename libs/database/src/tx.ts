import { SYSTEM, type Actor } from '#libs/kernel';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';

/**
 * The handle of one transaction and the only way to rows: a repository taken from anywhere else reads outside the
 * transaction, and as many such transactions as the pool has connections wait for each other for ever.
 */
export class Tx {
  private readonly lastWork = new Map<unknown, () => Promise<void>>();
  private over = false;

  /** @param who does what is done in this transaction. */
  constructor(
    readonly manager: EntityManager,
    private who: Actor = SYSTEM,
  ) {}

  get actor(): Actor {
    return this.who;
  }

  /** A person who comes into the register by what they do here has an identifier only from here on. */
  nameActor(id: string): void {
    if (this.who.kind === 'PERSON' && this.who.id === null) this.who = { ...this.who, id };
  }

  /** Has the work done right before the commit, once for each key: what must be short because others wait for it, and waits for no rows itself. */
  beforeCommit(key: unknown, work: () => Promise<void>): void {
    if (this.over) throw new Error('The transaction is over: its work was not waited for');
    if (!this.lastWork.has(key)) this.lastWork.set(key, work);
  }

  /** For the unit of work alone. */
  async finish(): Promise<void> {
    // Last work may ask for more of any kind, also of its own: a map's walk comes to what is added while it lasts.
    for (const [key, work] of this.lastWork) {
      this.lastWork.delete(key);
      await work();
    }
    this.over = true;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** Parameterised SQL; values never stand in the text. Rows of SELECT and INSERT … RETURNING; of UPDATE and DELETE use `change`. */
  query<Row = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [...parameters]) as Promise<Row[]>;
  }

  /** UPDATE or DELETE: how many rows it changed, and what it returned. */
  async change<Row = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<{ rows: Row[]; count: number }> {
    const [rows, count] = (await this.manager.query(sql, [...parameters])) as [Row[], number];
    return { rows, count };
  }
}

/** A handle to read with. A change asked for through it would be noted nowhere, so it is refused. */
export class ReadTx extends Tx {
  override beforeCommit(): never {
    throw new Error('A change needs a transaction: use UnitOfWork.run or command');
  }
}
