import { isLocalDate, type LocalDate, type Problem } from '#libs/kernel';
import { organisationKinds, type OrganisationKind } from '#libs/vocabularies';
import type { ProviderRecord } from './organisation-record.js';
import { organisationProblems, providerProblems } from './problems.js';
import type { Statement } from './provider.entity.js';
import { checkTexts, checkWebAddress } from './text-checks.js';

/** What a provider says of itself. */
export interface ProviderFields {
  /** Point 5(b) of the Recommendation. */
  kind: OrganisationKind;
  recognitionPolicy?: Statement | null;
  internalQualityAssurance?: Statement | null;
}

export const providerFields = ({ kind, recognitionPolicy, internalQualityAssurance }: ProviderRecord): Required<ProviderFields> => ({
  kind, recognitionPolicy, internalQualityAssurance,
});

/** A field left out stays, null empties it; the kind cannot be emptied. */
export const changedFields = (before: Required<ProviderFields>, changes: Partial<ProviderFields>): Required<ProviderFields> => ({
  kind: changes.kind ?? before.kind,
  recognitionPolicy: changes.recognitionPolicy === undefined ? before.recognitionPolicy : changes.recognitionPolicy,
  internalQualityAssurance: changes.internalQualityAssurance === undefined ? before.internalQualityAssurance : changes.internalQualityAssurance,
});

export function checkProviderFields({ kind, ...statements }: Required<ProviderFields>): Problem[] {
  const problems = organisationKinds.has(kind) ? [] : [organisationProblems.make('CODE_UNKNOWN', 'kind', { value: kind, list: organisationKinds.id })];
  for (const [name, statement] of Object.entries(statements)) {
    if (statement?.text) problems.push(...checkTexts(statement.text, `${name}.text`, 10_000));
    if (statement?.url !== undefined) problems.push(...checkWebAddress(statement.url, `${name}.url`));
  }
  return problems;
}

export function checkApplicationDay(from: LocalDate, today: LocalDate): Problem[] {
  if (!isLocalDate(from)) return [organisationProblems.make('DATE_IMPOSSIBLE', 'from', { value: from })];
  return from > today ? [providerProblems.make('STATUS_DATE_IN_FUTURE', 'from', { date: from })] : [];
}
