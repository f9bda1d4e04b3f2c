import { createHash, randomBytes } from 'node:crypto';
import { lockInTransaction, type Tx } from '#libs/database';
import { fieldDifferences, type FieldDifference } from '#libs/kernel';
import type { RecordKind } from '../record-kind.js';
import { BEGINNING, chainHash } from './chain.js';
import type { HistoryEntry } from './history-entry.entity.js';

export interface RecordedChange {
  at: Date;
  /** `noun.verb`, for example `offer.edit`. */
  action: string;
  record: { kind: RecordKind; id: string };
  /** The organisation whose record it is; null: the register's own. */
  ownerId: string | null;
  /** The record's fields before and after; left out where there was or is none. */
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  /** Paths whose values are personal: the log keeps a salted hash of them. */
  personal?: readonly string[];
}

const CHAIN_LOCK = 'history';
const collected = new WeakMap<Tx, RecordedChange[]>();

/**
 * Notes a change in the log of this transaction, in the name of its actor. Written right before the commit: writers wait
 * for one another from there on, so that the log's order is the order of commits.
 */
export function logChange(tx: Tx, change: RecordedChange): void {
  const changes = collected.get(tx) ?? [];
  collected.set(tx, changes);
  changes.push(change);
  tx.beforeCommit(logChange, () => append(tx, changes));
}

async function append(tx: Tx, changes: readonly RecordedChange[]): Promise<void> {
  await lockInTransaction(tx, CHAIN_LOCK);
  // A statement of its own: only one begun after the lock is held sees the line that another transaction has added last.
  const [head] = await tx.query<{ seq: string; hash: string }>('SELECT seq, hash FROM history_entry ORDER BY seq DESC LIMIT 1');
  let [seq, hash] = [Number(head?.seq ?? 0), head?.hash ?? BEGINNING];
  const lines = changes.map((change): HistoryEntry => {
    seq += 1;
    const line = toLine(tx, change, String(seq));
    hash = chainHash(hash, line);
    return { ...line, hash };
  });
  await tx.query(
    `INSERT INTO history_entry (seq, at, actor_kind, actor_id, action, record_kind, record_id, owner_id, request_id, reason, changes, hash)
     SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
       $9::text[], $10::text[], $11::text[], $12::text[])`,
    COLUMNS.map((column) => lines.map((line) => line[column])),
  );
}

const COLUMNS = [
  'seq', 'at', 'actorKind', 'actorId', 'action', 'recordKind', 'recordId', 'ownerId', 'requestId', 'reason', 'changes', 'hash',
] as const satisfies readonly (keyof HistoryEntry)[];

function toLine(tx: Tx, change: RecordedChange, seq: string): Omit<HistoryEntry, 'hash'> {
  const { at, action, record, ownerId, before, after, reason = null, personal = [] } = change;
  const changes = fieldDifferences(before ?? null, after ?? null).map((one) => hidden(one, personal));
  const { kind: actorKind, id: actorId, requestId } = tx.actor;
  return { seq, at, actorKind, actorId, action, recordKind: record.kind, recordId: record.id, ownerId, requestId, reason, changes: JSON.stringify(changes) };
}

function hidden(difference: FieldDifference, personal: readonly string[]): FieldDifference {
  if (!personal.some((path) => difference.path === path || difference.path.startsWith(`${path}.`))) return difference;
  return { ...difference, before: hashOf(difference.before), after: hashOf(difference.after) };
}

/** Salted, so that nobody finds an address by trying addresses; who knows the value can still show that it was this one. */
function hashOf(value: unknown): string | null {
  if (value === null) return null;
  const salt = randomBytes(8).toString('hex');
  return `sha256:${salt}:${createHash('sha256').update(salt + JSON.stringify(value)).digest('hex')}`;
}
