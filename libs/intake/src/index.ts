export * from './intake.module.js';
export { ImportService } from './import.service.js';
export type { ImportListener, ImportOptions, ImportProgress } from './import-session.js';
export * from './import-run.entity.js';
export * from './import-report.js';
export { OWN_PROFILE, ProfileStore } from './profile-store.js';
export { OWN_FORMAT, OWN_FORMAT_SCHEMA } from './own-format.schema.js';
export { intakeProblems, type IntakeProblemCode } from './problems.js';
