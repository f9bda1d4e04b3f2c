import { logChange } from '#libs/access';
import type { Tx } from '#libs/database';
import { newId, type Actor, type LocalDate, type Problem } from '#libs/kernel';
import { statesBefore, stateOf, type SubmissionStep } from './submission-life.js';
import type { SubmissionState } from './submission.entity.js';

/** Who did it; the request is in the history. */
export type Party = Pick<Actor, 'kind' | 'id' | 'madeBy'>;

export const partyOf = ({ kind, id, madeBy }: Actor): Party => ({ kind, id, ...(madeBy && { madeBy }) });

/**
 * Whether the second is the first, or made the key by which the first acted. Two credentials of one kind without
 * identifier are the same: nobody could tell them apart.
 */
export const sameParty = (first: Party, second: Party): boolean =>
  (first.kind === second.kind && first.id === second.id) || (second.kind === 'PERSON' && second.id !== null && first.madeBy === second.id);

export interface SubmissionRecord {
  id: string;
  offerId: string;
  providerId: string;
  offerVersion: number;
  state: SubmissionState;
  publishOn: LocalDate | null;
  correctionReason: string | null;
  submittedBy: Party;
  submittedAt: Date;
  decidedBy: Party | null;
  decidedAt: Date | null;
  comment: string | null;
  problems: Problem[] | null;
}

const SUBMISSION = `
  SELECT s.id, s.offer_id AS "offerId", o.provider_id AS "providerId", s.offer_version AS "offerVersion", s.state,
    s.publish_on AS "publishOn", s.correction_reason AS "correctionReason", s.submitted_by AS "submittedBy",
    s.submitted_at AS "submittedAt", s.decided_by AS "decidedBy", s.decided_at AS "decidedAt", s.comment, s.problems
  FROM submission s JOIN offer o ON o.id = s.offer_id`;

export async function loadSubmission(tx: Tx, id: string): Promise<SubmissionRecord | null> {
  const [row] = await tx.query<SubmissionRecord>(`${SUBMISSION} WHERE s.id = $1`, [id]);
  return row ?? null;
}

/** The last submission of each offer: the live one where there is one. */
export async function lastSubmissions(tx: Tx, offerIds: readonly string[]): Promise<Map<string, SubmissionRecord>> {
  const rows = await tx.query<SubmissionRecord>(
    `SELECT DISTINCT ON ("offerId") * FROM (${SUBMISSION} WHERE s.offer_id = ANY ($1::uuid[])) AS found
     ORDER BY "offerId", "submittedAt" DESC, id DESC`, [offerIds]);
  return new Map(rows.map((row) => [row.offerId, row]));
}

export interface SubmissionQuery {
  providerId: string;
  state?: SubmissionState | null;
  after?: string | null;
  limit: number;
}

export const submissionPage = (tx: Tx, { providerId, state, after, limit }: SubmissionQuery): Promise<SubmissionRecord[]> =>
  tx.query<SubmissionRecord>(
    `${SUBMISSION} WHERE o.provider_id = $1 AND ($2::text IS NULL OR s.state = $2) AND ($3::uuid IS NULL OR s.id > $3)
     ORDER BY s.id LIMIT $4`, [providerId, state ?? null, after ?? null, limit]);

/** Approved submissions whose day has come, the earliest first. */
export const dueSubmissions = (tx: Tx, day: LocalDate): Promise<{ id: string; offerId: string }[]> =>
  tx.query(`SELECT id, offer_id AS "offerId" FROM submission WHERE state = 'APPROVED' AND publish_on <= $1 ORDER BY publish_on, id`, [day]);

/** Of these offers those whose present version a second person has approved. */
export async function reviewedVersions(tx: Tx, offerIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; version: number }>(
    `SELECT offer_id AS id, offer_version AS version FROM submission
     WHERE offer_id = ANY ($1::uuid[]) AND state = 'APPROVED' AND decided_by->>'kind' = 'PERSON' AND decided_by <> submitted_by
       AND decided_by->>'id' IS DISTINCT FROM submitted_by->>'madeBy'`, [offerIds]);
  return new Map(rows.map((row) => [row.id, row.version]));
}

