import type { SubmissionState } from './submission.entity.js';

/**
 * What may happen to a submission, from where and to where. LAPSE: the draft was changed afterwards. FAIL: the publish gate
 * refused on the day. A submission may be published without approval where the provider asks for no second person.
 */
const STEPS = {
  APPROVE: { from: ['SUBMITTED'], to: 'APPROVED' },
  RETURN: { from: ['SUBMITTED', 'APPROVED'], to: 'RETURNED' },
  CANCEL: { from: ['SUBMITTED', 'APPROVED'], to: 'CANCELLED' },
  LAPSE: { from: ['SUBMITTED', 'APPROVED'], to: 'CANCELLED' },
  PUBLISH: { from: ['SUBMITTED', 'APPROVED'], to: 'PUBLISHED' },
  FAIL: { from: ['APPROVED'], to: 'FAILED' },
} as const satisfies Readonly<Record<string, { from: readonly SubmissionState[]; to: SubmissionState }>>;

export type SubmissionStep = keyof typeof STEPS;
export const SUBMISSION_STEPS = Object.keys(STEPS) as SubmissionStep[];

/** Where the step leads from that state; null: it may not be taken there. */
export const stateAfter = (state: SubmissionState, step: SubmissionStep): SubmissionState | null =>
  statesBefore(step).includes(state) ? stateOf(step) : null;

/** The states in which the step may be taken. */
export const statesBefore = (step: SubmissionStep): readonly SubmissionState[] => STEPS[step].from;

/** Where the step leads, wherever it is taken. */
export const stateOf = (step: SubmissionStep): SubmissionState => STEPS[step].to;

/** Something may still happen to it; an offer has one such submission at most. */
export const isLive = (state: SubmissionState): boolean => SUBMISSION_STEPS.some((step) => statesBefore(step).includes(state));
