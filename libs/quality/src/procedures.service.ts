import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { fail, isId, newId, succeed, type LanguageMap, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { checkTexts } from '#libs/organisations';
import { Agencies, checkDeqarNumber } from './agencies.service.js';
import { checkWindow } from './dates.js';
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
}

export type ProcedureInput = Pick<ProcedureRecord, 'agencyId' | 'title' | 'framework' | 'nature'> &
  Partial<Pick<ProcedureRecord, 'validFrom' | 'validTo' | 'deqarActivity' | 'description'>>;

const SELECT = `SELECT id, agency_id AS "agencyId", title, framework, nature, valid_from AS "validFrom", valid_to AS "validTo",
  deqar_activity AS "deqarActivity", description FROM procedure`;

@Injectable()
export class Procedures {
  constructor(private readonly agencies: Agencies) {}

  /** Enqueues nothing: nothing outward says a procedure before an outcome of it is recorded. */
  async create(tx: Tx, input: ProcedureInput): Promise<Outcome<ProcedureRecord>> {
    const { agencyId, title, framework, nature, validFrom = null, validTo = null, deqarActivity = null, description = null } = input;
    const procedure: ProcedureRecord = { id: newId(), agencyId, title, framework, nature, validFrom, validTo, deqarActivity, description };
    const problems = checkProcedure(procedure);
    if (problems.length) return fail(...problems);
    if (!(await this.agencies.load(tx, [agencyId])).size) return fail(qualityProblems.make('AGENCY_UNKNOWN', 'agencyId', { id: agencyId }));
    await tx.repository(Procedure).insert(procedure);
    return succeed(procedure);
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
}

function checkProcedure({ title, description, framework, nature, validFrom, validTo, deqarActivity }: ProcedureRecord): Problem[] {
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
