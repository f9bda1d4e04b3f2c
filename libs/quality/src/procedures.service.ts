import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { fail, fieldDifferences, isId, newId, succeed, type LanguageMap, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { checkTexts } from '#libs/organisations';
import { Agencies, checkDeqarNumber } from './agencies.service.js';
import { checkWindow } from './dates.js';
import { versionConflict, withChanges } from './editing.js';
import { qualityProblems } from './problems.js';
import { FRAMEWORKS, NATURES, Procedure, type Framework, type Nature } from './procedure.entity.js';

export interface ProcedureRecord {
  id: string;
  agencyId: string;
  title: LanguageMap;
  framework: Framework;
  nature: Nature;
  /** Days between which decisions of this procedure can lie; null is open. */
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  /** Number of the activity in DEQAR. */
  deqarActivity: string | null;
  description: LanguageMap | null;
  version: number;
}

/** What can be changed of a procedure; it stays its agency's. */
export type ProcedureFields = Omit<ProcedureRecord, 'id' | 'agencyId' | 'version'>;

export type ProcedureInput = Pick<ProcedureRecord, 'agencyId' | 'title' | 'framework' | 'nature'> &
  Partial<Pick<ProcedureRecord, 'validFrom' | 'validTo' | 'deqarActivity' | 'description'>>;

const SELECT = `SELECT id, agency_id AS "agencyId", title, framework, nature, valid_from AS "validFrom", valid_to AS "validTo",
  deqar_activity AS "deqarActivity", description, version FROM procedure`;

@Injectable()
export class Procedures {
  constructor(
    private readonly config: Config,
    private readonly agencies: Agencies,
  ) {}

  /** Enqueues nothing: nothing outward says a procedure before an outcome of it is recorded. */
  async create(tx: Tx, input: ProcedureInput): Promise<Outcome<ProcedureRecord>> {
    const { agencyId, title, framework, nature, validFrom = null, validTo = null, deqarActivity = null, description = null } = input;
    const fields: ProcedureFields = { title, framework, nature, validFrom, validTo, deqarActivity, description };
    const problems = checkProcedure(fields);
    if (problems.length) return fail(...problems);
    if (!(await this.agencies.load(tx, [agencyId])).size) return fail(qualityProblems.make('AGENCY_UNKNOWN', 'agencyId', { id: agencyId }));
    const procedure = { id: newId(), agencyId, ...fields };
    await tx.repository(Procedure).insert({ ...procedure });
    this.log(tx, procedure, { action: 'procedure.create', after: fields });
    return succeed({ ...procedure, version: 1 });
  }

  /** What is left out of the changes stays. Nothing may change that recorded decisions were measured by. */
  async edit(tx: Tx, input: { procedureId: string; expectedVersion: number; changes: Partial<ProcedureFields> }): Promise<Outcome<ProcedureRecord>> {
    const { procedureId, expectedVersion, changes } = input;
    const procedure = await lockProcedure(tx, procedureId, 'NO KEY UPDATE');
    if (!procedure) return fail(qualityProblems.make('PROCEDURE_UNKNOWN', 'procedureId', { id: procedureId }));
    const { id, agencyId, version, ...stands } = procedure;
    const sent = withChanges(stands, changes);
    const conflict = versionConflict({ expected: expectedVersion, actual: version }, { stands, sent });
    if (conflict) return fail(conflict);
    const problems = checkProcedure(sent);
    if (!problems.length) problems.push(...(await checkDecisions(tx, id, { stands, sent })));
    if (problems.length) return fail(...problems);
    if (!fieldDifferences(stands, sent).length) return succeed(procedure);
    await tx.change(
      `UPDATE procedure SET title = $2, framework = $3, nature = $4, valid_from = $5, valid_to = $6, deqar_activity = $7, description = $8,
         version = version + 1 WHERE id = $1`,
      [id, sent.title, sent.framework, sent.nature, sent.validFrom, sent.validTo, sent.deqarActivity, sent.description],
    );
    const outcomes = await tx.query<{ id: string }>('SELECT id FROM qa_outcome WHERE procedure_id = $1', [id]);
    await enqueue(tx, 'outcome', outcomes.map((outcome) => outcome.id));
    this.log(tx, procedure, { action: 'procedure.edit', before: stands, after: sent });
    return succeed({ id, agencyId, ...sent, version: version + 1 });
  }

  async load(tx: Tx, ids: readonly string[]): Promise<Map<string, ProcedureRecord>> {
    const rows = await tx.query<ProcedureRecord>(`${SELECT} WHERE id = ANY($1::uuid[])`, [ids.filter(isId)]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The procedures of one agency, or of all: a page in order of id. */
  list(tx: Tx, { agencyId, after, limit }: { agencyId?: string | null; after?: string | null; limit: number }): Promise<ProcedureRecord[]> {
    return tx.query<ProcedureRecord>(
      `${SELECT} WHERE ($1::uuid IS NULL OR agency_id = $1) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [agencyId ?? null, after && isId(after) ? after : null, limit],
    );
  }

  private log(tx: Tx, { id, agencyId }: Pick<ProcedureRecord, 'id' | 'agencyId'>, change: { action: string; before?: ProcedureFields; after: ProcedureFields }): void {
    logChange(tx, { at: this.config.clock.now(), record: { kind: 'procedure', id }, ownerId: agencyId, ...change });
  }
}

/** SHARE: whoever records a decision in it. NO KEY UPDATE: whoever changes it; the two wait for each other. */
export async function lockProcedure(tx: Tx, id: string, mode: 'SHARE' | 'NO KEY UPDATE'): Promise<ProcedureRecord | undefined> {
  const [row] = isId(id) ? await tx.query<ProcedureRecord>(`${SELECT} WHERE id = $1 FOR ${mode}`, [id]) : [];
  return row;
}

/** What was corrected counts as never decided, but was said in this framework all the same. */
async function checkDecisions(tx: Tx, id: string, { stands, sent }: { stands: ProcedureFields; sent: ProcedureFields }): Promise<Problem[]> {
  const [made] = await tx.query<{ count: number; first: LocalDate | null; last: LocalDate | null }>(
    `SELECT count(*)::int AS count, min(decision_date) FILTER (WHERE standing) AS first, max(decision_date) FILTER (WHERE standing) AS last
     FROM (SELECT decision_date, NOT EXISTS (SELECT 1 FROM qa_outcome c WHERE c.corrects_id = o.id) AS standing FROM qa_outcome o WHERE o.procedure_id = $1) made`,
    [id],
  );
  const { count, first, last } = made ?? { count: 0, first: null, last: null };
  const problems: Problem[] = [];
  if (count && sent.framework !== stands.framework) problems.push(qualityProblems.make('FRAMEWORK_IN_USE', 'framework', { count }));
  const outside = (path: 'validFrom' | 'validTo') => problems.push(qualityProblems.make('DECISIONS_OUTSIDE_WINDOW', path, { first: String(first), last: String(last) }));
  if (first !== null && sent.validFrom !== stands.validFrom && sent.validFrom !== null && first < sent.validFrom) outside('validFrom');
  if (last !== null && sent.validTo !== stands.validTo && sent.validTo !== null && last > sent.validTo) outside('validTo');
  return problems;
}

function checkProcedure({ title, description, framework, nature, validFrom, validTo, deqarActivity }: ProcedureFields): Problem[] {
  const unknown = (path: string, value: string) => qualityProblems.make('CODE_UNKNOWN', path, { value, list: path });
  return [
    ...(Object.keys(title).length ? checkTexts(title, 'title') : [qualityProblems.make('TITLE_MISSING', 'title')]),
    ...(description ? checkTexts(description, 'description', 10_000) : []),
    ...(FRAMEWORKS.includes(framework) ? [] : [unknown('framework', framework)]),
    ...(NATURES.includes(nature) ? [] : [unknown('nature', nature)]),
    ...checkWindow({ validFrom, validTo }),
    ...(deqarActivity === null ? [] : checkDeqarNumber(deqarActivity, 'deqarActivity')),
  ];
}
