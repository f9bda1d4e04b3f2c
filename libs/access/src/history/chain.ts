import { createHash } from 'node:crypto';
import type { HistoryEntry } from './history-entry.entity.js';

/** What the first line of the log is chained to. */
export const BEGINNING = '0'.repeat(64);

/** SHA-256 (hex) of the line before and of every field of this one, in this order. */
export function chainHash(before: string, entry: Omit<HistoryEntry, 'hash'>): string {
  const { seq, at, actorKind, actorId, action, recordKind, recordId, ownerId, requestId, reason, changes } = entry;
  const line = JSON.stringify([Number(seq), at.toISOString(), actorKind, actorId, action, recordKind, recordId, ownerId, requestId, reason, changes]);
  return createHash('sha256').update(`${before}\n${line}`).digest('hex');
}
