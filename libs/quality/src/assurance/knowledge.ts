import type { OutcomeFact } from '../assurance.types.js';

/** The outcomes as the register knew them at that instant: nothing recorded later, nothing already corrected. */
export function knownAt(outcomes: readonly OutcomeFact[], instant: Date): OutcomeFact[] {
  const recorded = outcomes.filter(({ recordedAt }) => recordedAt <= instant);
  const corrected = new Set(recorded.map(({ correctsId }) => correctsId));
  return recorded.filter(({ id }) => !corrected.has(id)).map((outcome) => asKnown(outcome, instant));
}

/** Its withdrawal and the rules about its end as far as they were recorded by then. */
export function asKnown(outcome: OutcomeFact, instant: Date): OutcomeFact {
  const { withdrawal, presumptions } = outcome;
  const early = withdrawal !== null && withdrawal.recordedAt > instant;
  if (!early && presumptions.every(({ recordedAt }) => recordedAt <= instant)) return outcome;
  return { ...outcome, withdrawal: early ? null : withdrawal, presumptions: presumptions.filter(({ recordedAt }) => recordedAt <= instant) };
}
