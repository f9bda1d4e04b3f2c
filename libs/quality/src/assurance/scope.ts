import { iscedCovers } from '#libs/vocabularies';
import type { AssuranceSubject, OutcomeFact } from '../assurance.types.js';
import type { OutcomeScope } from '../qa-outcome.entity.js';

export type Level = 'OFFER' | 'PROVIDER';

/** Whether the outcome is about the offer itself, about its provider as a whole, or about neither. */
export function levelOf({ offerIds }: OutcomeFact, subject: AssuranceSubject): Level | null {
  if (offerIds === null) return 'PROVIDER';
  return offerIds.includes(subject.offerId) ? 'OFFER' : null;
}

/** An empty list is no limit; an offer of which the level or field is not known lies outside a scope that names them. */
export const inScope = ({ eqfLevels, iscedFields, jurisdictions }: OutcomeScope, subject: AssuranceSubject): boolean =>
  (!eqfLevels.length || (subject.eqfLevel !== null && eqfLevels.includes(subject.eqfLevel))) &&
  (!iscedFields.length || iscedFields.some((wider) => subject.iscedFields.some((field) => iscedCovers(wider, field)))) &&
  (!jurisdictions.length || jurisdictions.includes(subject.country));

/** Whether the scope takes in everything the other one does. */
export const scopeCovers = (wider: OutcomeScope, narrower: OutcomeScope): boolean =>
  allIn(wider.eqfLevels, narrower.eqfLevels, (a, b) => a === b) && allIn(wider.iscedFields, narrower.iscedFields, iscedCovers) &&
  allIn(wider.jurisdictions, narrower.jurisdictions, (a, b) => a === b);

/** An empty list is no limit. */
const allIn = <T>(wider: readonly T[], narrower: readonly T[], covers: (wide: T, narrow: T) => boolean): boolean =>
  !wider.length || (narrower.length > 0 && narrower.every((narrow) => wider.some((wide) => covers(wide, narrow))));
