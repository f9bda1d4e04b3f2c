import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { fail, fieldDifferences, isId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { lockOrganisation, openRole, organisationProblems } from '#libs/organisations';
import { countries } from '#libs/vocabularies';
import { Agency } from './agency.entity.js';
import { checkDays, checkWindow } from './dates.js';
import { versionConflict, withChanges } from './editing.js';
import { qualityProblems } from './problems.js';

/** An agency's part of an organisation; its id is the organisation's. */
export interface AgencyRecord {
  id: string;
  deqarId: string | null;
  eqarRegisteredFrom: LocalDate | null;
  eqarRegisteredTo: LocalDate | null;
  /** Countries (ISO alpha-2) where its decisions are official. */
  officialCountries: string[];
  version: number;
}

/** What can be changed of an agency. */
export type AgencyFields = Omit<AgencyRecord, 'id' | 'version'>;

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
  eqar_registered_to AS "eqarRegisteredTo", official_countries AS "officialCountries", version FROM agency`;

/** How an agency stands in other registers is for the registrar to say. */
const OF_THE_REGISTRAR = ['deqarId', 'eqarRegisteredFrom', 'eqarRegisteredTo'] as const satisfies readonly (keyof AgencyFields)[];

@Injectable()
export class Agencies {
  constructor(private readonly config: Config) {}

  /** Makes the organisation an agency, and gives it the role AGENCY. */
  async register(tx: Tx, input: AgencyInput): Promise<Outcome<AgencyRecord>> {
    const { organisationId: id, deqarId = null, eqarRegisteredFrom = null, eqarRegisteredTo = null, activeFrom = null } = input;
    const fields: AgencyFields = { deqarId, eqarRegisteredFrom, eqarRegisteredTo, officialCountries: unique(input.officialCountries ?? []) };
    const problems = [...checkAgency(fields), ...checkDays({ activeFrom })];
    if (problems.length) return fail(...problems);
    // The lock makes a second registration of the same organisation wait, and then find the first.
    if (!(await lockOrganisation(tx, id))) return fail(organisationProblems.make('ORGANISATION_UNKNOWN', 'organisationId', { id }));
    if ((await this.load(tx, [id])).size) return fail(qualityProblems.make('AGENCY_EXISTS', 'organisationId'));
    await tx.repository(Agency).insert({ id, ...fields });
    const role = await openRole(tx, id, { role: 'AGENCY', from: activeFrom });
    if (!role.ok) return role;
    await enqueue(tx, 'organisation', [id]);
    this.log(tx, 'agency.register', { id, after: { ...fields, activeFrom } });
    return succeed({ id, ...fields, version: 1 });
  }

  /** What is left out of the changes stays. */
  async edit(tx: Tx, input: { agencyId: string; expectedVersion: number; changes: Partial<AgencyFields>; asRegistrar: boolean }): Promise<Outcome<AgencyRecord>> {
    const { agencyId, expectedVersion, changes, asRegistrar } = input;
    const [agency] = isId(agencyId) ? await tx.query<AgencyRecord>(`${SELECT} WHERE organisation_id = $1 FOR NO KEY UPDATE`, [agencyId]) : [];
    if (!agency) return fail(qualityProblems.make('AGENCY_UNKNOWN', 'agencyId', { id: agencyId }));
    const { id, version, ...stands } = agency;
    const sent = withChanges(stands, { ...changes, officialCountries: changes.officialCountries && unique(changes.officialCountries) });
    const conflict = versionConflict({ expected: expectedVersion, actual: version }, { stands, sent });
    if (conflict) return fail(conflict);
    const problems = [
      ...checkAgency(sent),
      ...OF_THE_REGISTRAR.filter((field) => !asRegistrar && sent[field] !== stands[field]).map((field) => qualityProblems.make('NEEDS_REGISTRAR', field, { field })),
    ];
    if (problems.length) return fail(...problems);
    if (!fieldDifferences(stands, sent).length) return succeed(agency);
    await tx.change(
      `UPDATE agency SET deqar_id = $2, eqar_registered_from = $3, eqar_registered_to = $4, official_countries = $5, version = version + 1
       WHERE organisation_id = $1`,
      [id, sent.deqarId, sent.eqarRegisteredFrom, sent.eqarRegisteredTo, sent.officialCountries],
    );
    await enqueue(tx, 'organisation', [id]);
    this.log(tx, 'agency.edit', { id, before: stands, after: sent });
    return succeed({ id, ...sent, version: version + 1 });
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

  private log(tx: Tx, action: string, { id, before, after }: { id: string; before?: AgencyFields; after: AgencyFields & { activeFrom?: LocalDate | null } }): void {
    logChange(tx, { at: this.config.clock.now(), action, record: { kind: 'agency', id }, ownerId: id, before, after });
  }
}

const unique = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

function checkAgency({ deqarId, officialCountries, eqarRegisteredFrom, eqarRegisteredTo }: AgencyFields): Problem[] {
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
