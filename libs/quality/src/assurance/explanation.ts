import type { LocalDate } from '#libs/kernel';
import type { AssuranceAnswer, AssuranceSubject, OutcomeFact, PresumptionRuleFact } from '../assurance.types.js';
import type { Framework } from '../procedure.entity.js';
import { assurance, stretchesOf, type When } from './assurance.js';
import { asKnown, knownAt as known } from './knowledge.js';
import type { OutcomePart, PrecedenceRule } from './precedence.js';
import { BUILT_IN_SOURCE, BUILT_IN_YEARS, ruleInForce } from './presumption.js';
import { inScope, levelOf, type Level } from './scope.js';
import { compare, inForce, lastWord, type Stretch } from './timeline.js';

/** The rule by which an end was presumed, or was presumed not to be. */
export interface UsedPresumption extends Pick<PresumptionRuleFact, 'years' | 'reason'> {
  /** Null: built in. */
  id: string | null;
  framework: Framework;
  recordedAt: Date | null;
}

/** One decision that was known, and what part it had. */
export interface ExplainedOutcome {
  outcomeId: string;
  level: Level;
  part: OutcomePart;
  /** First and last day on which it was the last word of its procedure; a null end is open. Of what never was, its own dates. */
  from: LocalDate;
  until: LocalDate | null;
  presumption: UsedPresumption | null;
}

export interface Explanation {
  rule: PrecedenceRule;
  /** Every decision known about the offer or its provider; those that the answer rests on first, then by day of effect, newest first. */
  outcomes: ExplainedOutcome[];
}

/** Why `assurance` answers as it does. */
export function explain(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): Explanation {
  const answer = assurance(subject, outcomes, when);
  const { offer, provider } = stretchesOf(subject, outcomes, when.knownAt);
  const lines = [...offer, ...provider];
  const ofProvider = outcomes.filter(({ providerId }) => providerId === subject.providerId);
  const counting = new Set(known(ofProvider, when.knownAt).map(({ id }) => id));
  const facts = ofProvider.filter(({ recordedAt }) => recordedAt <= when.knownAt).map((outcome) => asKnown(outcome, when.knownAt));
  const explained = facts.flatMap((outcome): ExplainedOutcome[] => {
    const level = levelOf(outcome, subject);
    if (!level) return [];
    const line = lines.find((stretches) => stretches.some((stretch) => stretch.outcome.id === outcome.id)) ?? [];
    const stretch = line.find((one) => one.outcome.id === outcome.id) ?? inForce(outcome);
    const part = counting.has(outcome.id) ? partOf(stretch, { subject, answer, line }) : 'CORRECTED';
    return [{ outcomeId: outcome.id, level, part, from: stretch.from, until: stretch.until, presumption: presumptionOf(stretch) }];
  });
  return { rule: ruleOf(answer, explained, facts), outcomes: explained.sort(byWeight) };
}

const byWeight = (a: ExplainedOutcome, b: ExplainedOutcome): number =>
  Number(b.part === 'DECIDED') - Number(a.part === 'DECIDED') || compare(b.from, a.from) || compare(b.outcomeId, a.outcomeId);

/** @param line the timeline of its procedure; empty when the outcome never takes effect. */
function partOf({ outcome, from, until }: Stretch, context: { subject: AssuranceSubject; answer: AssuranceAnswer; line: readonly Stretch[] }): OutcomePart {
  const { subject, answer: { on, outcomeIds }, line } = context;
  if (outcome.decision === 'NO_DECISION') return 'NO_DECISION';
  if (!inScope(outcome.scope, subject)) return 'OUT_OF_SCOPE';
  if (outcomeIds.includes(outcome.id)) return 'DECIDED';
  if (!line.length) return endedByWithdrawal(outcome) ? 'WITHDRAWN' : 'NEVER_IN_FORCE';
  if (from > on) return 'NOT_YET';
  if (lastWord(line, on)?.outcome.id !== outcome.id) return 'REPLACED';
  if (until === null || until >= on) return 'OUTWEIGHED';
  return endedByWithdrawal(outcome) ? 'WITHDRAWN' : 'ENDED';
}

/** Not where it would have been over by its own dates before. */
function endedByWithdrawal(outcome: OutcomeFact): boolean {
  if (!outcome.withdrawal) return false;
  const { until } = inForce({ ...outcome, withdrawal: null });
  return until === null || until >= outcome.withdrawal.withdrawnOn;
}

function ruleOf({ status, basis, outcomeIds }: AssuranceAnswer, explained: readonly ExplainedOutcome[], facts: readonly OutcomeFact[]): PrecedenceRule {
  const is = (part: OutcomePart, level: Level | null) => explained.filter((one) => one.part === part && one.level === level);
  const deciding = facts.filter(({ id }) => outcomeIds.includes(id));
  if (status === 'NONE') return explained.length ? 'NOTHING_COUNTS' : 'NO_OUTCOME';
  if (status === 'EXPIRED') return deciding.every(endedByWithdrawal) ? 'WITHDRAWN_COUNTS_UNTIL' : 'VALIDITY_ENDED';
  if (basis === 'OFFER' && is('OUTWEIGHED', 'PROVIDER').length) return 'OFFER_BEFORE_PROVIDER';
  if (basis === 'PROVIDER' && (is('ENDED', 'OFFER').length || is('WITHDRAWN', 'OFFER').length)) return 'PROVIDER_WHERE_OFFER_ENDED';
  if (is('OUTWEIGHED', basis).length) return 'BEST_OF_PROCEDURES';
  if (status === 'REFUSED') return 'NEGATIVE_IN_FORCE';
  const replaced = new Set(is('REPLACED', basis).map(({ outcomeId }) => outcomeId));
  const procedures = new Set(deciding.map(({ procedureId }) => procedureId));
  if (facts.some(({ id, procedureId }) => replaced.has(id) && procedures.has(procedureId))) return 'LATER_DECISION_REPLACES';
  return status === 'CONDITIONAL' ? 'CONDITIONAL_COUNTS' : 'POSITIVE_IN_FORCE';
}

/** Only where the end told is the presumed one. */
function presumptionOf({ outcome, until, endPresumed }: Stretch): UsedPresumption | null {
  const { decision, validTo, framework, presumptions } = outcome;
  if (validTo !== null || decision === 'NEGATIVE' || decision === 'NO_DECISION' || !(endPresumed || until === null)) return null;
  const rule = ruleInForce(presumptions);
  return rule ? { ...rule, framework } : { id: null, framework, years: BUILT_IN_YEARS, reason: BUILT_IN_SOURCE, recordedAt: null };
}
