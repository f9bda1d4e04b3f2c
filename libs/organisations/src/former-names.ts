import { fail, isId, isLocalDate, newId, succeed, type LanguageMap, type LocalDate, type Outcome } from '#libs/kernel';
import type { Tx } from '#libs/database';
import { FormerName } from './former-name.entity.js';
import { organisationProblems } from './problems.js';

/** A legal name the organisation had, and its last day. */
export interface FormerNameRecord {
  legalName: LanguageMap;
  until: LocalDate;
}

/** Of these organisations, newest first; the caller's order of ids does not matter. */
export async function loadFormerNames(tx: Tx, organisationIds: readonly string[]): Promise<Map<string, FormerNameRecord[]>> {
  const rows = await tx.query<FormerNameRecord & { id: string }>(
    `SELECT organisation_id AS id, legal_name AS "legalName", until_date AS "until" FROM former_name
     WHERE organisation_id = ANY($1::uuid[]) ORDER BY until_date DESC, recorded_at DESC, former_name.id DESC`,
    [organisationIds.filter(isId)],
  );
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, names]) => [id, names.map(({ legalName, until }) => ({ legalName, until }))]));
}

export interface EndedName extends FormerNameRecord {
  organisationId: string;
  reason: string;
  recordedAt: Date;
}

/** Keeps a name that has ended. The caller holds the organisation's row: names follow one another in time. */
export async function keepFormerName(tx: Tx, name: EndedName, today: LocalDate): Promise<Outcome<FormerNameRecord>> {
  const { organisationId, until } = name;
  if (!isLocalDate(until)) return fail(organisationProblems.make('DATE_IMPOSSIBLE', 'until', { value: until }));
  if (until > today) return fail(organisationProblems.make('NAME_DATE_IN_FUTURE', 'until', { date: until }));
  const [previous] = (await loadFormerNames(tx, [organisationId])).get(organisationId) ?? [];
  if (previous && until < previous.until) {
    return fail(organisationProblems.make('NAME_DATE_BEFORE_PREVIOUS', 'until', { date: until, previous: previous.until }));
  }
  await tx.repository(FormerName).insert({ id: newId(), ...name });
  return succeed({ legalName: name.legalName, until });
}
