export type { Concept, VocabularySource } from './concept.js';
export { Vocabulary } from './vocabulary.js';
export * from './geography.js';
export * from './levels.js';
export * from './isced.js';
export * from './lists.js';
export * from './identifier-schemes.js';
export * from './esco.js';
export { vocabularies } from './registry.js';
export {
  ASSESSMENT_TYPES, LEARNING_SCHEDULES, MODES, SCHEDULES, SUPERVISIONS, TARGET_GROUPS,
  type AssessmentType, type LearningSchedule, type Mode, type Schedule, type Supervision, type TargetGroup,
} from './tables/delivery.js';
export {
  CREDIT_FRAMEWORKS, LEARNING_SETTINGS, type CreditFramework, type LearningSetting,
} from './tables/learning.js';
export { QF_EHEA_CYCLES, type QfEheaCycle } from './tables/levels.js';
export {
  IDENTIFIER_SCHEMES, ORGANISATION_KINDS, type IdentifierScheme, type OrganisationKind,
} from './tables/organisations.js';
