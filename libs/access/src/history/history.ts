import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ActorKind, FieldDifference } from '#libs/kernel';
import type { RecordKind } from '../record-kind.js';

export interface HistoryRecord {
  /** The number as a text, for paging. */
  id: string;
  seq: number;
  at: Date;
  actorKind: ActorKind;
  actorId: string | null;
  action: string;
  recordKind: RecordKind;
  recordId: string;
  ownerId: string | null;
  requestId: string | null;
  reason: string | null;
  changes: FieldDifference[];
  hash: string;
}

export interface HistoryQuery {
  record?: { kind?: RecordKind | null; id?: string | null };
  /** Lines of these organisations alone; null: of all, and of the register itself. */
  ownerIds?: readonly string[] | null;
  actorId?: string | null;
  /** From this instant on. */
  from?: Date | null;
  /** Before this instant. */
  to?: Date | null;
  /** The number to go on below. */
  after: string | null;
  limit: number;
}

const COLUMNS = `seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, record_kind AS "recordKind", record_id AS "recordId",
  owner_id AS "ownerId", request_id AS "requestId", reason, changes, hash`;

/** The log for those who may read it. */
@Injectable()
export class History {
  /** Newest first. */
  async page(tx: Tx, { record, ownerIds = null, ...query }: HistoryQuery): Promise<HistoryRecord[]> {
    if (ownerIds?.length === 0) return [];
    const parameters: unknown[] = [query.limit];
    const conditions = Object.entries({
      'record_kind =': record?.kind, 'record_id =': record?.id, 'actor_id =': query.actorId, 'at >=': query.from, 'at <': query.to, 'seq <': query.after,
    }).flatMap(([condition, value]) => (value === null || value === undefined ? [] : [`${condition} $${parameters.push(value)}`]));
    const newest = (more: readonly string[]) => {
      const all = [...conditions, ...more];
      return `SELECT ${COLUMNS} FROM history_entry ${all.length ? `WHERE ${all.join(' AND ')}` : ''} ORDER BY seq DESC LIMIT $1`;
    };
    // For each owner by itself: PostgreSQL would otherwise read the whole log backwards for one that has few lines.
    const sql = ownerIds
      ? `SELECT line.* FROM unnest($${parameters.push([...new Set(ownerIds)])}::uuid[]) AS owner(id)
         CROSS JOIN LATERAL (${newest(['owner_id = owner.id'])}) line ORDER BY seq DESC LIMIT $1`
      : newest([]);
    return (await tx.query<StoredLine>(sql, parameters)).map(recordOf);
  }

  /**
   * What people and keys are called.
   * @param within only of those who belong or belonged to these organisations; null: of all.
   */
  async actorNames(tx: Tx, ids: readonly string[], within: readonly string[] | null): Promise<ReadonlyMap<string, string>> {
    if (!ids.length || within?.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }>(
      `SELECT p.id, p.display_name AS name FROM person p WHERE p.id = ANY ($1::uuid[]) AND p.display_name IS NOT NULL
         AND ($2::uuid[] IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.organisation_id = ANY ($2)))
       UNION ALL
       SELECT k.id, k.name FROM api_key k WHERE k.id = ANY ($1::uuid[]) AND ($2::uuid[] IS NULL OR k.organisation_id = ANY ($2))`,
      [ids, within],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

type StoredLine = Omit<HistoryRecord, 'id' | 'seq' | 'changes'> & { seq: string; changes: string };

const recordOf = ({ seq, changes, ...line }: StoredLine): HistoryRecord => ({ ...line, id: seq, seq: Number(seq), changes: readChanges(changes) });

/** Somebody may have tampered with the line: `verify-log` says so, and here it is shown as it stands. */
function readChanges(text: string): FieldDifference[] {
  try {
    return JSON.parse(text) as FieldDifference[];
  } catch {
    return [{ path: '', before: null, after: text }];
  }
}
