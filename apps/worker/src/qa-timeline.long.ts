import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryWalk } from './qa-timeline.arbitrary.fixture.js';
import { walkOnce, type WalkResult } from './qa-timeline.fixture.js';

it('index and feed say on every day what a recomputation from scratch says, over 400 days in random steps, many times', async () => {
  const results: WalkResult[] = [];
  await fc.assert(fc.asyncProperty(arbitraryWalk({ days: 400, steps: 40, longest: 25 }), async (moves) => {
    results.push(await walkOnce(moves));
  }), { numRuns: 15, endOnFailure: true });
  const sum = (key: keyof WalkResult): number => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`QA timeline: ${sum('jumps')} jumps, ${sum('done')} moves, ${sum('turned')} offers turned, ${sum('turnedByDay')} of them by the day alone\n`);
  expect(sum('turnedByDay')).toBeGreaterThan(5);
});
