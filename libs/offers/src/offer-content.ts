import type { LanguageMap } from '#libs/kernel';
import type { AssessmentType, CreditFramework, LearningSetting, Mode, QfEheaCycle, Schedule, Supervision, TargetGroup } from '#libs/vocabularies';

/** Annex I (note to M6): what an outcome is about. */
export const OUTCOME_KINDS = ['KNOWLEDGE', 'SKILL', 'RESPONSIBILITY_AND_AUTONOMY'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export const LEVEL_BASES = ['NQF_INCLUSION', 'HIGHER_EDUCATION_CYCLE', 'PROVIDER_STATEMENT'] as const;
export type LevelBasis = (typeof LEVEL_BASES)[number];

export const STACKABILITIES = ['STAND_ALONE', 'STACKABLE'] as const;
export type StackabilityKind = (typeof STACKABILITIES)[number];

/** The elements of Annex I of the Recommendation, in its order: eleven mandatory, five optional. */
export const ANNEX_ELEMENTS = [
  'LEARNER', 'TITLE', 'COUNTRY', 'AWARDING_BODY', 'DATE_OF_ISSUE', 'LEARNING_OUTCOMES', 'WORKLOAD', 'LEVEL',
  'ASSESSMENT', 'PARTICIPATION', 'QUALITY_ASSURANCE',
  'PREREQUISITES', 'SUPERVISION', 'GRADE', 'STACKABILITY', 'FURTHER_INFORMATION',
] as const;
export type AnnexElement = (typeof ANNEX_ELEMENTS)[number];

/** Text, a page, or both. */
export interface TextOrLink {
  text?: LanguageMap;
  url?: string;
}

export interface LearningOutcome {
  text: LanguageMap;
  kind?: OutcomeKind;
  /** ESCO skill URIs. */
  skills?: string[];
}

export interface OtherCredits {
  /** A code of the credit framework list, or the framework's own name. */
  framework: CreditFramework | string;
  points: number;
}

export interface Level {
  /** 1–8. */
  eqf?: number;
  cycle?: QfEheaCycle;
  basis: LevelBasis;
}

export interface Assessment {
  type: AssessmentType;
  description?: LanguageMap;
  criteria?: TextOrLink;
  /** Supervision and identity verification in one code, as Europass lists them. */
  supervision?: Supervision;
  /** The assessing body, if not the provider: an organisation of the register, or a name. */
  assessingBody?: Party;
}

/** An organisation of the register by id, or any body by name. */
export interface Party {
  organisationId?: string;
  name?: LanguageMap;
}

export interface CoDeveloper extends Party {
  role: LanguageMap;
}

/** What a micro-credential is: the specification a credential cites. Texts are language maps; ids are register ids. */
export interface OfferContent {
  title: LanguageMap;
  /** At most 200 characters in each language. */
  pitch?: LanguageMap;
  /** HTML, cleaned to the Europass white list. */
  description?: LanguageMap;
  learningOutcomes: LearningOutcome[];
  /** ECTS credits, at most two decimals. */
  ects?: number;
  otherCredits?: OtherCredits[];
  workloadHours?: number;
  level?: Level;
  /** ISCED-F 2013 codes of two to four digits. */
  iscedFields: string[];
  learningSetting?: LearningSetting;
  assessments: Assessment[];
  /** Languages of instruction, ISO 639-1. */
  languages: string[];
  prerequisites?: LanguageMap;
  targetGroups?: TargetGroup[];
  stackability?: { kind: StackabilityKind; into?: TextOrLink[] };
  /** Default: the provider. */
  awardingBodyIds?: string[];
  coProviderIds?: string[];
  coDevelopers?: CoDeveloper[];
  /** Is there a route by validation of prior learning (5(f), A-II.5), and how? */
  priorLearning?: { available: boolean; how?: LanguageMap };
  accessibility?: LanguageMap;
  homepage?: string;
  furtherInformation?: TextOrLink;
  /** Annex I elements that do not apply to this offer, each with the reason. */
  notApplicable?: { element: AnnexElement; reason: LanguageMap }[];
}

export interface Place {
  name?: LanguageMap;
  address?: LanguageMap;
  locality?: string;
  /** ISO alpha-2. */
  country?: string;
  nutsRegion?: string;
  latitude?: number;
  longitude?: number;
}

export interface Price {
  /** At most two decimals; 0 is free. */
  amount: number;
  /** ISO 4217. */
  currency?: string;
  covers?: LanguageMap;
}

/** Inclusive days; an open end is absent. */
export interface EnrolmentPeriod {
  from?: string;
  to?: string;
}

/** One concrete occasion. Open and finished follow from the dates. */
export interface RunContent {
  /** The provider's code of the run, unique inside the offer. */
  code: string;
  start?: string;
  end?: string;
  /** One can begin at any time: no start and end then. */
  alwaysOpen?: boolean;
  enrolment?: EnrolmentPeriod[];
  mode: Mode;
  place?: Place;
  platform?: { name?: string; url?: string };
  /** ISO 639-1; default: the offer's languages of instruction. */
  languages?: string[];
  schedule?: Schedule;
  places?: number;
  price?: Price;
  homepage?: string;
  applicationUrl?: string;
  full?: boolean;
  cancelled?: boolean;
}

/** What an adapter (mutation, import, harvest) makes of its source: one offer with its runs, not yet stored. */
export interface OfferDraft {
  /** The provider's own code, unique among the provider's live offers. */
  code: string | null;
  content: OfferContent;
  runs: RunContent[];
}
