import type { QueryRunner } from 'typeorm';
import { Tx, type UnitOfWork } from '#libs/database';
import { LIMITS } from './limits.js';
import type { Position, SourceRecord } from './source-record.js';

export interface JoinedRow extends Position {
  source: string;
  key: string;
  value: unknown;
}

interface StoredRow {
  source: string;
  key: string;
  index: number;
  line: number;
  value: string;
}

const TABLES = `
  CREATE TEMP TABLE intake_joined (source text, key text, index int, line int, value text, matched boolean DEFAULT false);
  CREATE INDEX ON intake_joined (source, key, index);
  CREATE TEMP TABLE intake_seen (key text PRIMARY KEY, index int, line int);
  CREATE TEMP TABLE intake_organisation (key text PRIMARY KEY, position serial, value text);`;
const DROP = 'DROP TABLE IF EXISTS intake_joined, intake_seen, intake_organisation';

/**
 * What an import must remember about the whole file, in temporary tables of one connection and not in memory. Values are
 * JSON text, never jsonb: text that PostgreSQL cannot store is refused later, as a Problem of its record.
 */
export class Scratch {
  private readonly tx: Tx;

  private constructor(private readonly runner: QueryRunner) {
    this.tx = new Tx(runner.manager);
  }

  static async open(uow: UnitOfWork): Promise<Scratch> {
    const scratch = new Scratch(uow.dataSource.createQueryRunner());
    await scratch.tx.query(DROP);
    await scratch.tx.query(TABLES);
    return scratch;
  }

  async close(): Promise<void> {
    try {
      await this.tx.query(DROP);
    } finally {
      await this.runner.release();
    }
  }

  async addJoined(source: string, rows: readonly (SourceRecord & { key: string })[]): Promise<void> {
    await this.tx.query(
      `INSERT INTO intake_joined (source, key, index, line, value)
       SELECT $1, * FROM unnest($2::text[], $3::int[], $4::int[], $5::text[])`,
      [source, rows.map((r) => keyText(r.key)), rows.map((r) => r.index), rows.map((r) => r.line), rows.map((r) => JSON.stringify(r.value))],
    );
  }

  /** The records that belong to the keys, at most one more than the limit for each. */
  async joinedOf(keys: readonly string[]): Promise<JoinedRow[]> {
    const asked = [...new Set(keys.map(keyText))];
    const rows = await this.tx.query<StoredRow>(
      `SELECT found.source, found.key, found.index, found.line, found.value
       FROM unnest($1::text[]) AS asked(key) CROSS JOIN (SELECT DISTINCT source FROM intake_joined) AS sources
       CROSS JOIN LATERAL (
         SELECT * FROM intake_joined j WHERE j.source = sources.source AND j.key = asked.key ORDER BY index LIMIT $2) AS found
       ORDER BY found.source, found.index`,
      [asked, LIMITS.joinedRecords + 1],
    );
    await this.tx.change('UPDATE intake_joined SET matched = true WHERE key = ANY ($1)', [asked]);
    return rows.map(toJoined);
  }

  /** Joined records that no record of the file has asked for, in their order. */
  async *orphans(): AsyncGenerator<JoinedRow> {
    for (let offset = 0; ; offset += 500) {
      const rows = await this.tx.query<StoredRow>(
        'SELECT source, key, index, line, value FROM intake_joined WHERE NOT matched ORDER BY source, index LIMIT 500 OFFSET $1', [offset],
      );
      yield* rows.map(toJoined);
      if (rows.length < 500) return;
    }
  }

  /** Where each key that has been met before (in an earlier call or in this one) stood first. */
  async met(entries: readonly (Position & { key: string })[]): Promise<(Position | null)[]> {
    if (!entries.length) return [];
    await this.tx.query(
      `INSERT INTO intake_seen (key, index, line) SELECT * FROM unnest($1::text[], $2::int[], $3::int[]) ON CONFLICT DO NOTHING`,
      [entries.map((e) => keyText(e.key)), entries.map((e) => e.index), entries.map((e) => e.line)],
    );
    const rows = await this.tx.query<Position & { key: string }>(
      'SELECT key, index, line FROM intake_seen WHERE key = ANY ($1)', [entries.map((e) => keyText(e.key))],
    );
    const first = new Map(rows.map(({ key, index, line }) => [key, { index, line }]));
    return entries.map((entry) => {
      const found = first.get(keyText(entry.key));
      return !found || found.index === entry.index ? null : found;
    });
  }

  async addOrganisation(key: string, value: unknown): Promise<void> {
    await this.tx.query('INSERT INTO intake_organisation (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [keyText(key), JSON.stringify(value)]);
  }

  async organisation(key: string): Promise<unknown> {
    const [row] = await this.tx.query<{ value: string }>('SELECT value FROM intake_organisation WHERE key = $1', [keyText(key)]);
    return row ? (JSON.parse(row.value) as unknown) : null;
  }

  async *organisations(): AsyncGenerator<unknown> {
    for (let after = 0; ; ) {
      const rows = await this.tx.query<{ position: number; value: string }>(
        'SELECT position, value FROM intake_organisation WHERE position > $1 ORDER BY position LIMIT 200', [after],
      );
      for (const row of rows) yield JSON.parse(row.value) as unknown;
      const last = rows.at(-1);
      if (!last) return;
      after = last.position;
    }
  }
}

/** PostgreSQL's text has no NUL: JSON writes it as an escape. */
const keyText = (key: string): string => JSON.stringify(key);

const toJoined = ({ key, value, ...rest }: StoredRow): JoinedRow => ({ ...rest, key: JSON.parse(key) as string, value: JSON.parse(value) as unknown });
