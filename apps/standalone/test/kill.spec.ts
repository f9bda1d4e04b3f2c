import { describe, expect, it } from '@jest/globals';
import { killRounds } from './kill-rounds.js';

describe('kill -9 during publications', () => {
  it('loses nothing, adds nothing and leaves nothing stale', async () => {
    const { differences, published, offers } = await killRounds({ rounds: 5, postgres: 1, supervisor: 1 });
    expect(differences).toEqual([]);
    expect(published).toBeGreaterThan(0);
    expect(offers).toBeGreaterThan(0);
  }, 300_000);
});
