import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLive, stateAfter, stateOf, statesBefore, SUBMISSION_STEPS } from './submission-life.js';
import { SUBMISSION_STATES, type SubmissionState } from './submission.entity.js';

const step = fc.constantFrom(...SUBMISSION_STEPS);

describe('life of a submission', () => {
  it('goes on from live states only, and ends for good, whatever is tried with it', () => {
    fc.assert(fc.property(fc.constantFrom<SubmissionState>('SUBMITTED', 'APPROVED'), fc.array(step, { maxLength: 12 }), (first, steps) => {
      let state = first;
      for (const one of steps) {
        const next = stateAfter(state, one);
        expect(next !== null).toBe(statesBefore(one).includes(state));
        if (next === null) continue;
        expect(isLive(state)).toBe(true);
        expect(next).toBe(stateOf(one));
        // Nobody is asked twice, and what was decided is not put forward anew.
        expect(next).not.toBe('SUBMITTED');
        state = next;
      }
    }));
  });

  it('can end in every state that is no live one, and in no other', () => {
    const ends = SUBMISSION_STATES.filter((state) => !isLive(state));
    expect(ends).toEqual(['PUBLISHED', 'RETURNED', 'CANCELLED', 'FAILED']);
    expect(new Set(SUBMISSION_STEPS.map(stateOf))).toEqual(new Set([...ends, 'APPROVED']));
  });
});
