import { withConflict, type Problem } from '#libs/kernel';
import type { OfferDraft } from './offer-content.js';
import { draftOf, type OfferState } from './offer-state.js';
import { saveProblems } from './problems.js';

/** The second of two editors is told what stands beside what they sent; what they did not send is not compared. */
export function versionConflict(state: OfferState, expected: number, sent: Partial<OfferDraft> = {}): Problem {
  const versions = { expected, actual: state.version };
  const stands = draftOf(state);
  return withConflict(saveProblems.make('VERSION_CONFLICT', 'expectedVersion', versions), versions, { stands, sent: { ...stands, ...sent } });
}
