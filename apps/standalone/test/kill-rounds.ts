import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { outboxLag } from '#libs/database';
import { openRoom, type Room } from './room.js';
import { differences, heldDocuments } from './comparison.js';
import { until } from './built-register.js';
import { Publisher, stepArbitrary, type Step } from './publisher.js';
import { NOW, WholeRegister } from './whole-register.js';

export interface KillPlan {
  /** How often one of the worker and Meilisearch is killed. */
  rounds: number;
  /** How often PostgreSQL, and how often the supervisor itself is killed, spread among the rounds. */
  postgres: number;
  supervisor: number;
}

export interface KillResult {
  published: number;
  interrupted: number;
  seconds: number;
  offers: number;
  differences: string[];
}

type Victim = 'worker' | 'meilisearch' | 'postgres' | 'supervisor';

/** The large one's offers all leave the public and come back at once when it is suspended and registered again. */
const PUBLISHERS = [{ atFirst: 120, most: 150 }, { atFirst: 0, most: 40 }, { atFirst: 0, most: 40 }];
const SETTLE_LIMIT_MS = 180_000;
/** How long after its return a database may still be missed on connections that were open before. */
const GRACE_MS = 2_000;
const FLICKER_MS = 100;

/**
 * Publishers work without a pause while parts of the register are killed at random moments. Afterwards the outbox runs
 * empty, and database, index, search and feed must say the same. `KILL_SEED` repeats a run's choices.
 */
export async function killRounds(plan: KillPlan): Promise<KillResult> {
  const seed = Number(process.env.KILL_SEED) || Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`Kill rounds: KILL_SEED=${seed}\n`);
  const began = performance.now();
  const register = new WholeRegister({ REGISTER_NOW: NOW });
  try {
    await register.start();
    const room = await openRoom(register);
    try {
      const trial = new Trial(register, room);
      await trial.run(roundsOf(plan, seed), seed);
      return { ...(await trial.settled()), seconds: Math.round((performance.now() - began) / 1000) };
    } finally {
      await room.close();
    }
  } finally {
    await register.remove();
  }
}

interface Round {
  victim: Victim;
  afterMs: number;
}

function roundsOf({ rounds, postgres, supervisor }: KillPlan, seed: number): Round[] {
  const moments = fc.record({ victim: fc.constantFrom<Victim>('worker', 'meilisearch'), afterMs: fc.integer({ min: 0, max: 1200 }) });
  const plan: Round[] = fc.sample(moments, { seed, numRuns: rounds });
  const others: Victim[] = [...Array<Victim>(postgres).fill('postgres'), ...Array<Victim>(supervisor).fill('supervisor')];
  others.forEach((victim, index) => {
    const at = Math.round(((index + 0.5) * plan.length) / others.length);
    plan.splice(at, 0, { victim, afterMs: plan[at]?.afterMs ?? 500 });
  });
  return plan;
}

class Trial {
  private publishers: Publisher[] = [];
  private databaseAway = false;
  private backAt = 0;
  private stopping = false;

  constructor(private readonly register: WholeRegister, private readonly room: Room) {}

  async run(rounds: readonly Round[], seed: number): Promise<void> {
    const mayFail = (): boolean => this.databaseAway || Date.now() < this.backAt + GRACE_MS;
    for (const size of PUBLISHERS) this.publishers.push(await Publisher.open(this.room, { ...size, mayFail }));
    const work = this.publishers.map((publisher, n) => publisher.run(endless(seed + n)));
    const killing = (async () => {
      for (const round of rounds) if (!this.stopping) await this.round(round);
    })();
    try {
      // A publisher that fails without excuse ends the trial at once.
      await Promise.race([killing, Promise.all(work)]);
    } finally {
      this.stopping = true;
      for (const publisher of this.publishers) publisher.stop();
      await Promise.allSettled([killing, ...work]);
    }
    await Promise.all(work);
  }

  private async round({ victim, afterMs }: Round): Promise<void> {
    await pause(afterMs);
    if (victim === 'worker' || victim === 'meilisearch') return this.register.kill(victim);
    this.databaseAway = true;
    if (victim === 'postgres') {
      await this.register.kill('postgres');
      await until(() => outboxLag(this.room.uow.read).then(() => true, () => false), 'the database', SETTLE_LIMIT_MS);
    } else {
      await this.register.killSupervisor();
      await this.register.start();
    }
    this.databaseAway = false;
    this.backAt = Date.now();
  }

  /** With nothing being killed: a state that comes back while its opposite is still on the way must not be lost. */
  private async flicker(): Promise<string[]> {
    const found: string[] = [];
    for (let forMs = 0; forMs < FLICKER_MS; forMs += 10) {
      await this.outboxEmpty();
      await this.publishers[0]?.suspend(forMs);
      await this.outboxEmpty();
      const [wanted, held] = [await this.room.services.offerReader.publicCount(this.room.uow.read), (await heldDocuments(this.room)).size];
      if (wanted !== held) found.push(`suspended for ${forMs} ms and registered again: ${held} offers in the index, ${wanted} public`);
    }
    return found;
  }

  /** The API was never killed: whatever else died, it must have lived on. */
  private unasked(): string[] {
    return this.register.output.split('\n').filter((line) => line.startsWith('The API ended'));
  }

  private outboxEmpty(): Promise<void> {
    return until(async () => (await outboxLag(this.room.uow.read)).rows === 0, 'the outbox to run empty', SETTLE_LIMIT_MS);
  }

  async settled(): Promise<Omit<KillResult, 'seconds'>> {
    const { uow, services } = this.room;
    const forgotten = (await Promise.all(this.publishers.map((publisher) => publisher.check()))).flat();
    await this.outboxEmpty();
    const sum = (of: (publisher: Publisher) => number): number => this.publishers.reduce((total, one) => total + of(one), 0);
    return {
      published: sum(({ steps }) => steps),
      interrupted: sum(({ interrupted }) => interrupted),
      offers: await services.offerReader.publicCount(uow.read),
      differences: [...forgotten, ...this.unasked(), ...(await differences(this.register, this.room)), ...(await this.flicker())],
    };
  }
}

const endless = (seed: number): Iterator<Step> =>
  (fc.sample(fc.noBias(fc.infiniteStream(stepArbitrary, { noHistory: true })), { seed, numRuns: 1 })[0] as Iterable<Step>)[Symbol.iterator]();
