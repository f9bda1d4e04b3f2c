import type { LanguageMap } from '#libs/kernel';
import { ANNEX_ELEMENTS, type AnnexElement, type OfferContent, type RunContent } from './offer-content.js';

export const ANNEX_STATES = ['GIVEN', 'MISSING', 'NOT_APPLICABLE', 'CREDENTIAL_ONLY'] as const;
export type AnnexState = (typeof ANNEX_STATES)[number];

export interface AnnexSheetRow {
  element: AnnexElement;
  state: AnnexState;
  /** One of the eleven mandatory elements. */
  mandatory: boolean;
  /** Where in the offer the element is given; empty where it is not part of the offer. */
  path: string;
  /** Why it does not apply, in the provider's words. */
  reason: LanguageMap | null;
}

export interface AnnexSource {
  content: OfferContent;
  runs: readonly RunContent[];
}

/** What the offer itself cannot say: whether an outcome assures it. */
export interface AnnexContext {
  assured: boolean;
}

interface ElementRule {
  path: string;
  given: (source: AnnexSource, context: AnnexContext) => boolean;
}

/** Elements that exist only when a credential is issued to a learner. */
const CREDENTIAL_ONLY: readonly AnnexElement[] = ['LEARNER', 'DATE_OF_ISSUE', 'GRADE'];
const OPTIONAL: readonly AnnexElement[] = ['PREREQUISITES', 'SUPERVISION', 'GRADE', 'STACKABILITY', 'FURTHER_INFORMATION'];

const RULES: Partial<Record<AnnexElement, ElementRule>> = {
  TITLE: { path: 'content.title', given: ({ content }) => Object.keys(content.title).length > 0 },
  // Country and awarding body have a default (the provider), so they are always answered.
  COUNTRY: { path: '', given: () => true },
  AWARDING_BODY: { path: 'content.awardingBodyIds', given: () => true },
  LEARNING_OUTCOMES: { path: 'content.learningOutcomes', given: ({ content }) => content.learningOutcomes.length > 0 },
  WORKLOAD: {
    path: 'content.ects',
    given: ({ content }) => content.ects !== undefined || content.workloadHours !== undefined || !!content.otherCredits?.length,
  },
  LEVEL: { path: 'content.level', given: ({ content }) => content.level?.eqf !== undefined || content.level?.cycle !== undefined },
  ASSESSMENT: { path: 'content.assessments', given: ({ content }) => content.assessments.length > 0 },
  // An offer without runs is a validation of prior learning; its route says how one takes part.
  PARTICIPATION: { path: 'runs', given: ({ content, runs }) => runs.length > 0 || content.priorLearning?.available === true },
  QUALITY_ASSURANCE: { path: '', given: (_source, { assured }) => assured },
  PREREQUISITES: { path: 'content.prerequisites', given: ({ content }) => content.prerequisites !== undefined },
  SUPERVISION: { path: 'content.assessments', given: ({ content }) => content.assessments.some((a) => a.supervision !== undefined) },
  STACKABILITY: { path: 'content.stackability', given: ({ content }) => content.stackability !== undefined },
  FURTHER_INFORMATION: {
    path: 'content.furtherInformation',
    given: ({ content }) => content.furtherInformation !== undefined || content.homepage !== undefined,
  },
};

/** The Annex I sheet of an offer: each of the sixteen elements given, missing, not applicable or only on the credential. */
export function annexSheet(source: AnnexSource, context: AnnexContext = { assured: false }): AnnexSheetRow[] {
  const excuses = new Map((source.content.notApplicable ?? []).map(({ element, reason }) => [element, reason]));
  return ANNEX_ELEMENTS.map((element) => {
    const rule = RULES[element];
    const mandatory = !OPTIONAL.includes(element);
    if (CREDENTIAL_ONLY.includes(element) || !rule) return { element, state: 'CREDENTIAL_ONLY', mandatory, path: '', reason: null };
    if (rule.given(source, context)) return { element, state: 'GIVEN', mandatory, path: rule.path, reason: null };
    const reason = excuses.get(element) ?? null;
    return { element, state: reason ? 'NOT_APPLICABLE' : 'MISSING', mandatory, path: rule.path, reason };
  });
}
