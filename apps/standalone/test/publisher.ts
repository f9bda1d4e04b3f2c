import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Tx } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import { createProvider, expectOk, offerDraft } from '#libs/testing';
import type { Room } from './room.js';

const KINDS = ['CREATE', 'CREATE', 'CREATE', 'CHANGE', 'CHANGE', 'CHANGE', 'WITHDRAW', 'WITHDRAW', 'SUPERSEDE', 'SUSPEND'] as const;

/** What a publisher does next. */
export const stepArbitrary = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat({ max: 10_000 }),
  amount: fc.integer({ min: 0, max: 5_000 }),
  pauseMs: fc.integer({ min: 0, max: 80 }),
});
export type Step = typeof stepArbitrary extends fc.Arbitrary<infer One> ? One : never;

export interface PublisherOptions {
  /** Whether the database may be away just now; nothing else excuses a failure. */
  mayFail(): boolean;
  /** How many offers it has at once. */
  most: number;
  /** How many it has before it begins. */
  atFirst: number;
}

/** One provider that publishes, changes, supersedes and withdraws without end, and remembers what was acknowledged. */
export class Publisher {
  /** What was acknowledged: hash of the public document by offer, null when it is not public. */
  private readonly offers = new Map<string, string | null>();
  private readonly forgotten: string[] = [];
  steps = 0;
  interrupted = 0;
  private readonly live = new Set<string>();
  private stopping = false;

  private constructor(private readonly room: Room, private readonly providerId: string, private readonly options: PublisherOptions) {}

  static async open(room: Room, options: PublisherOptions): Promise<Publisher> {
    const { id } = await createProvider(room.uow, room.services);
    const publisher = new Publisher(room, id, options);
    while (publisher.live.size < options.atFirst) await publisher.create();
    return publisher;
  }

  async run(steps: Iterator<Step>): Promise<void> {
    while (!this.stopping) {
      const step = steps.next().value as Step;
      const live = [...this.live];
      const id = live[step.pick % (live.length || 1)];
      try {
        await this.take(step, id);
        this.steps += 1;
      } catch (error) {
        if (!this.options.mayFail()) throw error;
        this.interrupted += 1;
        await this.findOut(id);
      }
      await pause(step.pauseMs);
    }
  }

  stop(): void {
    this.stopping = true;
  }

  private async take({ kind, amount, pauseMs }: Step, id: string | undefined): Promise<void> {
    if (kind === 'SUSPEND') return this.suspend(pauseMs);
    if (id === undefined || (kind === 'CREATE' && this.live.size < this.options.most)) return this.create();
    if (kind === 'CHANGE') return this.change(id, amount);
    if (kind === 'SUPERSEDE') return this.supersede(id);
    return this.withdraw(id);
  }

  private async create(): Promise<void> {
    const { offerCommands } = this.room.services;
    const { offerId, hash } = await this.command(async (tx) => {
      const { id } = expectOk(await offerCommands.create(tx, { providerId: this.providerId, draft: offerDraft({ code: null }) }));
      return this.publish(tx, id);
    });
    this.note(offerId, hash);
  }

  private async change(id: string, amount: number): Promise<void> {
    const runs = [{ code: 'run-1', start: '2024-10-01', mode: 'BLENDED' as const, price: { amount, currency: 'EUR' } }];
    const { hash } = await this.command(async (tx) => {
      expectOk(await this.room.services.offerCommands.edit(tx, { offerId: id, expectedVersion: null, draft: { runs } }));
      return this.publish(tx, id);
    });
    this.note(id, hash);
  }

  private async supersede(id: string): Promise<void> {
    const { offerId, hash } = await this.command(async (tx) => {
      const successor = expectOk(await this.room.services.offerEndings.supersede(tx, { offerId: id }));
      return this.publish(tx, successor.id);
    });
    this.note(id, null);
    this.note(offerId, hash);
  }

  private async withdraw(id: string): Promise<void> {
    await this.command((tx) => this.room.services.offerEndings.withdraw(tx, { offerId: id, reason: 'No longer held.' }));
    this.note(id, null);
  }

  /** All of its offers leave the public at once and come back. */
  async suspend(forMs: number): Promise<void> {
    await this.status('SUSPENDED');
    await pause(forMs);
    await this.status('REGISTERED');
  }

  private status(status: 'SUSPENDED' | 'REGISTERED'): Promise<unknown> {
    const { providers } = this.room.services;
    return this.command((tx) => providers.changeStatus(tx, { providerId: this.providerId, expectedVersion: null, status, reason: 'Trial.' }));
  }

  private publish(tx: Tx, offerId: string) {
    return this.room.services.publication.publish(tx, { offerId });
  }

  private async command<T>(work: (tx: Tx) => Promise<Outcome<T>>): Promise<T> {
    return expectOk(await this.room.uow.command(work));
  }

  private note(id: string, hash: string | null): void {
    this.offers.set(id, hash);
    if (hash === null) this.live.delete(id);
    else this.live.add(id);
  }

  /**
   * The connection broke: whether the last command was committed, only the database knows, once it is back. What was
   * acknowledged before it must all be there.
   */
  private async findOut(concerned: string | undefined): Promise<void> {
    const { uow, services } = this.room;
    for (;;) {
      try {
        const record = (await services.organisations.load(uow.read, [this.providerId])).get(this.providerId);
        if (record?.provider?.status === 'SUSPENDED') await this.status('REGISTERED');
        const found = await services.offerReader.publicPage(uow.read, { limit: 10_000, providerId: this.providerId });
        return this.compare(new Map(found.map(({ id, hash }) => [id, hash])), concerned);
      } catch (error) {
        if (!this.options.mayFail()) throw error;
        await pause(100);
      }
    }
  }

  private compare(found: ReadonlyMap<string, string>, concerned: string | undefined): void {
    for (const [id, hash] of this.offers) {
      const now = found.get(id) ?? null;
      if (now !== hash && id !== concerned) this.forgotten.push(`${id}: acknowledged ${hash}, found ${now}`);
      if (now !== hash) this.note(id, now);
    }
    // The new offer of a command whose answer was lost.
    for (const [id, hash] of found) if (!this.offers.has(id)) this.note(id, hash);
  }

  /** Everything acknowledged is so in the database: the answer is what is not, in words. The publisher must have stopped. */
  async check(): Promise<readonly string[]> {
    await this.findOut(undefined);
    return this.forgotten;
  }
}
