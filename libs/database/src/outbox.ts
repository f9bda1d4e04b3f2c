import type { Tx } from './tx.js';

/** What the outbox can name. Every lib enqueues its own ids; the consumer expands them to the offers concerned. */
export type OutboxKind = 'offer' | 'organisation' | 'outcome' | 'authority-record';

export interface OutboxEntry {
  kind: OutboxKind;
  id: string;
  generation: string;
  attempts: number;
}

/**
 * Marks the records as changed, in the caller's own transaction. Ids are sorted: two transactions that enqueue the
 * same records take the row locks in the same order.
 */
export async function enqueue(tx: Tx, kind: OutboxKind, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  await tx.query(
    `INSERT INTO outbox (kind, id) SELECT $1, unnest FROM unnest($2::uuid[]) ORDER BY unnest
     ON CONFLICT (kind, id) DO UPDATE SET generation = nextval('outbox_generation'), not_before = now(), attempts = 0, last_error = NULL`,
    [kind, [...new Set(ids)].sort()],
  );
  await tx.query(`SELECT pg_notify('outbox', '')`);
}

/** The oldest rows that are due, in order of generation. The worker holds the outbox's advisory lock while it works. */
export const dueEntries = (tx: Tx, limit: number): Promise<OutboxEntry[]> =>
  tx.query<OutboxEntry>(
    'SELECT kind, id, generation, attempts FROM outbox WHERE not_before <= now() ORDER BY generation LIMIT $1',
    [limit],
  );

/** Removes what has been worked off; a row that was raised to a newer generation meanwhile stays. */
export async function settle(tx: Tx, entries: readonly OutboxEntry[]): Promise<void> {
  await tx.query(
    `DELETE FROM outbox o USING unnest($1::text[], $2::uuid[], $3::bigint[]) AS done(kind, id, generation)
     WHERE o.kind = done.kind AND o.id = done.id AND o.generation = done.generation`,
    [entries.map((e) => e.kind), entries.map((e) => e.id), entries.map((e) => e.generation)],
  );
}

/** Puts failed rows off: 1 s, 2 s, 4 s … up to five minutes, with the error's text. Nothing is ever given up. */
export async function postpone(tx: Tx, entries: readonly OutboxEntry[], error: string): Promise<void> {
  await tx.query(
    `UPDATE outbox o SET attempts = o.attempts + 1, last_error = left($4, 500),
       not_before = now() + least(interval '5 minutes', interval '1 second' * power(2, least(o.attempts, 16)))
     FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS failed(kind, id, generation)
     WHERE o.kind = failed.kind AND o.id = failed.id AND o.generation = failed.generation`,
    [entries.map((e) => e.kind), entries.map((e) => e.id), entries.map((e) => e.generation), error],
  );
}

/** How far behind the projections are: rows waiting, and the age of the oldest in seconds. */
export async function outboxLag(tx: Tx): Promise<{ rows: number; oldestSeconds: number }> {
  const [row] = await tx.query<{ rows: string; age: string | null }>(
    'SELECT count(*) AS rows, extract(epoch FROM now() - min(enqueued_at)) AS age FROM outbox',
  );
  return { rows: Number(row?.rows ?? 0), oldestSeconds: Number(row?.age ?? 0) };
}
