import { describe, expect, it } from '@jest/globals';
import type { EngineExit } from '#libs/engines';
import { wrongNode } from '../check-node.mjs';
import { Keeper } from './keeper.js';
import { messageIn } from './program-log.js';
import { apiUrl, readSettings } from './settings.js';

describe('check of the Node version', () => {
  const installed = { dependencies: true, pinnedNode: true };

  it.each([
    ['24.21.0', installed, null],
    ['26.0.0', { ...installed, pinnedNode: false }, null],
    ['20.20.2', installed, /use the npm scripts/],
    ['20.20.2', { ...installed, pinnedNode: false }, /run npm ci without --ignore-scripts/],
    ['24.21.0', { dependencies: false, pinnedNode: false }, /run npm ci first/],
  ])('Node %s with %j', (version, found, expected) => {
    const line = wrongNode(version, found);
    if (expected) expect(line).toMatch(expected);
    else expect(line).toBeNull();
  });
});

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({}, '/somewhere')).toMatchObject({ port: 3000, dataDir: '/somewhere/.data', nodeEnv: 'development' });
  });

  it('name an address that can be called', () => {
    expect(['127.0.0.1', '0.0.0.0', '::', '::1'].map((host) => apiUrl({ host }, 1))).toEqual([
      'http://127.0.0.1:1', 'http://127.0.0.1:1', 'http://127.0.0.1:1', 'http://[::1]:1',
    ]);
  });
});

describe('log lines', () => {
  it.each([
    ['{"level":50,"msg":"failed","err":{"message":"no table"}}', 'failed: no table'],
    ['{"level":50,"msg":"same","err":{"message":"same"}}', 'same'],
    ['{"level":50}', '{"level":50}'],
    ['plain', 'plain'],
  ])('%s', (line, message) => expect(messageIn(line)).toBe(message));
});

describe('keeper', () => {
  const ending = (exit: EngineExit) => ({ pid: 2 ** 30, exited: Promise.resolve(exit), stop: () => Promise.resolve() });

  it('gives up after failures in a row, with the last words', async () => {
    let starts = 0;
    const problems: string[] = [];
    const said = await new Promise<string>((resolve, reject) => {
      const start = () => {
        starts += 1;
        return Promise.resolve(ending({ code: 1, signal: null }));
      };
      const kept = { title: 'The part', logFile: 'part.log', start, firstDelayMs: 1, lastWords: () => 'no table' };
      new Keeper(kept, { say: () => undefined, problem: (line) => problems.push(line) }, resolve).start().catch(reject);
    });
    expect(said).toBe('The part failed 8 times in a row (exit code 1: no table); see part.log.');
    expect([starts, problems.length]).toEqual([8, 7]);
  });

  it('starts again for as long as somebody kills it', async () => {
    let starts = 0;
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        starts += 1;
        if (starts === 20) void keeper.stop().then(resolve);
        return Promise.resolve(ending({ code: null, signal: 'SIGKILL' }));
      };
      const kept = { title: 'The part', logFile: 'part.log', start, firstDelayMs: 1 };
      const keeper: Keeper = new Keeper(kept, { say: () => undefined, problem: () => undefined }, (line) => reject(new Error(line)));
      keeper.start().catch(reject);
    });
    expect(starts).toBe(20);
  });
});
