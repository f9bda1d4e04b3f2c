import { lockInTransaction, type Tx } from '#libs/database';
import { storableText } from '#libs/kernel';
import type { RecordKind } from '../record-kind.js';
import { chainHash, type ChainedLine } from './chain.js';
import { changesText } from './changes-text.js';
import type { HistoryEntry } from './history-entry.entity.js';
import { headOf } from './log-heads.js';

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

type PendingLine = Omit<ChainedLine, 'seq' | 'actorKind' | 'actorId' | 'requestId'>;
type WrittenLine = ChainedLine & { hash: string };

const CHAIN_LOCK = 'history';
/** Lines of one INSERT, and characters of their changes: a transaction of any size needs little memory at once. */
const BATCH = { lines: 1000, characters: 4_000_000 };

const pending = new WeakMap<Tx, PendingLine[]>();

/**
 * Notes a change in the log of this transaction, in the name of its actor: the states are taken as they are now. Written
 * right before the commit: writers wait for one another from there on, so that the log's order is the order of commits.
 */
export function logChange(tx: Tx, change: RecordedChange): void {
  tx.beforeCommit(logChange, () => append(tx, pending.get(tx)?.splice(0) ?? []));
  const lines = pending.get(tx) ?? [];
  pending.set(tx, lines);
  lines.push(pendingLine(change));
}

/** As the database gives it back, to the letter: what is hashed must be what is read. */
function pendingLine({ at, action, record, ownerId, before, after, reason, personal = [] }: RecordedChange): PendingLine {
  return {
    at: at.toISOString(),
    action,
    recordKind: record.kind,
    recordId: record.id.toLowerCase(),
    ownerId: lowerCase(ownerId),
    reason: storable(reason),
    changes: changesText({ before, after, personal }),
  };
}

const lowerCase = (id: string | null): string | null => id && id.toLowerCase();
const storable = (text: string | null | undefined): string | null => (text == null ? null : storableText(text));

async function append(tx: Tx, lines: readonly PendingLine[]): Promise<void> {
  await lockInTransaction(tx, CHAIN_LOCK);
  // A statement of its own: only one begun after the lock is held sees the line that another transaction has added last.
  let { seq, hash } = await headOf(tx);
  // Not before: somebody new is known to the register only since this transaction.
  const { kind: actorKind, id, requestId } = tx.actor;
  const by = { actorKind, actorId: lowerCase(id), requestId: storable(requestId) };
  let batch: WrittenLine[] = [];
  let characters = 0;
  for (const line of lines) {
    seq += 1;
    hash = chainHash(hash, { ...line, ...by, seq });
    batch.push({ ...line, ...by, seq, hash });
    characters += line.changes.length;
    if (batch.length < BATCH.lines && characters < BATCH.characters) continue;
    await insert(tx, batch);
    [batch, characters] = [[], 0];
  }
  if (batch.length) await insert(tx, batch);
}

const COLUMNS = [
  'seq', 'at', 'actorKind', 'actorId', 'action', 'recordKind', 'recordId', 'ownerId', 'requestId', 'reason', 'hash',
] as const satisfies readonly (keyof HistoryEntry)[];

/** Changes go as one text, a line each: JSON has no line break in it, and an array's text would double every quotation mark. */
async function insert(tx: Tx, lines: readonly WrittenLine[]): Promise<void> {
  await tx.query(
    `INSERT INTO history_entry (seq, at, actor_kind, actor_id, action, record_kind, record_id, owner_id, request_id, reason, hash, changes)
     SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
       $9::text[], $10::text[], $11::text[], string_to_array($12::text, E'\\n'))`,
    [...COLUMNS.map((column) => lines.map((line) => line[column])), lines.map((line) => line.changes).join('\n')],
  );
}
