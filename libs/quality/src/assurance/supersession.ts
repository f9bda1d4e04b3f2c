import type { OutcomeFact } from '../assurance.types.js';
import type { When } from './assurance.js';
import { knownAt as known } from './knowledge.js';
import { scopeCovers } from './scope.js';
import { timeline } from './timeline.js';

/**
 * The next decision of the same agency and procedure that has taken effect by that day and covers everything the outcome
 * was about, so that for no offer it is the last word any more; null when there is none.
 * @param outcomes all of the provider.
 */
export function supersededBy(outcomeId: string, outcomes: readonly OutcomeFact[], { on, knownAt }: When): string | null {
  const counting = known(outcomes, knownAt);
  const own = counting.find(({ id }) => id === outcomeId);
  if (!own) return null;
  const stretches = timeline(counting.filter((other) => other === own || covers(other, own)));
  const place = stretches.findIndex(({ outcome }) => outcome.id === outcomeId);
  const next = place < 0 ? undefined : stretches[place + 1];
  return next && next.from <= on ? next.outcome.id : null;
}

const covers = (later: OutcomeFact, earlier: OutcomeFact): boolean =>
  later.providerId === earlier.providerId && later.agencyId === earlier.agencyId && later.procedureId === earlier.procedureId &&
  subjectCovers(later.offerIds, earlier.offerIds) && scopeCovers(later.scope, earlier.scope);

/** Decisions about the provider and about named offers are different levels, and never replace each other. */
const subjectCovers = (later: OutcomeFact['offerIds'], earlier: OutcomeFact['offerIds']): boolean =>
  later === null || earlier === null ? later === earlier : earlier.every((id) => later.includes(id));
