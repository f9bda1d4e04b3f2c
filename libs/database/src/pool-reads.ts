import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { sha256 } from '#libs/kernel';
import { ReadTx } from './tx.js';

const names = new Map<string, string>();

/** A name makes the server parse and plan a statement once for each connection. Texts are the source's own, so they are few. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `r${sha256(text).slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

/**
 * Single statements straight on the pool: TypeORM's own way there costs more than a small query itself, and public reads
 * are many small queries. Errors are the driver's, with their SQLSTATE in `code`.
 */
export class PoolReads extends ReadTx {
  constructor(private readonly dataSource: DataSource) {
    super(dataSource.manager);
  }

  override async query<Row = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.run(sql, parameters)).rows as Row[];
  }

  override async change<Row = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<{ rows: Row[]; count: number }> {
    const { rows, rowCount } = await this.run(sql, parameters);
    return { rows: rows as Row[], count: rowCount ?? 0 };
  }

  private run(text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master.query({ name: nameOf(text), text, values: [...parameters] });
  }
}
