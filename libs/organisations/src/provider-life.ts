import { fail, isLocalDate, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import type { ProviderStatus } from './provider.entity.js';
import { organisationProblems, providerProblems } from './problems.js';

/** Where a provider stands. */
export interface ProviderLife {
  status: ProviderStatus;
  since: LocalDate;
}

export interface StatusChange {
  status: ProviderStatus;
  from: LocalDate;
  reason: string | null;
  successorId: string | null;
}

/**
 * An application is registered, refused, or goes back to the applicant with questions (RETURNED); who was asked or refused
 * may apply again. A registered provider is suspended and resumed, and ends with or without a suspension. An application
 * can end too, when it is taken back. CLOSED is final: who comes back applies as a new organisation or is named as the
 * successor. Source: issue of governance, workflow of providers.
 */
export const REACHABLE: Readonly<Record<ProviderStatus, readonly ProviderStatus[]>> = {
  APPLIED: ['RETURNED', 'REGISTERED', 'REFUSED', 'CLOSED'],
  RETURNED: ['APPLIED', 'REFUSED', 'CLOSED'],
  REFUSED: ['APPLIED'],
  REGISTERED: ['SUSPENDED', 'CLOSED'],
  SUSPENDED: ['REGISTERED', 'CLOSED'],
  CLOSED: [],
};

/** In these the register knows of an applicant, and the public does not. */
export const APPLICATION_STATUSES: readonly ProviderStatus[] = ['APPLIED', 'RETURNED', 'REFUSED'];

/** Whoever is registered needs none; who applies again says what is different. */
const NEEDS_REASON: readonly ProviderStatus[] = ['APPLIED', 'RETURNED', 'REFUSED', 'SUSPENDED', 'CLOSED'];

/**
 * The next state, or why it cannot be reached. A change is entered when it happens or afterwards, never ahead: what the
 * public may see follows from the status at once. Two changes of one day are possible, in the order of their entry.
 */
export function changeStatus(life: ProviderLife, change: StatusChange, today: LocalDate): Outcome<ProviderLife> {
  const { status, from, reason, successorId } = change;
  const problems: Problem[] = checkDate(life, from, today);
  if (!REACHABLE[life.status].includes(status)) {
    problems.push(providerProblems.make('STATUS_NOT_REACHABLE', 'status', { from: life.status, to: status }));
  }
  if (NEEDS_REASON.includes(status) && !reason?.trim()) problems.push(providerProblems.make('STATUS_REASON_MISSING', 'reason', { status }));
  if (successorId !== null && status !== 'CLOSED') problems.push(providerProblems.make('SUCCESSOR_ONLY_WHEN_CLOSING', 'successorId'));
  return problems.length ? fail(...problems) : succeed({ status, since: from });
}

function checkDate(life: ProviderLife, from: LocalDate, today: LocalDate): Problem[] {
  if (!isLocalDate(from)) return [organisationProblems.make('DATE_IMPOSSIBLE', 'from', { value: from })];
  if (from > today) return [providerProblems.make('STATUS_DATE_IN_FUTURE', 'from', { date: from })];
  if (from < life.since) return [providerProblems.make('STATUS_DATE_BEFORE_PREVIOUS', 'from', { date: from, previous: life.since })];
  return [];
}
