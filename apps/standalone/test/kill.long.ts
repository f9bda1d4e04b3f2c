import { describe, expect, it } from '@jest/globals';
import { killRounds } from './kill-rounds.js';

describe('kill -9 during publications, at length', () => {
  it('loses nothing, adds nothing and leaves nothing stale in 200 rounds', async () => {
    const { differences, ...figures } = await killRounds({ rounds: 200, postgres: 8, supervisor: 5 });
    process.stdout.write(`Kill rounds: ${JSON.stringify(figures)}\n`);
    expect(differences).toEqual([]);
  });
});
