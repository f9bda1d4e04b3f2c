import type { OutcomeFact } from '../assurance.types.js';

/** The outcomes as the register knew them at that instant: nothing recorded later, nothing already corrected. */
export function knownAt(outcomes: readonly OutcomeFact[], instant: Date): OutcomeFact[] {
  const recorded = outcomes.filter(({ recordedAt }) => recordedAt <= instant);
  const corrected = new Set(recorded.map(({ correctsId }) => correctsId));
  return recorded
    .filter(({ id }) => !corrected.has(id))
    .map((outcome) => (outcome.withdrawal && outcome.withdrawal.recordedAt > instant ? { ...outcome, withdrawal: null } : outcome));
}
