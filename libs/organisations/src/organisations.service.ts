import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { addDays, canonicalJson, errorsOf, fail, isId, isLocalDate, newId, succeed, type LanguageMap, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import type { IdentifierScheme } from '#libs/vocabularies';
import { keepFormerName, loadFormerNames, type FormerNameRecord } from './former-names.js';
import { Organisation } from './organisation.entity.js';
import { addIdentifiers, replaceIdentifiers } from './organisation-identifiers.js';
import { organisationFields, type OrganisationFields, type OrganisationInput } from './organisation-input.js';
import type { OrganisationRecord } from './organisation-record.js';
import type { OrganisationRoleName } from './organisation-role.entity.js';
import { closeRole, openRole, rolesOf, type RoleRecord } from './organisation-roles.js';
import { APPLICANT_ONLY, loadOrganisations, selectOrganisations } from './organisation-rows.js';
import { checkOrganisation, registrarsFields } from './organisation-rules.js';
import { organisationProblems } from './problems.js';
import { APPLICATION_STATUSES } from './provider-life.js';
import { lockOrganisation, lockProviders, versionConflict } from './row-locks.js';
import { checkText } from './text-checks.js';

/** Roles somebody gives; PROVIDER follows from the provider's life, AGENCY from registering one. */
export type GrantableRole = Exclude<OrganisationRoleName, 'PROVIDER' | 'AGENCY'>;

/** `expectedVersion` null: the writer does not claim to have seen any version (imports). */
interface OrganisationEdit {
  id: string;
  expectedVersion: number | null;
}

interface RoleEdit {
  organisationId: string;
  expectedVersion: number | null;
  role: GrantableRole;
}

export interface RoleChange {
  role: RoleRecord;
  organisation: OrganisationRecord;
}

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
    this.log(tx, id, { action: 'organisation.create', after: fields });
    return this.written(tx, id, problems);
  }

  /**
   * A field left out stays, null empties it, a list replaces the list. An edit that changes nothing writes nothing.
   * @param input `byRegistrar`: name, identifiers and country of an organisation of the register are not its own to change.
   */
  async edit(tx: Tx, input: OrganisationEdit & { changes: Partial<OrganisationInput>; byRegistrar: boolean }): Promise<Outcome<OrganisationRecord>> {
    const opened = await this.open(tx, input);
    if (!opened.ok) return opened;
    const current = opened.value;
    const before = organisationFields(current);
    const said = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
    const after = organisationFields({ ...before, ...said });
    const conflict = versionConflict({ expected: input.expectedVersion, actual: current.version }, { stands: before, sent: after });
    if (conflict) return fail(conflict);
    const problems = checkOrganisation(after);
    if (errorsOf(problems).length) return fail(...problems);
    const others = input.byRegistrar ? [] : registrarsFields(current, after);
    if (others.length) return fail(...others);
    if (canonicalJson(before) === canonicalJson(after)) return succeed(current, problems);
    const clashes = await this.write(tx, current, after);
    if (clashes.length) return fail(...clashes);
    this.log(tx, current.id, { action: 'organisation.edit', before, after });
    return this.written(tx, current.id, problems);
  }

  /** A new legal name. The former one is kept with its last day (yesterday if not said), and stays public. */
  async rename(tx: Tx, input: OrganisationEdit & { legalName: LanguageMap; until?: LocalDate; reason: string }): Promise<Outcome<OrganisationRecord>> {
    const opened = await this.open(tx, input);
    if (!opened.ok) return opened;
    const current = opened.value;
    const before = organisationFields(current);
    const after = { ...before, legalName: input.legalName };
    const conflict = versionConflict(
      { expected: input.expectedVersion, actual: current.version }, { stands: { legalName: before.legalName }, sent: { legalName: after.legalName } },
    );
    if (conflict) return fail(conflict);
    const problems = checkRenaming(before, after, input.reason);
    if (errorsOf(problems).length) return fail(...problems);
    const [today, recordedAt] = [registerToday(this.config), this.config.clock.now()];
    const { until = addDays(today, -1), reason } = input;
    const kept = await keepFormerName(tx, { organisationId: current.id, legalName: before.legalName, until, reason: reason.trim(), recordedAt }, today);
    if (!kept.ok) return kept;
    await this.write(tx, current, after);
    this.log(tx, current.id, {
      action: 'organisation.rename', reason: reason.trim(), before: { legalName: before.legalName }, after: { legalName: after.legalName, formerNameUntil: until },
    });
    return this.written(tx, current.id, problems);
  }

  /** In one query, identifiers and the provider's part included; an unknown id is missing from the answer. */
  load(tx: Tx, ids: readonly string[]): Promise<Map<string, OrganisationRecord>> {
    return loadOrganisations(tx, ids);
  }

  /** Legal names that they had before, newest first; who was never renamed is missing from the answer. */
  formerNames(tx: Tx, ids: readonly string[]): Promise<Map<string, FormerNameRecord[]>> {
    return loadFormerNames(tx, ids);
  }

  async byIdentifier(tx: Tx, scheme: IdentifierScheme, value: string): Promise<OrganisationRecord | null> {
    const found = await selectOrganisations(
      tx, 'JOIN organisation_identifier key ON key.organisation_id = o.id WHERE key.scheme = $1 AND key.value = $2', [scheme, value.trim()],
    );
    return found[0] ?? null;
  }

  /**
   * A page in order of id (of entry into the register).
   * @param query `role`: only those that hold it today. `seenBy`: which applicants may be seen; null or left out: all.
   */
  search(
    tx: Tx,
    { after, limit, role, seenBy = null }: { after?: string | null; limit: number; role?: OrganisationRoleName | null; seenBy?: readonly string[] | null },
  ): Promise<OrganisationRecord[]> {
    return selectOrganisations(
      tx,
      `WHERE ($1::uuid IS NULL OR o.id > $1) AND ($2::text IS NULL OR EXISTS (
         SELECT 1 FROM organisation_role r WHERE r.organisation_id = o.id AND r.role = $2
           AND coalesce(r.from_date, $3) <= $3 AND coalesce(r.to_date, $3) >= $3::date))
         AND ($5::uuid[] IS NULL OR o.id = ANY($5) OR p.organisation_id IS NULL OR NOT (${APPLICANT_ONLY}))
       ORDER BY o.id LIMIT $4`,
      [after && isId(after) ? after : null, role ?? null, registerToday(this.config), limit, seenBy],
    );
  }

  async grantRole(tx: Tx, { from = null, ...input }: RoleEdit & { from?: LocalDate | null }): Promise<Outcome<RoleChange>> {
    if (from !== null && !isLocalDate(from)) return fail(organisationProblems.make('DATE_IMPOSSIBLE', 'from', { value: from }));
    const { role } = input;
    return this.changeRole(tx, input, { sent: { role, from, to: null }, action: 'organisation.role-grant', move: (id) => openRole(tx, id, { role, from }) });
  }

  async endRole(tx: Tx, { to, ...input }: RoleEdit & { to: LocalDate }): Promise<Outcome<RoleChange>> {
    if (!isLocalDate(to)) return fail(organisationProblems.make('DATE_IMPOSSIBLE', 'to', { value: to }));
    const { role } = input;
    return this.changeRole(tx, input, { sent: { role, to }, action: 'organisation.role-end', move: (id) => closeRole(tx, id, { role, to }) });
  }

  /** All dated roles, past ones too, oldest first. */
  roles(tx: Tx, organisationId: string): Promise<RoleRecord[]> {
    return isId(organisationId) ? rolesOf(tx, organisationId) : Promise.resolve([]);
  }

  private async changeRole(tx: Tx, { organisationId, expectedVersion }: RoleEdit, { sent, action, move }: RoleMove): Promise<Outcome<RoleChange>> {
    const opened = await this.open(tx, { id: organisationId });
    if (!opened.ok) return opened;
    const { id, version } = opened.value;
    const stands = await rolesOf(tx, id);
    const conflict = versionConflict({ expected: expectedVersion, actual: version }, { stands: { roles: stands }, sent: { roles: [sent] } });
    if (conflict) return fail(conflict);
    const moved = await move(id);
    if (!moved.ok) return moved;
    await tx.repository(Organisation).update(id, { updatedAt: this.config.clock.now() });
    this.log(tx, id, { action, before: { roles: stands }, after: { roles: await rolesOf(tx, id) } });
    const organisation = await this.written(tx, id, []);
    return organisation.ok ? succeed({ role: moved.value, organisation: organisation.value }) : organisation;
  }

  /** The organisation's row and its provider's, held until the end: nobody is registered while the name changes. */
  private async open(tx: Tx, edit: Pick<OrganisationEdit, 'id'>): Promise<Outcome<OrganisationRecord>> {
    const id = edit.id.toLowerCase();
    if (!(await lockOrganisation(tx, id))) return fail(organisationProblems.make('ORGANISATION_UNKNOWN', '', { id: edit.id }));
    await lockProviders(tx, [id]);
    return succeed((await this.load(tx, [id])).get(id) as OrganisationRecord);
  }

  private async write(tx: Tx, { id, ...current }: OrganisationRecord, after: OrganisationFields): Promise<Problem[]> {
    const { identifiers, ...columns } = after;
    // TypeORM's update raises the version column by itself.
    await tx.repository(Organisation).update(id, { ...columns, updatedAt: this.config.clock.now() });
    if (current.provider && APPLICATION_STATUSES.includes(current.provider.status)) {
      // The organisation is part of its application: who decides on it has to have seen this state.
      await tx.change('UPDATE provider SET version = version + 1 WHERE organisation_id = $1', [id]);
    }
    return replaceIdentifiers(tx, id, { before: current.identifiers, after: identifiers });
  }

  private log(tx: Tx, id: string, change: { action: string; before?: object; after: object; reason?: string }): void {
    logChange(tx, { at: this.config.clock.now(), record: { kind: 'organisation', id }, ownerId: id, personal: ['mailbox'], ...change });
  }

  private async written(tx: Tx, id: string, problems: Problem[]): Promise<Outcome<OrganisationRecord>> {
    await enqueue(tx, 'organisation', [id]);
    return succeed((await this.load(tx, [id])).get(id) as OrganisationRecord, problems);
  }
}

interface RoleMove {
  sent: Partial<RoleRecord>;
  action: string;
  move: (id: string) => Promise<Outcome<RoleRecord>>;
}

function checkRenaming(before: OrganisationFields, after: OrganisationFields, reason: string): Problem[] {
  const problems = [
    ...checkOrganisation(after),
    ...(reason.trim() ? checkText(reason, 'reason', 2000) : [organisationProblems.make('NAME_REASON_MISSING', 'reason')]),
  ];
  // What cannot be stored has no canonical form to compare.
  const same = !errorsOf(problems).length && canonicalJson(before.legalName) === canonicalJson(after.legalName);
  return same ? [...problems, organisationProblems.make('NAME_UNCHANGED', 'legalName')] : problems;
}
