import { isId } from '#libs/kernel';
import type { Tx } from '#libs/database';
import type { OutcomeFact, PresumptionRuleFact } from './assurance.types.js';
import type { QaOutcomeRecord } from './qa-outcome-record.js';

interface WithdrawalColumns {
  withdrawnOn: string | null;
  withdrawalReason: string;
  withdrawalRecordedAt: Date;
}

const COLUMNS = `o.id, o.provider_id AS "providerId", o.offer_ids AS "offerIds", o.decision, o.decision_date AS "decisionDate",
  o.valid_from AS "validFrom", o.valid_to AS "validTo", o.scope, o.corrects_id AS "correctsId", o.recorded_at AS "recordedAt",
  p.agency_id AS "agencyId", w.withdrawn_on AS "withdrawnOn", w.reason AS "withdrawalReason", w.recorded_at AS "withdrawalRecordedAt"`;
const TABLES = `FROM qa_outcome o JOIN procedure p ON p.id = o.procedure_id LEFT JOIN qa_outcome_withdrawal w ON w.outcome_id = o.id`;

/**
 * A correction is about the same provider: said in the join, so that the index on the provider finds it.
 * @param where SQL of this lib about `o` (outcome), with `$n` for every value.
 */
export async function selectOutcomes(tx: Tx, where: string, parameters: readonly unknown[]): Promise<QaOutcomeRecord[]> {
  const rows = await tx.query<Omit<QaOutcomeRecord, 'withdrawal'> & WithdrawalColumns>(
    `SELECT ${COLUMNS}, o.reference, o.source, o.contributing_agency_ids AS "contributingAgencyIds", o.reports, c.id AS "correctedById",
       json_build_object('id', p.id, 'title', p.title, 'framework', p.framework, 'nature', p.nature, 'deqarActivity', p.deqar_activity) AS procedure
     ${TABLES} LEFT JOIN qa_outcome c ON c.corrects_id = o.id AND c.provider_id = o.provider_id ${where}`,
    parameters,
  );
  return rows.map(({ withdrawnOn, withdrawalReason: reason, withdrawalRecordedAt: recordedAt, ...record }) => ({
    ...record, withdrawal: withdrawnOn === null ? null : { withdrawnOn, reason, recordedAt },
  }));
}

/** An outcome is corrected once at most: its corrections make a chain. */
export const selectChain = (tx: Tx, id: string): Promise<QaOutcomeRecord[]> =>
  selectOutcomes(tx, `WHERE o.id IN (
     WITH RECURSIVE chain (id, corrects_id) AS (
       SELECT id, corrects_id FROM qa_outcome WHERE id = $1
       UNION SELECT q.id, q.corrects_id FROM chain JOIN qa_outcome q ON q.id = chain.corrects_id OR q.corrects_id = chain.id)
     SELECT id FROM chain) ORDER BY o.recorded_at, o.id`, [id]);

/**
 * What `assurance` is computed from, in one query: all outcomes of these providers, those about named offers too.
 * `offerIds` leaves out what names only other offers. Corrections are never left out: they take away what they correct,
 * whatever they are about themselves.
 */
export async function selectFacts(tx: Tx, { providerIds, offerIds }: { providerIds: readonly string[]; offerIds?: readonly string[] }): Promise<OutcomeFact[]> {
  const rows = await tx.query<Omit<OutcomeFact, 'withdrawal' | 'presumptions'> & WithdrawalColumns & { rules: StoredRule[] | null }>(
    `SELECT ${COLUMNS}, o.procedure_id AS "procedureId", p.framework,
       CASE WHEN o.valid_to IS NULL THEN (SELECT json_agg(json_build_object('id', r.id, 'years', r.years, 'reason', r.reason, 'recordedAt', r.recorded_at))
         FROM presumption_rule r WHERE r.framework = p.framework) END AS rules ${TABLES}
     WHERE o.provider_id = ANY($1::uuid[])
       AND ($2::uuid[] IS NULL OR o.offer_ids IS NULL OR o.offer_ids && $2 OR o.corrects_id IS NOT NULL)
     ORDER BY o.recorded_at, o.id`,
    [providerIds.filter(isId), offerIds ? offerIds.filter(isId) : null],
  );
  return rows.map(({ withdrawnOn, withdrawalReason: _reason, withdrawalRecordedAt: recordedAt, rules, ...fact }) => ({
    ...fact, withdrawal: withdrawnOn === null ? null : { withdrawnOn, recordedAt }, presumptions: rules ? rules.map(ruleFact) : NO_RULES,
  }));
}

/** As JSON tells it: the instant is a text. */
type StoredRule = Omit<PresumptionRuleFact, 'recordedAt'> & { recordedAt: string };

const NO_RULES: readonly PresumptionRuleFact[] = [];

const ruleFact = (rule: StoredRule): PresumptionRuleFact => ({ ...rule, recordedAt: new Date(rule.recordedAt) });
