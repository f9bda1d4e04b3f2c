import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config } from '#libs/config';
import { enqueue, lockInTransaction, type Tx } from '#libs/database';
import { fail, newId, succeed, type Outcome, type Problem } from '#libs/kernel';
import { checkText } from '#libs/organisations';
import { BUILT_IN_SOURCE, BUILT_IN_YEARS } from './assurance/presumption.js';
import { PresumptionRule } from './presumption-rule.entity.js';
import { FRAMEWORKS, type Framework } from './procedure.entity.js';
import { qualityProblems } from './problems.js';

/** For how many years a decision of the framework without an end is presumed to hold. */
export interface PresumptionRuleRecord {
  /** Null: built in, and in force before anybody set one. */
  id: string | null;
  framework: Framework;
  /** Null: no end is presumed. */
  years: number | null;
  reason: string;
  recordedAt: Date | null;
  /** When the next rule of the framework took its place; null: it is in force. */
  replacedAt: Date | null;
}

export interface PresumptionInput {
  framework: Framework;
  years: number | null;
  reason: string;
}

const MAX_YEARS = 50;

/** Append-only: a rule holds from its recording on, and says nothing about what was known before. */
@Injectable()
export class Presumptions {
  constructor(private readonly config: Config) {}

  /** Every offer whose assurance rests on such a decision is looked at again at once. */
  async set(tx: Tx, { framework, years, reason }: PresumptionInput): Promise<Outcome<PresumptionRuleRecord>> {
    const problems = checkRule({ framework, years, reason });
    if (problems.length) return fail(...problems);
    await lockInTransaction(tx, `presumption-rule ${framework}`);
    const before = (await this.rules(tx)).find((rule) => rule.framework === framework && rule.replacedAt === null);
    if (before?.years === years) return fail(qualityProblems.make('PRESUMPTION_UNCHANGED', 'years'));
    const rule = { id: newId(), framework, years, reason: reason.trim(), recordedAt: this.config.clock.now() };
    await tx.repository(PresumptionRule).insert({ ...rule });
    const concerned = await tx.query<{ id: string }>(
      'SELECT o.id FROM qa_outcome o JOIN procedure p ON p.id = o.procedure_id WHERE p.framework = $1 AND o.valid_to IS NULL', [framework],
    );
    await enqueue(tx, 'outcome', concerned.map(({ id }) => id));
    logChange(tx, {
      at: rule.recordedAt, action: 'presumption-rule.set', record: { kind: 'presumption-rule', id: rule.id }, ownerId: null,
      before: { framework, years: before?.years }, after: { framework, years }, reason: rule.reason,
    });
    return succeed({ ...rule, replacedAt: null });
  }

  /** Every rule there is and was: of each framework the built-in one first, then in order of recording. */
  async rules(tx: Tx): Promise<PresumptionRuleRecord[]> {
    const set = await tx.query<PresumptionInput & { id: string; recordedAt: Date }>(
      'SELECT id, framework, years, reason, recorded_at AS "recordedAt" FROM presumption_rule ORDER BY recorded_at, id',
    );
    return FRAMEWORKS.flatMap((framework) => {
      const rules = [{ id: null, framework, years: BUILT_IN_YEARS, reason: BUILT_IN_SOURCE, recordedAt: null }, ...set.filter((rule) => rule.framework === framework)];
      return rules.map((rule, index) => ({ ...rule, replacedAt: rules[index + 1]?.recordedAt ?? null }));
    });
  }

  /** How many were ever set: another number says that everything computed before is to be looked at again. */
  async count(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM presumption_rule');
    return row?.count ?? 0;
  }
}

const checkRule = ({ framework, years, reason }: PresumptionInput): Problem[] => [
  ...(FRAMEWORKS.includes(framework) ? [] : [qualityProblems.make('CODE_UNKNOWN', 'framework', { value: framework, list: 'framework' })]),
  ...(years === null || (Number.isInteger(years) && years >= 1 && years <= MAX_YEARS) ? [] : [qualityProblems.make('YEARS_OUT_OF_RANGE', 'years', { value: years })]),
  ...(reason.trim() ? checkText(reason, 'reason', 2000) : [qualityProblems.make('REASON_MISSING', 'reason')]),
];