export async function insertSubmission(tx: Tx, record: Omit<SubmissionRecord, 'id' | 'problems'>): Promise<SubmissionRecord> {
  const made: SubmissionRecord = { ...record, id: newId(), problems: null };
  await tx.query(
    `INSERT INTO submission (id, offer_id, offer_version, state, publish_on, correction_reason, submitted_by, submitted_at, decided_by, decided_at, comment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [made.id, made.offerId, made.offerVersion, made.state, made.publishOn, made.correctionReason, made.submittedBy, made.submittedAt,
      made.decidedBy, made.decidedAt, made.comment],
  );
  const { offerId, offerVersion, state, publishOn, correctionReason } = made;
  note(tx, made, {
    at: made.submittedAt, action: state === 'APPROVED' ? 'schedule' : 'submit',
    after: { offerId, offerVersion, state, publishOn, correctionReason },
  });
  return made;
}

export interface Decision {
  step: SubmissionStep;
  at: Date;
  comment?: string | null;
  /** Of FAIL. */
  problems?: readonly Problem[];
}

/** Takes the step with a submission that allows it; the offer's row is locked already, so nobody else decides meanwhile. */
export async function decide(tx: Tx, submission: SubmissionRecord, { step, at, comment = null, problems }: Decision): Promise<void> {
  // That the gate refused on the day is nobody's decision: who had approved stays named.
  const [decidedBy, decidedAt] = step === 'FAIL' ? [submission.decidedBy, submission.decidedAt] : [partyOf(tx.actor), at];
  await tx.change(
    'UPDATE submission SET state = $2, decided_by = $3, decided_at = $4, comment = coalesce($5, comment), problems = $6::jsonb WHERE id = $1',
    [submission.id, stateOf(step), decidedBy, decidedAt, comment, problems ? JSON.stringify(problems) : null],
  );
  note(tx, submission, {
    at, action: step.toLowerCase(), reason: comment,
    before: { state: submission.state },
    after: { state: stateOf(step), ...(problems && { problems: problems.map(({ code, path }) => ({ path, code })) }) },
  });
}

interface Moved {
  id: string;
  offerId: string;
  providerId: string;
  from: SubmissionState;
}

/** Takes the step with the live submissions of all these offers, whose rows are locked; whoever decided before stays named. */
export async function decideAll(tx: Tx, offerIds: readonly string[], { step, at }: { step: 'LAPSE' | 'PUBLISH'; at: Date }): Promise<Set<string>> {
  if (!offerIds.length) return new Set();
  const { rows } = await tx.change<Moved>(
    `UPDATE submission s SET state = $2, decided_by = coalesce(s.decided_by, $4), decided_at = coalesce(s.decided_at, $5)
     FROM submission was JOIN offer o ON o.id = was.offer_id
     WHERE was.id = s.id AND s.offer_id = ANY ($1::uuid[]) AND s.state = ANY ($3)
     RETURNING s.id, s.offer_id AS "offerId", o.provider_id AS "providerId", was.state AS "from"`,
    [offerIds, stateOf(step), statesBefore(step), partyOf(tx.actor), at],
  );
  for (const row of rows) note(tx, row, { at, action: step.toLowerCase(), before: { state: row.from }, after: { state: stateOf(step) } });
  return new Set(rows.map((row) => row.offerId));
}

interface Noted {
  at: Date;
  action: string;
  before?: object;
  after: object;
  reason?: string | null;
}

const note = (tx: Tx, { id, providerId }: { id: string; providerId: string }, { action, ...noted }: Noted): void =>
  logChange(tx, { ...noted, action: `submission.${action}`, record: { kind: 'submission', id }, ownerId: providerId });
