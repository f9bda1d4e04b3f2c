import { Injectable } from '@nestjs/common';
import { enqueue, type Tx } from '#libs/database';
import { fail, isId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { lockOrganisation, openRole, organisationProblems } from '#libs/organisations';
import { countries } from '#libs/vocabularies';
import { Agency } from './agency.entity.js';
import { checkDays, checkWindow } from './dates.js';
import { qualityProblems } from './problems.js';

/** An agency's part of an organisation; its id is the organisation's. */
export interface AgencyRecord {
  id: string;
  deqarId: string | null;
  eqarRegisteredFrom: LocalDate | null;
  eqarRegisteredTo: LocalDate | null;
  /** Countries (ISO alpha-2) where its decisions are official. */
  officialCountries: string[];
}

export interface AgencyInput {
  organisationId: string;
  deqarId?: string | null;
  eqarRegisteredFrom?: LocalDate | null;
  eqarRegisteredTo?: LocalDate | null;
  officialCountries?: string[];
  /** First day as an agency: no decision can be older. Not known: null. */
  activeFrom?: LocalDate | null;
}

const SELECT = `SELECT organisation_id AS id, deqar_id AS "deqarId", eqar_registered_from AS "eqarRegisteredFrom",
  eqar_registered_to AS "eqarRegisteredTo", official_countries AS "officialCountries" FROM agency`;

@Injectable()
export class Agencies {
  /** Makes the organisation an agency, and gives it the role AGENCY. */
  async register(tx: Tx, input: AgencyInput): Promise<Outcome<AgencyRecord>> {
    const { organisationId: id, deqarId = null, eqarRegisteredFrom = null, eqarRegisteredTo = null, activeFrom = null } = input;
    const agency: AgencyRecord = { id, deqarId, eqarRegisteredFrom, eqarRegisteredTo, officialCountries: [...new Set(input.officialCountries)].sort() };
    const problems = [...checkAgency(agency), ...checkDays({ activeFrom })];
    if (problems.length) return fail(...problems);
    // The lock makes a second registration of the same organisation wait, and then find the first.
    if (!(await lockOrganisation(tx, id))) return fail(organisationProblems.make('ORGANISATION_UNKNOWN', 'organisationId', { id }));
    if ((await this.load(tx, [id])).size) return fail(qualityProblems.make('AGENCY_EXISTS', 'organisationId'));
    await tx.repository(Agency).insert(agency);
    const role = await openRole(tx, id, { role: 'AGENCY', from: activeFrom });
    if (!role.ok) return role;
    await enqueue(tx, 'organisation', [id]);
    return succeed(agency);
  }

  async load(tx: Tx, ids: readonly string[]): Promise<Map<string, AgencyRecord>> {
    const rows = await tx.query<AgencyRecord>(`${SELECT} WHERE organisation_id = ANY($1::uuid[])`, [ids.filter(isId)]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** A page in order of id. */
  list(tx: Tx, { after, limit }: { after?: string | null; limit: number }): Promise<AgencyRecord[]> {
    return tx.query<AgencyRecord>(
      `${SELECT} WHERE $1::uuid IS NULL OR organisation_id > $1 ORDER BY organisation_id LIMIT $2`, [after && isId(after) ? after : null, limit],
    );
  }
}

function checkAgency({ deqarId, officialCountries, eqarRegisteredFrom, eqarRegisteredTo }: AgencyRecord): Problem[] {
  return [
    ...(deqarId === null ? [] : checkDeqarNumber(deqarId, 'deqarId')),
    ...checkWindow({ eqarRegisteredFrom, eqarRegisteredTo }),
    ...officialCountries
      .filter((country) => !countries.has(country))
      .map((value) => qualityProblems.make('CODE_UNKNOWN', 'officialCountries', { value, list: countries.id })),
  ];
}

/** DEQAR numbers its agencies and their activities. */
export const checkDeqarNumber = (value: string, path: string): Problem[] =>
  /^[1-9]\d{0,8}$/.test(value) ? [] : [qualityProblems.make('DEQAR_ID_MALFORMED', path, { value })];
