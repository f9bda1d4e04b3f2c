import { commonLanguages, type Problem } from '#libs/kernel';
import type { ProviderStatus } from '#libs/organisations';
import { annexSheet } from '../annex-sheet.js';
import type { OfferContent, OfferDraft } from '../offer-content.js';
import { publishProblems } from '../problems.js';
import { specificationChange } from './specification-change.js';

/** Everything beside the draft that the publish gate looks at. */
export interface PublishContext {
  providerStatus: ProviderStatus;
  /** The specification now published, null for a first publication. */
  published: OfferContent | null;
  /** A stated reason makes changed outcomes a correction (DESIGN section 2). */
  correctionReason: string | null;
  /** An NQF inclusion holds today. */
  nqfIncluded: boolean;
}

/** The publish gate: errors refuse, warnings are told. Pure: the same draft and context give the same answer. */
export function checkPublish(draft: OfferDraft, context: PublishContext): Problem[] {
  return [...RULES.flatMap((rule) => rule(draft, context)), ...annexWarnings(draft)];
}

type Rule = (draft: OfferDraft, context: PublishContext) => Problem[];
type Code = Parameters<typeof publishProblems.make>[0];

const when = (broken: boolean, code: Code, path = ''): Problem[] => (broken ? [publishProblems.make(code, path)] : []);

const RULES: readonly Rule[] = [
  function provider(_draft, { providerStatus }) {
    return providerStatus === 'REGISTERED' ? [] : [publishProblems.make('PROVIDER_NOT_REGISTERED', '', { status: providerStatus })];
  },
  function outcomes({ content }) {
    if (!content.learningOutcomes.length) return when(true, 'LEARNING_OUTCOMES_MISSING', 'content.learningOutcomes');
    const shared = commonLanguages([content.title, ...content.learningOutcomes.map((outcome) => outcome.text)]);
    return when(!shared.length, 'NO_COMMON_LANGUAGE', 'content.title');
  },
  ({ content }) => when(!content.assessments.length, 'ASSESSMENT_MISSING', 'content.assessments'),
  ({ content }) => when(!content.iscedFields.length, 'ISCED_FIELD_MISSING', 'content.iscedFields'),
  ({ content }) => when(!content.languages.length, 'LANGUAGE_OF_INSTRUCTION_MISSING', 'content.languages'),
  ({ content, runs }) =>
    when(!content.homepage && !runs.some((run) => run.homepage || run.applicationUrl), 'LINK_MISSING', 'content.homepage'),
  ({ runs }) => runs.flatMap((run, index) =>
    when(run.price !== undefined && !run.price.currency, 'PRICE_WITHOUT_CURRENCY', `runs.${index}.price.currency`)),
  function change({ content }, { published, correctionReason }) {
    if (!published) return [];
    const changed = specificationChange(published, content);
    return [
      ...when(changed.ects, 'ECTS_CHANGE_NEEDS_SUPERSEDING', 'content.ects'),
      ...when(changed.outcomes && !correctionReason, 'OUTCOMES_CHANGE_NEEDS_SUPERSEDING', 'content.learningOutcomes'),
    ];
  },
  ({ content: { ects } }) =>
    ects !== undefined && ects >= 60 ? [publishProblems.make('ECTS_VERY_HIGH', 'content.ects', { ects })] : [],
  function workload({ content: { ects, workloadHours: hours } }) {
    if (ects === undefined || hours === undefined) return [];
    // Half an hour of tolerance: 0.33 ECTS and the like are rounded by providers.
    const fits = hours >= ects * 25 - 0.5 && hours <= ects * 30 + 0.5;
    return fits ? [] : [publishProblems.make('WORKLOAD_AGAINST_ECTS', 'content.workloadHours', { ects, hours })];
  },
  ({ content }, { nqfIncluded }) => when(content.level?.basis === 'NQF_INCLUSION' && !nqfIncluded, 'LEVEL_BASIS_UNSUPPORTED', 'content.level.basis'),
];

/** Elements whose absence an error above already names. */
const NAMED_BY_ERRORS = new Set(['TITLE', 'LEARNING_OUTCOMES', 'ASSESSMENT']);

const annexWarnings = (draft: OfferDraft): Problem[] =>
  annexSheet(draft)
    .filter((row) => row.state === 'MISSING' && row.element !== 'QUALITY_ASSURANCE' && !NAMED_BY_ERRORS.has(row.element))
    .map((row) => publishProblems.make('ANNEX_ELEMENT_MISSING', row.path, { element: row.element }));
