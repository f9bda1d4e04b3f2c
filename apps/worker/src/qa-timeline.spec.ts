import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryWalk } from './qa-timeline.arbitrary.fixture.js';
import { walkOnce, type WalkResult } from './qa-timeline.fixture.js';

it('index and feed say on every day what a recomputation from scratch says, over 400 days in random steps', async () => {
  const results: WalkResult[] = [];
  await fc.assert(fc.asyncProperty(arbitraryWalk({ days: 400, steps: 12, longest: 60 }), async (moves) => {
    results.push(await walkOnce(moves));
  }), { numRuns: 2, endOnFailure: true });
  const sum = (key: keyof WalkResult): number => results.reduce((total, result) => total + result[key], 0);
  expect(sum('done')).toBeGreaterThan(5);
  expect(sum('turned')).toBeGreaterThan(0);
});
