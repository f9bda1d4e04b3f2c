import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { canonicalJson, fail, isId, isLocalDate, newId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { organisationKinds, type OrganisationKind } from '#libs/vocabularies';
import type { OrganisationRecord, ProviderRecord } from './organisation-record.js';
import { closeRole, openRole } from './organisation-roles.js';
import { loadOrganisations, selectOrganisations } from './organisation-rows.js';
import { organisationProblems, providerProblems } from './problems.js';
import { Provider, type ProviderStatus, type Statement } from './provider.entity.js';
import { changeStatus, type StatusChange } from './provider-life.js';
import { ProviderStatusChange } from './provider-status-change.entity.js';
import { lockOrganisation, lockProviders, versionConflict } from './row-locks.js';
import { checkText, checkTexts, checkWebAddress } from './text-checks.js';

export interface ProviderFields {
  /** Point 5(b) of the Recommendation. */
  kind: OrganisationKind;
  recognitionPolicy?: Statement | null;
  internalQualityAssurance?: Statement | null;
}

export interface StatusChangeRecord {
  status: ProviderStatus;
  from: LocalDate;
  reason: string | null;
  recordedAt: Date;
}

@Injectable()
export class Providers {
  constructor(private readonly config: Config) {}

  /** The organisation asks to be a provider. `from`: the day of the application, today if not said. */
  async apply(tx: Tx, input: ProviderFields & { organisationId: string; from?: LocalDate }): Promise<Outcome<OrganisationRecord>> {
    const { organisationId, kind, recognitionPolicy = null, internalQualityAssurance = null } = input;
    const today = registerToday(this.config);
    const from = input.from ?? today;
    const problems = [...checkFields({ kind, recognitionPolicy, internalQualityAssurance }), ...checkApplicationDay(from, today)];
    if (problems.length) return fail(...problems);
    // The lock makes a second application for the same organisation wait, and then find the first.
    if (!(await lockOrganisation(tx, organisationId))) {
      return fail(organisationProblems.make('ORGANISATION_UNKNOWN', 'organisationId', { id: organisationId }));
    }
    if ((await lockProviders(tx, [organisationId])).size) return fail(providerProblems.make('PROVIDER_EXISTS', 'organisationId'));
    await tx.repository(Provider).insert({
      id: organisationId, kind, recognitionPolicy, internalQualityAssurance, status: 'APPLIED', statusSince: from, statusReason: null, successorId: null,
    });
    await this.remember(tx, organisationId, { status: 'APPLIED', from, reason: null });
    return this.written(tx, organisationId);
  }

  /**
   * One step of the provider's life. The PROVIDER role runs from registration to closing; a suspension hides the offers
   * but does not end the role. With the closing a successor may be named.
   */
  async changeStatus(
    tx: Tx, input: { providerId: string; status: ProviderStatus; from?: LocalDate; reason?: string | null; successorId?: string | null },
  ): Promise<Outcome<OrganisationRecord>> {
    const { providerId } = input;
    const today = registerToday(this.config);
    const change: StatusChange = {
      status: input.status, from: input.from ?? today, reason: input.reason?.trim() || null, successorId: input.successorId ?? null,
    };
    const locked = await lockProviders(tx, [providerId, change.successorId ?? '']);
    const current = locked.get(providerId);
    if (!current) return fail(unknown(providerId));
    const next = changeStatus({ status: current.status, since: current.statusSince }, change, today);
    const wording = checkText(change.reason ?? '', 'reason', 2000);
    if (!next.ok || wording.length) return fail(...next.problems, ...wording);
    if (change.successorId !== null) {
      const successor = locked.get(change.successorId);
      // A closed provider cannot be named, and closing is final: so successors never go in a circle.
      if (!successor || successor.id === providerId || successor.status === 'CLOSED') {
        return fail(providerProblems.make('SUCCESSOR_IMPOSSIBLE', 'successorId'));
      }
    }
    await tx.repository(Provider).update(providerId, {
      status: change.status, statusSince: change.from, statusReason: change.reason, successorId: change.successorId,
    });
    await this.remember(tx, providerId, change);
    await this.moveRole(tx, { providerId, before: current.status, after: change });
    return this.written(tx, providerId);
  }

  /** A field left out stays, null empties it. An edit that changes nothing writes nothing. */
  async edit(tx: Tx, input: { providerId: string; expectedVersion: number | null; changes: Partial<ProviderFields> }): Promise<Outcome<OrganisationRecord>> {
    const { providerId, changes } = input;
    const locked = (await lockProviders(tx, [providerId])).get(providerId);
    if (!locked) return fail(unknown(providerId));
    const conflict = versionConflict(input.expectedVersion, locked.version);
    if (conflict) return fail(conflict);
    const current = await this.record(tx, providerId);
    const { kind, recognitionPolicy, internalQualityAssurance } = current.provider as ProviderRecord;
    const before = { kind, recognitionPolicy, internalQualityAssurance };
    const after = {
      kind: changes.kind ?? kind,
      recognitionPolicy: changes.recognitionPolicy === undefined ? recognitionPolicy : changes.recognitionPolicy,
      internalQualityAssurance: changes.internalQualityAssurance === undefined ? internalQualityAssurance : changes.internalQualityAssurance,
    };
    const problems = checkFields(after);
    if (problems.length) return fail(...problems);
    if (canonicalJson(before) === canonicalJson(after)) return succeed(current);
    await tx.repository(Provider).update(providerId, after);
    return this.written(tx, providerId);
  }

  /** A page in order of id (of entry into the register). */
  list(tx: Tx, { after, limit, status }: { after?: string | null; limit: number; status?: ProviderStatus | null }): Promise<OrganisationRecord[]> {
    return selectOrganisations(
      tx,
      `WHERE p.organisation_id IS NOT NULL AND ($1::uuid IS NULL OR o.id > $1) AND ($2::text IS NULL OR p.status = $2)
       ORDER BY o.id LIMIT $3`,
      [after && isId(after) ? after : null, status ?? null, limit],
    );
  }

  /** Every step of the provider's life, oldest first. */
  async statusHistory(tx: Tx, providerId: string): Promise<StatusChangeRecord[]> {
    if (!isId(providerId)) return [];
    return tx.query<StatusChangeRecord>(
      `SELECT status, from_date AS "from", reason, recorded_at AS "recordedAt" FROM provider_status_change
       WHERE provider_id = $1 ORDER BY recorded_at, id`,
      [providerId],
    );
  }

  /** The closed providers whose offers this one went on with. */
  async predecessors(tx: Tx, providerId: string): Promise<OrganisationRecord[]> {
    return isId(providerId) ? selectOrganisations(tx, 'WHERE p.successor_id = $1 ORDER BY o.id', [providerId]) : [];
  }

  private async moveRole(tx: Tx, { providerId, before, after }: { providerId: string; before: ProviderStatus; after: StatusChange }): Promise<void> {
    if (before === 'APPLIED' && after.status === 'REGISTERED') await openRole(tx, providerId, { role: 'PROVIDER', from: after.from });
    if (before !== 'APPLIED' && after.status === 'CLOSED') await closeRole(tx, providerId, { role: 'PROVIDER', to: after.from });
  }

  private async remember(tx: Tx, providerId: string, { status, from, reason }: Pick<StatusChange, 'status' | 'from' | 'reason'>): Promise<void> {
    await tx.repository(ProviderStatusChange).insert({ id: newId(), providerId, status, from, reason, recordedAt: this.config.clock.now() });
  }

  private async written(tx: Tx, id: string): Promise<Outcome<OrganisationRecord>> {
    await enqueue(tx, 'organisation', [id]);
    return succeed(await this.record(tx, id));
  }

  private async record(tx: Tx, id: string): Promise<OrganisationRecord> {
    return (await loadOrganisations(tx, [id])).get(id) as OrganisationRecord;
  }
}

const unknown = (id: string): Problem => providerProblems.make('PROVIDER_UNKNOWN', 'providerId', { id });

function checkApplicationDay(from: LocalDate, today: LocalDate): Problem[] {
  if (!isLocalDate(from)) return [organisationProblems.make('DATE_IMPOSSIBLE', 'from', { value: from })];
  return from > today ? [providerProblems.make('STATUS_DATE_IN_FUTURE', 'from', { date: from })] : [];
}

function checkFields({ kind, ...statements }: Required<ProviderFields>): Problem[] {
  const problems = organisationKinds.has(kind) ? [] : [organisationProblems.make('CODE_UNKNOWN', 'kind', { value: kind, list: organisationKinds.id })];
  for (const [name, statement] of Object.entries(statements)) {
    if (statement?.text) problems.push(...checkTexts(statement.text, `${name}.text`, 10_000));
    if (statement?.url !== undefined) problems.push(...checkWebAddress(statement.url, `${name}.url`));
  }
  return problems;
}
