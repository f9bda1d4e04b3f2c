import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { canonicalJson, errorsOf, fail, isId, isLocalDate, newId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import type { IdentifierScheme } from '#libs/vocabularies';
import { Organisation } from './organisation.entity.js';
import { identifierKey, organisationFields, type OrganisationFields, type OrganisationInput } from './organisation-input.js';
import type { Identifier, OrganisationRecord } from './organisation-record.js';
import type { OrganisationRoleName } from './organisation-role.entity.js';
import { closeRole, openRole, rolesOf, type RoleRecord } from './organisation-roles.js';
import { loadOrganisations, selectOrganisations } from './organisation-rows.js';
import { checkOrganisation } from './organisation-rules.js';
import { organisationProblems } from './problems.js';
import { lockOrganisation, versionConflict } from './row-locks.js';

/** Roles somebody gives; PROVIDER follows from the provider's life, AGENCY from registering one. */
export type GrantableRole = Exclude<OrganisationRoleName, 'PROVIDER' | 'AGENCY'>;

@Injectable()
export class Organisations {
  constructor(private readonly config: Config) {}

  async create(tx: Tx, input: OrganisationInput): Promise<Outcome<OrganisationRecord>> {
    const fields = organisationFields(input);
    const problems = checkOrganisation(fields);
    if (errorsOf(problems).length) return fail(...problems);
    const id = newId();
    const now = this.config.clock.now();
    const { identifiers, ...columns } = fields;
    await tx.repository(Organisation).insert({ id, ...columns, createdAt: now, updatedAt: now });
    const clashes = await addIdentifiers(tx, id, identifiers);
    if (clashes.length) return fail(...clashes);
    return this.written(tx, id, problems);
  }

  /** A field left out stays, null empties it, a list replaces the list. An edit that changes nothing writes nothing. */
  async edit(tx: Tx, input: { id: string; expectedVersion: number | null; changes: Partial<OrganisationInput> }): Promise<Outcome<OrganisationRecord>> {
    const { id, expectedVersion } = input;
    const locked = await lockOrganisation(tx, id);
    if (!locked) return fail(unknown(id));
    const conflict = versionConflict(expectedVersion, locked.version);
    if (conflict) return fail(conflict);
    const current = (await this.load(tx, [id])).get(id) as OrganisationRecord;
    const before = organisationFields(current);
    const said = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
    const after = organisationFields({ ...before, ...said });
    const problems = checkOrganisation(after);
    if (errorsOf(problems).length) return fail(...problems);
    if (canonicalJson(before) === canonicalJson(after)) return succeed(current, problems);
    const { identifiers, ...columns } = after;
    // TypeORM's update raises the version column by itself.
    await tx.repository(Organisation).update(id, { ...columns, updatedAt: this.config.clock.now() });
    const clashes = await replaceIdentifiers(tx, id, { before: before.identifiers, after: identifiers });
    if (clashes.length) return fail(...clashes);
    return this.written(tx, id, problems);
  }

  /** In one query, identifiers and the provider's part included; an unknown id is missing from the answer. */
  load(tx: Tx, ids: readonly string[]): Promise<Map<string, OrganisationRecord>> {
    return loadOrganisations(tx, ids);
  }

  async byIdentifier(tx: Tx, scheme: IdentifierScheme, value: string): Promise<OrganisationRecord | null> {
    const found = await selectOrganisations(
      tx, 'JOIN organisation_identifier key ON key.organisation_id = o.id WHERE key.scheme = $1 AND key.value = $2', [scheme, value.trim()],
    );
    return found[0] ?? null;
  }

  /** A page in order of id (of entry into the register). `role`: only those that hold it today. */
  search(tx: Tx, { after, limit, role }: { after?: string | null; limit: number; role?: OrganisationRoleName | null }): Promise<OrganisationRecord[]> {
    return selectOrganisations(
      tx,
      `WHERE ($1::uuid IS NULL OR o.id > $1) AND ($2::text IS NULL OR EXISTS (
         SELECT 1 FROM organisation_role r WHERE r.organisation_id = o.id AND r.role = $2
           AND coalesce(r.from_date, $3) <= $3 AND coalesce(r.to_date, $3) >= $3::date))
       ORDER BY o.id LIMIT $4`,
      [after && isId(after) ? after : null, role ?? null, registerToday(this.config), limit],
    );
  }

  async grantRole(tx: Tx, { organisationId, role, from = null }: { organisationId: string; role: GrantableRole; from?: LocalDate | null }): Promise<Outcome<RoleRecord>> {
    if (from !== null && !isLocalDate(from)) return fail(organisationProblems.make('DATE_IMPOSSIBLE', 'from', { value: from }));
    if (!(await lockOrganisation(tx, organisationId))) return fail(unknown(organisationId));
    return openRole(tx, organisationId, { role, from });
  }

  async endRole(tx: Tx, { organisationId, role, to }: { organisationId: string; role: GrantableRole; to: LocalDate }): Promise<Outcome<RoleRecord>> {
    if (!isLocalDate(to)) return fail(organisationProblems.make('DATE_IMPOSSIBLE', 'to', { value: to }));
    if (!(await lockOrganisation(tx, organisationId))) return fail(unknown(organisationId));
    return closeRole(tx, organisationId, { role, to });
  }

  /** All dated roles, past ones too, oldest first. */
  roles(tx: Tx, organisationId: string): Promise<RoleRecord[]> {
    return isId(organisationId) ? rolesOf(tx, organisationId) : Promise.resolve([]);
  }

  private async written(tx: Tx, id: string, problems: Problem[]): Promise<Outcome<OrganisationRecord>> {
    await enqueue(tx, 'organisation', [id]);
    return succeed((await this.load(tx, [id])).get(id) as OrganisationRecord, problems);
  }
}

const unknown = (id: string): Problem => organisationProblems.make('ORGANISATION_UNKNOWN', '', { id });

/**
 * DO NOTHING waits for another transaction that has just inserted the same key, and then answers no row: a clash is found
 * also when it happens at the same moment, and is data, not an aborted transaction. Sorted (as `organisationFields` leaves
 * them), so that two writers of the same keys wait in the same order.
 */
async function addIdentifiers(tx: Tx, organisationId: string, identifiers: readonly Identifier[]): Promise<Problem[]> {
  if (!identifiers.length) return [];
  const added = await tx.query<Identifier>(
    `INSERT INTO organisation_identifier (organisation_id, scheme, value)
     SELECT $1, scheme, value FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS given(scheme, value, position) ORDER BY position
     ON CONFLICT (scheme, value) DO NOTHING RETURNING scheme, value`,
    [organisationId, identifiers.map(({ scheme }) => scheme), identifiers.map(({ value }) => value)],
  );
  const keys = new Set(added.map(identifierKey));
  return identifiers
    .filter((identifier) => !keys.has(identifierKey(identifier)))
    .map(({ scheme, value }) => organisationProblems.make('IDENTIFIER_TAKEN', 'identifiers', { scheme, value }));
}

async function replaceIdentifiers(tx: Tx, organisationId: string, { before, after }: Record<'before' | 'after', OrganisationFields['identifiers']>): Promise<Problem[]> {
  const kept = new Set(after.map(identifierKey));
  const old = new Set(before.map(identifierKey));
  const gone = before.filter((identifier) => !kept.has(identifierKey(identifier)));
  if (gone.length) {
    await tx.change(
      `DELETE FROM organisation_identifier i USING unnest($2::text[], $3::text[]) AS gone(scheme, value)
       WHERE i.organisation_id = $1 AND i.scheme = gone.scheme AND i.value = gone.value`,
      [organisationId, gone.map(({ scheme }) => scheme), gone.map(({ value }) => value)],
    );
  }
  return addIdentifiers(tx, organisationId, after.filter((identifier) => !old.has(identifierKey(identifier))));
}
