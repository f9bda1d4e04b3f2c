import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fuzz } from './fuzz.js';
import { mutations } from './mutation-inputs.js';
import { startWorld, type World } from './world.js';

const INPUTS = 1000;

describe('generated inputs', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  }, 120_000);
  afterAll(() => world.stop());

  it('are answered by Problems or done, never by an internal error', async () => {
    const seed = Math.floor(Math.random() * 2 ** 30);
    const { counts, problems } = await fuzz(world, { inputs: INPUTS, seed });
    process.stdout.write(`${INPUTS} inputs over ${mutations.length} mutations, seed ${seed}: ${JSON.stringify(counts)}, ${Object.keys(problems).length} kinds of problem\n`);
    // An input that never comes past GraphQL tries nothing of ours.
    expect(counts.SAVED + counts.PROBLEMS).toBeGreaterThan(INPUTS / 4);
  }, 120_000);
});
