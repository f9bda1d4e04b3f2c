import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { registerToday } from '#libs/config';
import { EuropassFeed } from '#libs/europass';
import { addDays, startOfDay, type LocalDate } from '#libs/kernel';
import { assuranceSubject } from '#libs/offers';
import { assurance, isAssured, type Decision, type Framework } from '#libs/quality';
import { IndexMaintenance, MeiliConnection, type IndexDocument } from '#libs/search';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { DailyJobs } from './jobs/daily-jobs.js';
import { OutboxWork } from './outbox-work.js';
import { QualityWorld } from './quality-world.fixture.js';
import { WakeUp } from './wake-up.js';
import { WorkerModule } from './worker.module.js';

/** One move of the world; indexes are taken modulo what there is, days are counted from the present one. */
export type Move =
  | {
    kind: 'RECORD' | 'CORRECT'; provider: number; procedure: number; decision: Decision; decided: number; from: number; days: number | null;
    offer: number | null; field: string | null; outcome: number;
  }
  | { kind: 'WITHDRAW'; outcome: number; on: number }
  | { kind: 'PRESUME'; framework: Framework; years: number | null }
  | { kind: 'JUMP'; days: number; minutes: number };

export interface WalkResult {
  jumps: number;
  /** Moves that the register took. */
  done: number;
  /** Offers whose "assured" became another one from one jump to the next. */
  turned: number;
  /** Of these, those about which nobody had done anything in between: the day alone turned them. */
  turnedByDay: number;
}

const PROVIDERS = 3;
const OFFERS = 2;

/** One walk through a register of its own. */
export async function walkOnce(moves: readonly Move[]): Promise<WalkResult> {
  const db = await createTestDatabase({ WORKER_PORT: '0' });
  try {
    const register = await TimelineRegister.open(db);
    try {
      return await register.walk(moves);
    } finally {
      await register.close();
    }
  } finally {
    await db.drop();
  }
}

/** The register with its worker, the loops of which are turned by hand. */
class TimelineRegister {
  private readonly outcomeIds: string[] = [];
  private readonly providers: { id: string; offerIds: string[] }[] = [];
  private assured = new Map<string, string>();
  private touched = false;

  private constructor(
    private readonly db: TestDatabase,
    private readonly world: QualityWorld,
    private readonly app: INestApplicationContext,
  ) {}

  static async open(db: TestDatabase): Promise<TimelineRegister> {
    const world = await QualityWorld.open(db);
    const app = await NestFactory.createApplicationContext(WorkerModule.register(db.config), { logger: false });
    const register = new TimelineRegister(db, world, app);
    for (let n = 0; n < PROVIDERS; n++) register.providers.push(await world.provider({ offers: OFFERS }));
    return register;
  }

  async close(): Promise<void> {
    const connection = this.app.get(MeiliConnection);
    await connection.writer.deleteIndexIfExists(connection.indexName);
    await this.app.close();
  }

  async walk(moves: readonly Move[]): Promise<WalkResult> {
    const result: WalkResult = { jumps: 0, done: 0, turned: 0, turnedByDay: 0 };
    await this.turnWorker();
    this.assured = await this.indexed();
    for (const move of moves) {
      if (move.kind !== 'JUMP') {
        const taken = await this.make(move);
        if (taken) result.done += 1;
        this.touched ||= taken;
        continue;
      }
      this.jump(move);
      await this.turnWorker();
      await this.compare();
      const now = await this.indexed();
      const turned = [...now].filter(([id, value]) => this.assured.get(id) !== value).length;
      result.jumps += 1;
      result.turned += turned;
      result.turnedByDay += this.touched ? 0 : turned;
      this.assured = now;
      this.touched = false;
    }
    return result;
  }

  private get today(): LocalDate {
    return registerToday(this.db.config);
  }

  /** Never back, to some minute between midnight and the hour of the sweep, which would put right what the day's work had missed. */
  private jump({ days, minutes }: Extract<Move, { kind: 'JUMP' }>): void {
    const midnight = startOfDay(addDays(this.today, days), this.db.config.country.timeZone);
    this.db.clock.set(new Date(Math.max(this.db.clock.now().getTime(), midnight.getTime() + minutes * 60_000)));
  }

  private async make(move: Exclude<Move, { kind: 'JUMP' }>): Promise<boolean> {
    const { db: { uow }, world: { services } } = this;
    // The clock stands still between two jumps, but one thing is recorded after the other.
    this.db.clock.set(new Date(this.db.clock.now().getTime() + 1000));
    if (move.kind === 'PRESUME') {
      return (await uow.command((tx) => services.presumptions.set(tx, { framework: move.framework, years: move.years, reason: 'test' }))).ok;
    }
    if (move.kind === 'WITHDRAW') {
      const outcomeId = this.outcome(move.outcome);
      return outcomeId !== null && (await uow.command((tx) => services.qaOutcomes.withdraw(tx, { outcomeId, withdrawnOn: addDays(this.today, move.on), reason: 'test' }))).ok;
    }
    return this.record(move);
  }

