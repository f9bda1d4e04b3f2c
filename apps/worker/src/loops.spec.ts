import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { OutboxEntry } from '#libs/database';
import { InHand } from './in-hand.js';
import { Loop } from './loop.js';
import { WakeUp } from './wake-up.js';

describe('the bell', () => {
  it('is not missed when nobody waits, and heard once', async () => {
    const bell = new WakeUp();
    bell.ring();
    await bell.wait(60_000);
    const began = performance.now();
    await bell.wait(20);
    expect(performance.now() - began).toBeGreaterThan(15);
  });

  it('ends a wait, as the other thing does', async () => {
    const bell = new WakeUp();
    setTimeout(() => bell.ring(), 5);
    await bell.wait(60_000);
    await bell.wait(60_000, pause(5));
    await bell.wait(60_000, pause(5).then(() => Promise.reject(new Error('failed'))));
  });
});

describe('a loop', () => {
  it('goes on after a failure and finishes its round when stopped', async () => {
    const log: string[] = [];
    const loop = new Loop({
      name: 'test', firstPauseMs: 1,
      round: async () => {
        log.push('begin');
        if (log.length === 1) throw new Error('once');
        await pause(20);
        log.push('end');
        return 60_000;
      },
      onError: (error) => log.push(String(error)),
    });
    loop.start();
    while (log.length < 3) await pause(1);
    await loop.stop();
    expect(log).toEqual(['begin', 'Error: once', 'begin', 'end']);
  });
});

describe('batches in hand', () => {
  const entry = (id: string, generation = '1'): OutboxEntry => ({ kind: 'offer', id, generation, attempts: 0 });

  it('end in order, and are told apart by generation', async () => {
    const inHand = new InHand();
    const log: string[] = [];
    const first = Promise.withResolvers<void>();
    inHand.add([entry('a')], () => first.promise.then(() => void log.push('first')));
    inHand.add([entry('b')], async () => void log.push('second'));
    expect(inHand.others([entry('a'), entry('a', '2'), entry('b'), entry('c')])).toEqual([entry('a', '2'), entry('c')]);
    await pause(5);
    expect({ log, size: inHand.size }).toEqual({ log: [], size: 2 });
    first.resolve();
    await inHand.oldest;
    await inHand.end();
    expect({ log, size: inHand.size, others: inHand.others([entry('a')]) }).toEqual({ log: ['first', 'second'], size: 0, others: [entry('a')] });
  });

  it('keep a failure until it is asked for', async () => {
    const inHand = new InHand();
    inHand.add([entry('a')], () => Promise.reject(new Error('engine')));
    inHand.add([entry('b')], async () => undefined);
    await inHand.end();
    expect(() => inHand.throwFailure()).toThrow('engine');
  });
});
