import type * as data from '#libs/offers';
import {
  ASSESSMENT_TYPES, assessmentTypes, LEARNING_SETTINGS, learningSettings, MODES, modes, QF_EHEA_CYCLES, qfEheaCycles, SCHEDULES,
  schedules, SUPERVISIONS, supervisions, TARGET_GROUPS, targetGroups,
} from '#libs/vocabularies';
import { enumOf, enumOfList } from '../graphql/enums.js';

export const OutcomeKind = enumOf<data.OutcomeKind>('OutcomeKind', 'What a learning outcome is about.', {
  KNOWLEDGE: 'What one knows.',
  SKILL: 'What one can do.',
  RESPONSIBILITY_AND_AUTONOMY: 'What one can answer for.',
});

export const LevelBasis = enumOf<data.LevelBasis>('LevelBasis', 'On what a level rests.', {
  NQF_INCLUSION: 'The offer is included in the national qualifications framework.',
  HIGHER_EDUCATION_CYCLE: 'It is part of a cycle of higher education.',
  PROVIDER_STATEMENT: 'The provider says so.',
});

export const Stackability = enumOf<data.StackabilityKind>('Stackability', 'Whether an offer adds up to something larger.', {
  STAND_ALONE: 'It stands alone.',
  STACKABLE: 'It can be combined into a larger credential.',
});

export const AnnexElement = enumOf<data.AnnexElement>('AnnexElement', 'Elements of annex I of the Council Recommendation on micro-credentials.', {
  LEARNER: 'Identification of the learner.',
  TITLE: 'Title of the micro-credential.',
  COUNTRY: 'Country or region of the issuer.',
  AWARDING_BODY: 'Awarding body.',
  DATE_OF_ISSUE: 'Date of issuing.',
  LEARNING_OUTCOMES: 'Learning outcomes.',
  WORKLOAD: 'Notional workload needed to achieve them.',
  LEVEL: 'Level of the learning experience.',
  ASSESSMENT: 'Type of assessment.',
  PARTICIPATION: 'Form of participation in the learning activity.',
  QUALITY_ASSURANCE: 'Type of quality assurance.',
  PREREQUISITES: 'Prerequisites to enrol.',
  SUPERVISION: 'Supervision and identity verification during assessment.',
  GRADE: 'Grade achieved.',
  STACKABILITY: 'Integration and stackability options.',
  FURTHER_INFORMATION: 'Further information.',
});

export const AnnexState = enumOf<data.AnnexState>('AnnexState', 'Where an element of annex I stands for an offer.', {
  GIVEN: 'The offer says it.',
  MISSING: 'The offer does not say it.',
  NOT_APPLICABLE: 'It does not apply, and the offer says why.',
  CREDENTIAL_ONLY: 'It exists only on the credential of a learner.',
});

export const OfferStatus = enumOf<data.OfferStatus>('OfferStatus', 'Where an offer stands.', {
  DRAFT: 'Never published.',
  PUBLISHED: 'Public while its provider is registered.',
  WITHDRAWN: 'Taken back by its provider.',
  ARCHIVED: 'Over: its last run has ended and no new one came.',
  SUPERSEDED: 'Replaced by a new offer.',
});

export const TombstoneStatus = enumOf<data.Tombstone['status']>('TombstoneStatus', 'Why an offer is no longer public.', {
  WITHDRAWN: 'Its provider took it back.',
  ARCHIVED: 'It is over: its last run has ended and no new one came.',
  SUPERSEDED: 'A new offer replaces it.',
  PROVIDER_NOT_REGISTERED: 'Its provider is suspended or closed.',
});

export const LearningSetting = enumOfList({ name: 'LearningSetting', description: 'Formal or non-formal learning.', codes: LEARNING_SETTINGS, list: learningSettings });
export const AssessmentType = enumOfList({ name: 'AssessmentType', description: 'Kinds of assessment.', codes: ASSESSMENT_TYPES, list: assessmentTypes });
export const Supervision = enumOfList({ name: 'Supervision', description: 'Supervision and identity verification.', codes: SUPERVISIONS, list: supervisions });
export const TargetGroup = enumOfList({ name: 'TargetGroup', description: 'For whom an offer is meant.', codes: TARGET_GROUPS, list: targetGroups });
export const QfEheaCycle = enumOfList({ name: 'QfEheaCycle', description: 'Cycles of higher education.', codes: QF_EHEA_CYCLES, list: qfEheaCycles });
export const Mode = enumOfList({ name: 'Mode', description: 'How a run is held.', codes: MODES, list: modes });
export const Schedule = enumOfList({ name: 'Schedule', description: 'When a run is held.', codes: SCHEDULES, list: schedules });
