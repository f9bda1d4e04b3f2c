import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mutations, variablesOf } from './mutation-inputs.js';
import { startWorld, type World } from './world.js';

/** Requests under way at a time: some of what breaks only does when two come together. */
const TOGETHER = 8;

export interface FuzzResult {
  inputs: number;
  /** By what came of them. */
  counts: Readonly<Record<'SAVED' | 'PROBLEMS' | 'REFUSED_BY_GRAPHQL', number>>;
  /** How often each problem was told. */
  problems: Readonly<Record<string, number>>;
}

/**
 * Generated inputs, as many for every mutation, by somebody who may do everything: each is answered by data, by Problems
 * or by GraphQL's own refusal, never by an internal error.
 */
export async function fuzz(world: World, { inputs, seed }: { inputs: number; seed: number }): Promise<FuzzResult> {
  const counts = { SAVED: 0, PROBLEMS: 0, REFUSED_BY_GRAPHQL: 0 };
  const problems: Record<string, number> = {};
  const ids = world.ids();
  const queue = Array.from({ length: Math.ceil(inputs / mutations.length) }, (_, round) => mutations.map((mutation, index) => ({ mutation, seed: seed + round * 1001 + index }))).flat().slice(0, inputs);
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [variables] = fc.sample(variablesOf(next.mutation, { ids, wellFormed: next.seed % 2 === 0 }), { numRuns: 1, seed: next.seed });
      const answer = await world.ask(next.mutation.operation, { variables, as: 'EVERYTHING' });
      const told = JSON.stringify(answer.data ?? null);
      const refusals = (answer.errors ?? []).map((error) => error.extensions.code);
      expect({ mutation: next.mutation.name, variables, status: answer.status < 500, refusals: refusals.filter((code) => !EXPECTED.has(code)) })
        .toEqual({ mutation: next.mutation.name, variables, status: true, refusals: [] });
      const codes = [...told.matchAll(/"code":"([A-Z_]+)","severity":"ERROR"/g)].map(([, code]) => code as string);
      for (const code of codes) problems[code] = (problems[code] ?? 0) + 1;
      counts[refusals.length ? 'REFUSED_BY_GRAPHQL' : codes.length ? 'PROBLEMS' : 'SAVED'] += 1;
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return { inputs, counts, problems };
}

/** What GraphQL itself says of values that have not the form of their type. */
const EXPECTED = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

/** The suite of so many inputs, on a world of its own; how many of them came of what is printed. */
export function describeFuzz(inputs: number, limitMs: number): void {
  describe('generated inputs', () => {
    let world: World;
    beforeAll(async () => {
      world = await startWorld();
    }, 120_000);
    afterAll(() => world.stop());

    it('are answered by Problems or done, never by an internal error', async () => {
      const seed = Math.floor(Math.random() * 2 ** 30);
      const { counts, problems } = await fuzz(world, { inputs, seed });
      process.stdout.write(`${inputs} inputs over ${mutations.length} mutations, seed ${seed}: ${JSON.stringify(counts)}, ${Object.keys(problems).length} kinds of problem\n`);
      // An input that never comes past GraphQL tries nothing of ours.
      expect(counts.SAVED + counts.PROBLEMS).toBeGreaterThan(inputs / 4);
    }, limitMs);
  });
}
