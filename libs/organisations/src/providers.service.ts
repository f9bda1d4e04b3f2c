import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { canonicalJson, fail, isId, newId, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import type { OrganisationRecord, ProviderRecord } from './organisation-record.js';
import { closeRole, openRole } from './organisation-roles.js';
import { loadOrganisations, PUBLIC_PROVIDER, selectOrganisations } from './organisation-rows.js';
import { organisationProblems, providerProblems } from './problems.js';
import { Provider, type ProviderStatus } from './provider.entity.js';
import { APPLICATION_STATUSES, changeStatus, type StatusChange } from './provider-life.js';
import { changedFields, checkApplicationDay, checkProviderFields, providerFields, type ProviderFields } from './provider-rules.js';
import { ProviderStatusChange } from './provider-status-change.entity.js';
import { lockOrganisation, lockProviders, versionConflict } from './row-locks.js';
import { checkText } from './text-checks.js';

/** `expectedVersion` null: the writer does not claim to have seen any version (imports). */
interface ProviderEdit {
  providerId: string;
  expectedVersion: number | null;
}

export interface StatusStep extends ProviderEdit {
  status: ProviderStatus;
  /** Today if not said. */
  from?: LocalDate;
  reason?: string | null;
  successorId?: string | null;
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
    const { kind, recognitionPolicy = null, internalQualityAssurance = null } = input;
    const id = input.organisationId.toLowerCase();
    const fields = { kind, recognitionPolicy, internalQualityAssurance };
    const today = registerToday(this.config);
    const from = input.from ?? today;
    const problems = [...checkProviderFields(fields), ...checkApplicationDay(from, today)];
    if (problems.length) return fail(...problems);
    // The lock makes a second application for the same organisation wait, and then find the first.
    if (!(await lockOrganisation(tx, id))) return fail(organisationProblems.make('ORGANISATION_UNKNOWN', 'organisationId', { id }));
    if ((await lockProviders(tx, [id])).size) return fail(providerProblems.make('PROVIDER_EXISTS', 'organisationId'));
    await tx.repository(Provider).insert({ id, ...fields, status: 'APPLIED', statusSince: from, statusReason: null, successorId: null });
    await this.remember(tx, id, { status: 'APPLIED', from, reason: null });
    this.log(tx, id, { action: 'provider.apply', after: { ...fields, status: 'APPLIED', statusSince: from } });
    return this.written(tx, id);
  }

  /**
   * One step of the provider's life. The PROVIDER role runs from registration to closing; a suspension hides the offers
   * but does not end the role. With the closing a successor may be named.
   */
  async changeStatus(tx: Tx, input: StatusStep): Promise<Outcome<OrganisationRecord>> {
    const providerId = input.providerId.toLowerCase();
    const today = registerToday(this.config);
    const change: StatusChange = {
      status: input.status, from: input.from ?? today, reason: input.reason?.trim() || null, successorId: input.successorId?.toLowerCase() ?? null,
    };
    const locked = await lockProviders(tx, [providerId, change.successorId ?? '']);
    const current = locked.get(providerId);
    if (!current) return fail(unknown(providerId));
    const before = lifeOf((await this.record(tx, providerId)).provider as ProviderRecord);
    const after = { status: change.status, statusSince: change.from, statusReason: change.reason, successorId: change.successorId };
    const conflict = versionConflict({ expected: input.expectedVersion, actual: current.version }, { stands: before, sent: after });
    if (conflict) return fail(conflict);
    const next = changeStatus({ status: current.status, since: current.statusSince }, change, today);
    const wording = checkText(change.reason ?? '', 'reason', 2000);
    if (!next.ok || wording.length) return fail(...next.problems, ...wording);
    if (change.successorId !== null) {
      const successor = locked.get(change.successorId);
      // Closing is final, and who is closed or was never registered cannot be named: so successors never go in a circle.
      if (!successor || successor.id === providerId || !['REGISTERED', 'SUSPENDED'].includes(successor.status)) {
        return fail(providerProblems.make('SUCCESSOR_IMPOSSIBLE', 'successorId'));
      }
    }
    await tx.repository(Provider).update(providerId, after);
    await this.remember(tx, providerId, change);
    await this.moveRole(tx, { providerId, before: before.status, after: change });
    this.log(tx, providerId, { action: actionOf(before.status, change.status), before, after, reason: change.reason });
    return this.written(tx, providerId);
  }

  /** The applicant answers what the registrar asked, or applies again after a refusal; the answer is kept with the step. */
  async resubmit(tx: Tx, { providerId, expectedVersion, answer }: ProviderEdit & { answer: string }): Promise<Outcome<OrganisationRecord>> {
    const id = providerId.toLowerCase();
    const locked = (await lockProviders(tx, [id])).get(id);
    if (!locked) return fail(unknown(id));
    const problems = answer.trim() ? checkText(answer, 'answer', 2000) : [providerProblems.make('ANSWER_MISSING', 'answer')];
    // Who started from another version is told so first: the status may be what has changed.
    if (locked.version === expectedVersion || expectedVersion === null) {
      if (!['RETURNED', 'REFUSED'].includes(locked.status)) problems.push(providerProblems.make('NOT_ASKED_BACK', 'providerId', { status: locked.status }));
      if (problems.length) return fail(...problems);
    }
    return this.changeStatus(tx, { providerId: id, expectedVersion, status: 'APPLIED', reason: answer });
  }

  /** A field left out stays, null empties it. An edit that changes nothing writes nothing. */
  async edit(tx: Tx, input: ProviderEdit & { changes: Partial<ProviderFields> }): Promise<Outcome<OrganisationRecord>> {
    const opened = await this.open(tx, input);
    if (!opened.ok) return opened;
    const { record, version } = opened.value;
    const before = providerFields(record.provider as ProviderRecord);
    const after = changedFields(before, input.changes);
    const conflict = versionConflict({ expected: input.expectedVersion, actual: version }, { stands: before, sent: after });
    const problems = conflict ? [conflict] : checkProviderFields(after);
    if (problems.length) return fail(...problems);
    if (canonicalJson(before) === canonicalJson(after)) return succeed(record);
    await tx.repository(Provider).update(record.id, after);
    this.log(tx, record.id, { action: 'provider.edit', before, after });
    return this.written(tx, record.id);
  }

  /** Whether a second person of the provider must agree before something of it is published. */
  async setSecondReview(tx: Tx, input: ProviderEdit & { required: boolean }): Promise<Outcome<OrganisationRecord>> {
    const opened = await this.open(tx, input);
    if (!opened.ok) return opened;
    const { record, version } = opened.value;
    const [before, after] = [{ secondReview: (record.provider as ProviderRecord).secondReview }, { secondReview: input.required }];
    const conflict = versionConflict({ expected: input.expectedVersion, actual: version }, { stands: before, sent: after });
    if (conflict) return fail(conflict);
    if (before.secondReview === after.secondReview) return succeed(record);
    await tx.repository(Provider).update(record.id, after);
    this.log(tx, record.id, { action: 'provider.second-review', before, after });
    return this.written(tx, record.id);
  }

  /**
   * A page in order of id (of entry into the register).
   * @param query `seenBy`: whose applications may be seen beside what is public; null or left out: everybody's.
   */
  list(
    tx: Tx, { after, limit, status, seenBy = null }: { after?: string | null; limit: number; status?: ProviderStatus | null; seenBy?: readonly string[] | null },
  ): Promise<OrganisationRecord[]> {
    return selectOrganisations(
      tx,
      `WHERE p.organisation_id IS NOT NULL AND ($1::uuid IS NULL OR o.id > $1) AND ($2::text IS NULL OR p.status = $2)
         AND ($4::uuid[] IS NULL OR o.id = ANY($4) OR ${PUBLIC_PROVIDER})
       ORDER BY o.id LIMIT $3`,
      [after && isId(after) ? after : null, status ?? null, limit, seenBy],
    );
  }

  /**
   * Every step of these providers' lives with what applicant and registrar said to each other, oldest first. The public
   * reads what `sinceRegistration` leaves of it.
   */
  async steps(tx: Tx, providerIds: readonly string[]): Promise<Map<string, StatusChangeRecord[]>> {
    const rows = await tx.query<StatusChangeRecord & { id: string }>(
      `SELECT provider_id AS id, status, from_date AS "from", reason, recorded_at AS "recordedAt" FROM provider_status_change c
       WHERE provider_id = ANY($1::uuid[]) ORDER BY recorded_at, c.id`,
      [providerIds.filter(isId)],
    );
    return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, steps]) =>
      [id, steps.map(({ status, from, reason, recordedAt }) => ({ status, from, reason, recordedAt }))]));
  }

  /** The closed providers whose offers this one went on with. */
  async predecessors(tx: Tx, providerId: string): Promise<OrganisationRecord[]> {
    return isId(providerId) ? selectOrganisations(tx, 'WHERE p.successor_id = $1 ORDER BY o.id', [providerId]) : [];
  }

  private async open(tx: Tx, { providerId }: ProviderEdit): Promise<Outcome<{ record: OrganisationRecord; version: number }>> {
    const id = providerId.toLowerCase();
    const locked = (await lockProviders(tx, [id])).get(id);
    return locked ? succeed({ record: await this.record(tx, id), version: locked.version }) : fail(unknown(providerId));
  }

  private async moveRole(tx: Tx, { providerId, before, after }: { providerId: string; before: ProviderStatus; after: StatusChange }): Promise<void> {
    if (!APPLICATION_STATUSES.includes(before)) {
      if (after.status === 'CLOSED') await closeRole(tx, providerId, { role: 'PROVIDER', to: after.from });
    } else if (after.status === 'REGISTERED') await openRole(tx, providerId, { role: 'PROVIDER', from: after.from });
  }

  private async remember(tx: Tx, providerId: string, { status, from, reason }: Pick<StatusChange, 'status' | 'from' | 'reason'>): Promise<void> {
    await tx.repository(ProviderStatusChange).insert({ id: newId(), providerId, status, from, reason, recordedAt: this.config.clock.now() });
  }

  private log(tx: Tx, id: string, change: { action: string; before?: object; after: object; reason?: string | null }): void {
    logChange(tx, { at: this.config.clock.now(), record: { kind: 'provider', id }, ownerId: id, ...change });
  }

  private async written(tx: Tx, id: string): Promise<Outcome<OrganisationRecord>> {
    await enqueue(tx, 'organisation', [id]);
    return succeed(await this.record(tx, id));
  }

  private async record(tx: Tx, id: string): Promise<OrganisationRecord> {
    return (await loadOrganisations(tx, [id])).get(id) as OrganisationRecord;
  }
}

/** The steps of a provider's life from its registration on; nothing of the application. */
export function sinceRegistration(steps: readonly StatusChangeRecord[]): StatusChangeRecord[] {
  const registered = steps.findIndex(({ status }) => status === 'REGISTERED');
  return registered < 0 ? [] : steps.slice(registered);
}

const unknown = (id: string): Problem => providerProblems.make('PROVIDER_UNKNOWN', 'providerId', { id });

const lifeOf = ({ status, statusSince, statusReason, successorId }: ProviderRecord) => ({ status, statusSince, statusReason, successorId });

const ACTIONS: Readonly<Record<ProviderStatus, string>> = {
  APPLIED: 'provider.resubmit', RETURNED: 'provider.return', REFUSED: 'provider.refuse', REGISTERED: 'provider.register',
  SUSPENDED: 'provider.suspend', CLOSED: 'provider.close',
};

const actionOf = (before: ProviderStatus, after: ProviderStatus): string => (before === 'SUSPENDED' && after === 'REGISTERED' ? 'provider.resume' : ACTIONS[after]);
