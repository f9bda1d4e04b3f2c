import { isId, isWebAddress, type LocalDate, type Problem } from '#libs/kernel';
import { checkText } from '#libs/organisations';
import { countries, iscedFields, languages } from '#libs/vocabularies';
import { checkDays, checkWindow } from './dates.js';
import { qualityProblems } from './problems.js';
import type { ProcedureRecord } from './procedures.service.js';
import type { OutcomeFields, OutcomeInput, Recorder } from './qa-outcome-record.js';
import { DECISIONS, type OutcomeScope, type OutcomeSource } from './qa-outcome.entity.js';

const make = qualityProblems.make.bind(qualityProblems);
const unique = <T extends string | number>(values: readonly T[] | undefined): T[] => [...new Set(values)].sort();

/** Defaults said, repetitions gone, lists in one order. */
export const outcomeFields = (input: OutcomeInput): OutcomeFields => ({
  procedureId: input.procedureId,
  providerId: input.providerId,
  offerIds: input.offerIds ? unique(input.offerIds) : null,
  decision: input.decision,
  decisionDate: input.decisionDate,
  validFrom: input.validFrom ?? input.decisionDate,
  validTo: input.validTo ?? null,
  reference: input.reference?.trim() || null,
  scope: {
    eqfLevels: unique(input.scope?.eqfLevels), iscedFields: unique(input.scope?.iscedFields), jurisdictions: unique(input.scope?.jurisdictions),
  },
  contributingAgencyIds: unique(input.contributingAgencyIds),
  reports: input.reports ?? [],
  correctsId: input.correctsId?.toLowerCase() ?? null,
  source: sourceOf(input.source),
});

/** Null where nothing is said in it. */
function sourceOf(source: OutcomeSource | null | undefined): OutcomeSource | null {
  const [text, url] = [source?.text?.trim(), source?.url?.trim()];
  return text || url ? { ...(text && { text }), ...(url && { url }) } : null;
}

/** What can be said of an outcome without the database. */
export const checkOutcome = (fields: OutcomeFields, recordedBy: Recorder): Problem[] => [
  ...(DECISIONS.includes(fields.decision) ? [] : [make('CODE_UNKNOWN', 'decision', { value: fields.decision, list: 'decisions' })]),
  ...checkDays({ decisionDate: fields.decisionDate }),
  ...checkWindow({ validFrom: fields.validFrom, validTo: fields.validTo }),
  ...checkText(fields.reference ?? '', 'reference'),
  ...checkOffers(fields.offerIds),
  ...checkScope(fields.scope),
  ...checkReports(fields.reports),
  ...checkSource(fields.source, recordedBy),
  ...neverInForce(fields),
];

function checkOffers(offerIds: readonly string[] | null): Problem[] {
  if (offerIds === null) return [];
  if (!offerIds.length) return [make('OFFERS_EMPTY', 'offerIds')];
  return offerIds.flatMap((value, index) => (isId(value) ? [] : [make('OFFER_ID_MALFORMED', `offerIds.${index}`, { value })]));
}

const checkScope = ({ eqfLevels, iscedFields: fields, jurisdictions }: OutcomeScope): Problem[] => [
  ...eqfLevels.filter((level) => !Number.isInteger(level) || level < 1 || level > 8).map((value) => make('LEVEL_UNKNOWN', 'scope.eqfLevels', { value })),
  ...fields.filter((code) => !iscedFields.has(code)).map((value) => make('CODE_UNKNOWN', 'scope.iscedFields', { value, list: iscedFields.id })),
  ...jurisdictions.filter((code) => !countries.has(code)).map((value) => make('CODE_UNKNOWN', 'scope.jurisdictions', { value, list: countries.id })),
];

const checkReports = (reports: OutcomeFields['reports']): Problem[] =>
  reports.flatMap(({ url, languages: written, title }, index) => [
    ...(isWebAddress(url) ? [] : [make('URL_INVALID', `reports.${index}.url`, { value: url })]),
    ...(written.length ? [] : [make('REPORT_LANGUAGE_MISSING', `reports.${index}.languages`)]),
    ...written.filter((code) => !languages.has(code)).map((value) => make('CODE_UNKNOWN', `reports.${index}.languages`, { value, list: languages.id })),
    ...checkText(title ?? '', `reports.${index}.title`),
  ]);

function checkSource(source: OutcomeSource | null, recordedBy: Recorder): Problem[] {
  if (recordedBy === 'REGISTRAR' && !source) return [make('SOURCE_MISSING', 'source')];
  if (recordedBy === 'AGENCY' && source) return [make('SOURCE_OF_AGENCY', 'source')];
  return [
    ...checkText(source?.text ?? '', 'source.text', 2000),
    ...(!source?.url || isWebAddress(source.url) ? [] : [make('URL_INVALID', 'source.url', { value: source.url })]),
  ];
}

const neverInForce = ({ validTo, decisionDate }: OutcomeFields): Problem[] =>
  validTo !== null && validTo < decisionDate ? [make('NEVER_IN_FORCE', 'validTo', { to: validTo, from: decisionDate })] : [];

/** The day of the decision against the register's day, the agency's beginning and the procedure's window. */
export function checkDecisionDay(date: LocalDate, context: { today: LocalDate; agencyFrom: LocalDate | null; procedure: ProcedureRecord }): Problem[] {
  const { today, agencyFrom, procedure: { validFrom, validTo } } = context;
  const problems: Problem[] = [];
  if (date > today) problems.push(make('DECISION_IN_FUTURE', 'decisionDate', { date }));
  if (agencyFrom !== null && date < agencyFrom) problems.push(make('DECISION_BEFORE_AGENCY', 'decisionDate', { date, from: agencyFrom }));
  if ((validFrom !== null && date < validFrom) || (validTo !== null && date > validTo)) {
    problems.push(make('DECISION_OUTSIDE_PROCEDURE', 'decisionDate', { date, from: validFrom ?? '…', to: validTo ?? '…' }));
  }
  return problems;
}

export const reasonProblems = (reason: string): Problem[] =>
  reason.trim() ? checkText(reason, 'reason', 2000) : [make('WITHDRAWAL_REASON_MISSING', 'reason')];
