import { sha256 } from '#libs/kernel';
import type { HistoryEntry } from './history-entry.entity.js';

/** What the first line of the log is chained to. */
export const BEGINNING = '0'.repeat(64);

/** A line as it is hashed: instants in ISO 8601 and UTC, to the millisecond. */
export type ChainedLine = Omit<HistoryEntry, 'hash' | 'seq' | 'at'> & { seq: number; at: string };

/**
 * SHA-256 (hex) of the line before, of every small field of this one as a JSON list, and of its changes, with a line break between.
 * The changes come last and as they are: they are long, and writing them as JSON once more would cost more than the hash.
 */
export function chainHash(before: string, line: ChainedLine): string {
  const { seq, at, actorKind, actorId, action, recordKind, recordId, ownerId, requestId, reason, changes } = line;
  return sha256(`${before}\n${JSON.stringify([seq, at, actorKind, actorId, action, recordKind, recordId, ownerId, requestId, reason])}\n${changes}`);
}
