import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { enqueue, lockInTransaction, type Tx } from '#libs/database';
import { errorsOf, fail, isId, newId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { loadOrganisations, rolesOf } from '#libs/organisations';
import { Agencies } from './agencies.service.js';
import type { OutcomeFact } from './assurance.types.js';
import { checkDays } from './dates.js';
import { qualityProblems } from './problems.js';
import { lockProcedure } from './procedures.service.js';
import { QaOutcome } from './qa-outcome.entity.js';
import { QaOutcomeWithdrawal } from './qa-outcome-withdrawal.entity.js';
import type { OutcomeFields, OutcomeInput, QaOutcomeRecord } from './qa-outcome-record.js';
import { selectChain, selectFacts, selectOutcomes } from './qa-outcome-rows.js';
import { checkDecisionDay, checkOutcome, outcomeFields, reasonProblems } from './qa-outcome-rules.js';

/** Append-only: there is no edit. What was wrong is corrected by a new outcome, what is taken back is withdrawn. */
@Injectable()
export class QaOutcomes {
  constructor(
    private readonly config: Config,
    private readonly agencies: Agencies,
  ) {}

  /** That offers named are the provider's is checked by `QaOutcomeRecording` of libs/offers, the way for every caller above. */
  async record(tx: Tx, input: OutcomeInput): Promise<Outcome<QaOutcomeRecord>> {
    const fields = outcomeFields(input);
    const problems = checkOutcome(fields, input.recordedBy ?? 'AGENCY');
    if (!errorsOf(problems).length) problems.push(...(await this.checkSurroundings(tx, fields)));
    if (!errorsOf(problems).length && fields.correctsId !== null) problems.push(...(await this.checkCorrection(tx, fields)));
    if (errorsOf(problems).length) return fail(...problems);
    const id = newId();
    await tx.repository(QaOutcome).insert({
      ...fields, id, offerIds: fields.offerIds && [...fields.offerIds], contributingAgencyIds: [...fields.contributingAgencyIds],
      reports: [...fields.reports], recordedAt: this.config.clock.now(),
    });
    // A correction may be about other offers than what it corrects: both are to be looked at again.
    await enqueue(tx, 'outcome', fields.correctsId === null ? [id] : [id, fields.correctsId]);
    const made = (await this.load(tx, [id])).get(id) as QaOutcomeRecord;
    this.log(tx, made, { action: fields.correctsId === null ? 'outcome.record' : 'outcome.correct', after: fields });
    return succeed(made, problems);
  }

  /** The agency takes its decision back: it counts until the day before `withdrawnOn`, which may lie ahead. */
  async withdraw(tx: Tx, { outcomeId, withdrawnOn, reason }: { outcomeId: string; withdrawnOn: LocalDate; reason: string }): Promise<Outcome<QaOutcomeRecord>> {
    const problems = [...checkDays({ withdrawnOn }), ...reasonProblems(reason)];
    if (problems.length) return fail(...problems);
    const outcome = await this.hold(tx, outcomeId.toLowerCase());
    if (!outcome) return fail(qualityProblems.make('OUTCOME_UNKNOWN', 'outcomeId', { id: outcomeId }));
    if (outcome.withdrawal) return fail(qualityProblems.make('ALREADY_WITHDRAWN', 'outcomeId'));
    if (outcome.correctedById !== null) return fail(qualityProblems.make('ALREADY_CORRECTED', 'outcomeId', { id: outcome.correctedById }));
    if (withdrawnOn < outcome.decisionDate) {
      return fail(qualityProblems.make('WITHDRAWN_BEFORE_DECISION', 'withdrawnOn', { date: withdrawnOn, decision: outcome.decisionDate }));
    }
    const withdrawal = { withdrawnOn, reason: reason.trim(), recordedAt: this.config.clock.now() };
    await tx.repository(QaOutcomeWithdrawal).insert({ outcomeId: outcome.id, ...withdrawal });
    await enqueue(tx, 'outcome', [outcome.id]);
    this.log(tx, outcome, { action: 'outcome.withdraw', before: { withdrawnOn: null }, after: { withdrawnOn }, reason: withdrawal.reason });
    return succeed({ ...outcome, withdrawal });
  }

  async load(tx: Tx, ids: readonly string[]): Promise<Map<string, QaOutcomeRecord>> {
    const rows = await selectOutcomes(tx, 'WHERE o.id = ANY($1::uuid[])', [ids.filter(isId)]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** All outcomes of the provider and of its offers, newest decision first. */
  async outcomesForProvider(tx: Tx, providerId: string): Promise<QaOutcomeRecord[]> {
    if (!isId(providerId)) return [];
    return selectOutcomes(tx, 'WHERE o.provider_id = $1 ORDER BY o.decision_date DESC, o.recorded_at DESC, o.id DESC', [providerId]);
  }

  /** The outcome with everything that it corrects and that corrects it, the first entry first; empty when there is none. */
  chain(tx: Tx, id: string): Promise<QaOutcomeRecord[]> {
    return isId(id) ? selectChain(tx, id) : Promise.resolve([]);
  }

  /**
   * What `assurance` is computed from, in one query. With `offerIds`, outcomes that name only other offers are left out;
   * the answers about these offers are the same.
   */
  factsFor(tx: Tx, subjects: { providerIds: readonly string[]; offerIds?: readonly string[] }): Promise<OutcomeFact[]> {
    return selectFacts(tx, subjects);
  }

  private async checkSurroundings(tx: Tx, fields: OutcomeFields): Promise<Problem[]> {
    const { procedureId, providerId, decisionDate, contributingAgencyIds } = fields;
    // Held, so that its window does not move away meanwhile.
    const procedure = await lockProcedure(tx, procedureId, 'SHARE');
    if (!procedure) return [qualityProblems.make('PROCEDURE_UNKNOWN', 'procedureId', { id: procedureId })];
    const { agencyId } = procedure;
    const role = (await rolesOf(tx, agencyId)).find((held) => held.role === 'AGENCY');
    const problems = checkDecisionDay(decisionDate, { today: registerToday(this.config), agencyFrom: role?.from ?? null, procedure });
    if (!(await loadOrganisations(tx, [providerId])).get(providerId)?.provider) {
      problems.push(qualityProblems.make('SUBJECT_UNKNOWN', 'providerId', { id: providerId }));
    }
    const contributors = await this.agencies.load(tx, contributingAgencyIds);
    contributingAgencyIds.forEach((id, index) => {
      if (!contributors.has(id)) problems.push(qualityProblems.make('AGENCY_UNKNOWN', `contributingAgencyIds.${index}`, { id }));
      else if (id === agencyId) problems.push(qualityProblems.make('CONTRIBUTOR_IS_AGENCY', `contributingAgencyIds.${index}`));
    });
    return problems;
  }

  private async checkCorrection(tx: Tx, { correctsId, procedureId, providerId }: OutcomeFields): Promise<Problem[]> {
    const corrected = await this.hold(tx, correctsId as string);
    if (!corrected) return [qualityProblems.make('OUTCOME_UNKNOWN', 'correctsId', { id: correctsId as string })];
    if (corrected.procedure.id !== procedureId || corrected.providerId !== providerId) return [qualityProblems.make('CORRECTION_OF_OTHER', 'correctsId')];
    if (corrected.correctedById !== null) return [qualityProblems.make('ALREADY_CORRECTED', 'correctsId', { id: corrected.correctedById })];
    return corrected.withdrawal ? [qualityProblems.make('ALREADY_WITHDRAWN', 'correctsId')] : [];
  }

  /**
   * The outcome as it is when nobody else corrects or withdraws it. An advisory lock in place of the row's: the
   * application's role needs no right to change rows of a table that nobody may change.
   */
  private async hold(tx: Tx, id: string): Promise<QaOutcomeRecord | undefined> {
    await lockInTransaction(tx, `qa-outcome ${id}`);
    return (await this.load(tx, [id])).get(id);
  }

  private log(tx: Tx, { id, agencyId }: QaOutcomeRecord, change: { action: string; before?: object; after: object; reason?: string }): void {
    logChange(tx, { at: this.config.clock.now(), record: { kind: 'outcome', id }, ownerId: agencyId, ...change });
  }
}
