import { withConflict, type Problem } from '#libs/kernel';
import { qualityProblems } from './problems.js';

/** The fields as an editor wants them: what is left out stays. */
export const withChanges = <T extends object>(stands: T, changes: Partial<T>): T => ({
  ...stands, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** Null when the editor started from the state that stands. */
export const versionConflict = (versions: { expected: number; actual: number }, states: { stands: unknown; sent: unknown }): Problem | null =>
  versions.expected === versions.actual ? null : withConflict(qualityProblems.make('VERSION_CONFLICT', 'expectedVersion', versions), versions, states);
