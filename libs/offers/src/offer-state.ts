import type { Tx } from '#libs/database';
import { isId } from '#libs/kernel';
import type { OfferContent, OfferDraft, RunContent } from './offer-content.js';
import type { OfferStatus } from './offer.entity.js';

/** The editor's side of an offer: its draft, and where it stands. */
export interface OfferState {
  id: string;
  providerId: string;
  code: string | null;
  status: OfferStatus;
  version: number;
  currentRevision: number | null;
  content: OfferContent;
  runs: RunContent[];
  supersedesId: string | null;
  supersededById: string | null;
  withdrawalReason: string | null;
  withdrawnAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const draftOf = ({ code, content, runs }: OfferState): OfferDraft => ({ code, content, runs });

/** Runs come in the order in which their provider sent them. */
const STATE = `
  SELECT o.id, o.provider_id AS "providerId", o.code, o.status, o.version, o.current_revision AS "currentRevision", o.content,
    coalesce((SELECT jsonb_agg(r.content ORDER BY r.position) FROM run r WHERE r.offer_id = o.id), '[]') AS runs,
    o.supersedes_id AS "supersedesId",
    (SELECT s.id FROM offer s WHERE s.supersedes_id = o.id AND s.status <> 'WITHDRAWN') AS "supersededById",
    o.withdrawal_reason AS "withdrawalReason", o.withdrawn_at AS "withdrawnAt",
    o.created_at AS "createdAt", o.updated_at AS "updatedAt"
  FROM offer o`;

export async function loadState(tx: Tx, id: string): Promise<OfferState | null> {
  const [row] = await tx.query<OfferState>(`${STATE} WHERE o.id = $1`, [id]);
  return row ?? null;
}

/** Locks the offers' rows in order of id until the transaction ends; whoever reads them this way writes next. */
export async function lockStates(tx: Tx, ids: readonly string[]): Promise<Map<string, OfferState>> {
  await tx.query('SELECT 1 FROM offer WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  // Read after the locks are held: a row that was waited for may have changed meanwhile.
  return statesOf(tx, ids);
}

/** The states of these offers, nothing locked: for looking on. */
export async function statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, OfferState>> {
  const states = await tx.query<OfferState>(`${STATE} WHERE o.id = ANY ($1::uuid[])`, [ids]);
  return new Map(states.map((state) => [state.id, state]));
}

/** The offers with those that their publication replaces: all rows locked in one order of ids. */
export async function lockWithReplaced(tx: Tx, offerIds: readonly string[]): Promise<Map<string, OfferState>> {
  const ids = offerIds.filter(isId);
  const replaced = await tx.query<{ id: string }>(
    'SELECT supersedes_id AS id FROM offer WHERE id = ANY ($1::uuid[]) AND supersedes_id IS NOT NULL', [ids]);
  return lockStates(tx, [...ids, ...replaced.map((row) => row.id)]);
}

export const lockState = async (tx: Tx, id: string): Promise<OfferState | null> => (await lockStates(tx, [id])).get(id) ?? null;

export const loadStates = (tx: Tx, query: { providerId: string; after?: string | null; limit: number }): Promise<OfferState[]> =>
  tx.query<OfferState>(`${STATE} WHERE o.provider_id = $1 AND ($2::uuid IS NULL OR o.id > $2) ORDER BY o.id LIMIT $3`, [
    query.providerId, query.after ?? null, query.limit,
  ]);

export const codeKey = (providerId: string, code: string): string => `${providerId} ${code}`;

/** The providers' live offers with these codes (drafts and published ones, never a successor's draft), locked; by `codeKey`. */
export async function lockByCodes(tx: Tx, keys: readonly { providerId: string; code: string }[]): Promise<Map<string, OfferState>> {
  if (!keys.length) return new Map();
  const rows = await tx.query<{ id: string }>(
    `SELECT o.id FROM offer o JOIN unnest($1::uuid[], $2::text[]) AS wanted(provider_id, code)
       ON o.provider_id = wanted.provider_id AND o.code = wanted.code
     WHERE o.status = 'PUBLISHED' OR (o.status = 'DRAFT' AND o.supersedes_id IS NULL)`,
    [keys.map((key) => key.providerId), keys.map((key) => key.code)],
  );
  const states = await lockStates(tx, rows.map((row) => row.id));
  return new Map([...states.values()].map((state) => [codeKey(state.providerId, state.code ?? ''), state]));
}