  private async record(move: Extract<Move, { kind: 'RECORD' | 'CORRECT' }>): Promise<boolean> {
    const corrected = move.kind === 'CORRECT' ? this.outcome(move.outcome) : null;
    const before = corrected === null ? null : (await this.world.services.qaOutcomes.load(this.db.uow.read, [corrected])).get(corrected);
    const provider = this.providers.find(({ id }) => id === before?.providerId) ?? this.providers[move.provider % PROVIDERS]!;
    const validFrom = addDays(this.today, move.from);
    const made = await this.world.record({
      providerId: provider.id,
      procedureId: before?.procedure.id ?? this.world.procedureIds[move.procedure % this.world.procedureIds.length]!,
      offerIds: move.offer === null ? null : [provider.offerIds[move.offer % OFFERS]!],
      decision: move.decision,
      decisionDate: addDays(this.today, -move.decided),
      validFrom,
      validTo: move.days === null ? null : addDays(validFrom, move.days),
      scope: { iscedFields: move.field === null ? [] : [move.field] },
      correctsId: corrected,
    });
    if (made.ok) this.outcomeIds.push(made.value.id);
    return made.ok;
  }

  private outcome(index: number): string | null {
    return this.outcomeIds.length ? (this.outcomeIds[index % this.outcomeIds.length] as string) : null;
  }

  private async turnWorker(): Promise<void> {
    await this.app.get(DailyJobs).look();
    while ((await this.app.get(OutboxWork).turn(new WakeUp())) !== 'IDLE');
    await this.app.get(EuropassFeed).refresh();
  }

  /** @throws when index or feed say anything else than what is recomputed from scratch. */
  private async compare(): Promise<void> {
    const { missing, extra, stale, pending } = await this.app.get(IndexMaintenance).check();
    if (missing.length || extra.length || stale.length || pending) {
      throw new Error(`${this.today}: the index differs: ${JSON.stringify({ missing, extra, stale, pending })}`);
    }
    const [indexed, computed] = [await this.indexed(), await this.computed()];
    for (const [id, value] of computed) {
      if (indexed.get(id) !== value) throw new Error(`${this.today}: offer ${id} is shown as assured: ${indexed.get(id)}, and ought to be: ${value}`);
    }
    await this.compareFeed();
  }

  /** By offer, what the index says. */
  private async indexed(): Promise<Map<string, string>> {
    const { results } = await this.app.get(MeiliConnection).index().getDocuments<IndexDocument>({ fields: ['id', 'assured'], limit: 100 });
    return new Map(results.map(({ id, assured }) => [id, assured]));
  }

  /** By offer, what one call of the pure function says. */
  private async computed(): Promise<Map<string, string>> {
    const { offerReader, organisations, qaOutcomes } = this.world.services;
    const { read } = this.db.uow;
    const providerIds = this.providers.map(({ id }) => id);
    const facts = await qaOutcomes.factsFor(read, { providerIds });
    const found = await organisations.load(read, providerIds);
    const offers = await offerReader.public(read, this.providers.flatMap(({ offerIds }) => offerIds));
    return new Map([...offers.values()].map((offer) => {
      const subject = assuranceSubject(offer, found.get(offer.document.providerId)!);
      return [offer.id, String(isAssured(assurance(subject, facts, { on: this.today, knownAt: this.db.clock.now() }).status))];
    }));
  }

  /** The fragments against those of a feed that renders everything anew. */
  private async compareFeed(): Promise<void> {
    const feed = this.app.get(EuropassFeed);
    const fragments = () => this.db.uow.read.query('SELECT kind, id, key, opportunities, specifications, outcomes, assessments, agents, locations, left_out, problems, losses FROM feed_fragment ORDER BY kind, id');
    const before = JSON.stringify(await fragments());
    await this.db.uow.run((tx) => tx.query(`UPDATE feed_fragment SET key = ''`));
    await feed.reconcile();
    const result = await feed.refresh();
    if (result.state === 'BUSY' || result.rendered !== PROVIDERS * OFFERS) throw new Error(`The feed was not rendered anew: ${JSON.stringify(result)}`);
    const after = JSON.stringify(await fragments());
    if (before !== after) throw new Error(`${this.today}: the feed's fragments differ from those of a feed made from scratch`);
  }
}
