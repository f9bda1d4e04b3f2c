import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Tx } from '#libs/database';
import { addDays, newId, type Actor, type Outcome } from '#libs/kernel';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, TEST_NOW, type TestDatabase, type TestServices } from '#libs/testing';
import { ScheduledPublication } from './scheduled-publication.js';
import { isLive, stateAfter, SUBMISSION_STEPS, type SubmissionStep } from './submission-life.js';
import type { SubmissionState } from './submission.entity.js';

const person = (): Actor => ({ kind: 'PERSON', id: newId(), requestId: null });
const ACTORS: readonly Actor[] = [person(), person(), { kind: 'API_KEY', id: newId(), requestId: null }];
const FIRST_DAY = TEST_NOW.slice(0, 10);

type Act =
  | { do: 'edit'; seen: number }
  | { do: 'submit' | 'schedule'; by: number; inDays: number; seen: number }
  | { do: 'approve' | 'return' | 'cancel' | 'publish'; by: number }
  | { do: 'day' } | { do: 'review' };

/** Sequences that between them take every step, tried before the random ones. */
const EVERY_STEP: Act[][] = [
  [{ do: 'review' }, { do: 'submit', by: 0, inDays: 1, seen: 0 }, { do: 'approve', by: 0 }, { do: 'approve', by: 2 }, { do: 'approve', by: 1 }, { do: 'day' }],
  [{ do: 'schedule', by: 1, inDays: 1, seen: 0 }, { do: 'review' }, { do: 'day' }],
  [{ do: 'schedule', by: 1, inDays: 2, seen: 0 }, { do: 'edit', seen: 0 }, { do: 'day' }, { do: 'day' }],
  [{ do: 'submit', by: 0, inDays: 0, seen: 0 }, { do: 'cancel', by: 1 }, { do: 'cancel', by: 0 }, { do: 'submit', by: 0, inDays: 0, seen: 0 }, { do: 'return', by: 1 }],
];

const by = fc.nat(ACTORS.length - 1);
/** How many versions ago the editor looked last. */
const seen = fc.constantFrom(0, 0, 0, 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), seen }),
  fc.record({ do: fc.constantFrom('submit' as const, 'schedule' as const), by, inDays: fc.integer({ min: -1, max: 2 }), seen }),
  fc.record({ do: fc.constantFrom('approve' as const, 'approve' as const, 'return' as const, 'cancel' as const, 'publish' as const), by }),
  fc.record({ do: fc.constantFrom('day' as const, 'review' as const) }),
);

/** The rules once more, in the simplest words: what a tutor would draw on a board. */
class Model {
  version = 1;
  day = FIRST_DAY;
  careful = false;
  publicVersion: number | null = null;
  live: { state: 'SUBMITTED' | 'APPROVED'; on: string; by: number; approvedBy: number | null } | null = null;
  last: SubmissionState | null = null;

  private end(state: SubmissionState): true {
    this.live = null;
    this.last = state;
    return true;
  }

  private reviewed(): boolean {
    const live = this.live;
    return live?.state === 'APPROVED' && live.approvedBy !== null && live.approvedBy !== live.by && ACTORS[live.approvedBy]?.kind === 'PERSON';
  }

  private publish(): boolean {
    if (this.careful && this.publicVersion !== this.version && !this.reviewed()) return false;
    this.publicVersion = this.version;
    if (this.live) this.end('PUBLISHED');
    return true;
  }

  /** Whether it is done. */
  take(one: Act): boolean {
    switch (one.do) {
      case 'edit':
        if (one.seen) return false;
        this.version += 1;
        return this.live ? this.end('CANCELLED') : true;
      case 'submit':
      case 'schedule': {
        if (one.seen || one.inDays < 0 || this.live || (one.do === 'schedule' && this.careful)) return false;
        const approved = one.do === 'schedule';
        this.live = { state: approved ? 'APPROVED' : 'SUBMITTED', on: addDays(this.day, one.inDays), by: one.by, approvedBy: approved ? one.by : null };
        this.last = this.live.state;
        return true;
      }
      case 'approve': {
        if (this.live?.state !== 'SUBMITTED') return false;
        if (this.careful && (ACTORS[one.by]?.kind !== 'PERSON' || one.by === this.live.by)) return false;
        this.live = { ...this.live, state: 'APPROVED', approvedBy: one.by };
        this.last = 'APPROVED';
        return this.live.on > this.day ? true : this.publish();
      }
      case 'return':
        return this.live ? this.end('RETURNED') : false;
      case 'cancel':
        return this.live?.by === one.by ? this.end('CANCELLED') : false;
      case 'publish':
        return this.publish();
      case 'day':
        this.day = addDays(this.day, 1);
        return this.live?.state === 'APPROVED' && this.live.on <= this.day ? this.publish() || this.end('FAILED') : false;
      case 'review':
        this.careful = !this.careful;
        return true;
    }
  }
}

describe('submissions on PostgreSQL', () => {
  let db: TestDatabase;
  let s: TestServices;
  let scheduled: ScheduledPublication;

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
    scheduled = new ScheduledPublication(db.uow, s.submissions);
  });
  afterAll(() => db.drop());

  const as = <T>(actor: Actor | undefined, work: (tx: Tx) => Promise<Outcome<T>>) => db.uow.as(actor as Actor).command(work);
  const start = async () => {
    db.clock.set(TEST_NOW);
    const providerId = (await createProvider(db.uow, s)).id;
    const offer = expectOk(await as(ACTORS[0], (tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft({ content: { title: titled(1) } }) })));
    return { providerId, offer };
  };
  type Started = Awaited<ReturnType<typeof start>>;

  /** Does it, and says whether it was done. */
  async function perform(one: Act, model: Model, { offer, providerId }: Started): Promise<boolean> {
    const last = (await s.submissions.lastOf(db.uow.read, [offer.id])).get(offer.id);
    const submissionId = last?.id ?? newId();
    const request = (ago: number, inDays: number) => ({ offerId: offer.id, expectedVersion: model.version - ago, publishOn: addDays(model.day, inDays) });
    switch (one.do) {
      case 'edit':
        return (await as(ACTORS[0], (tx) => s.offerCommands.edit(tx, {
          offerId: offer.id, expectedVersion: model.version - one.seen, draft: { content: { ...offer.content, title: titled(model.version + 1) } },
        }))).ok;
      case 'submit':
        return (await as(ACTORS[one.by], (tx) => s.submissions.submit(tx, request(one.seen, one.inDays)))).ok;
      case 'schedule':
        return (await as(ACTORS[one.by], (tx) => s.submissions.schedule(tx, request(one.seen, one.inDays)))).ok;
      case 'approve':
        return (await as(ACTORS[one.by], (tx) => s.submissions.approve(tx, { submissionId }))).ok;
      case 'return':
        return (await as(ACTORS[one.by], (tx) => s.submissions.return(tx, { submissionId, comment: 'no' }))).ok;
      case 'cancel':
        return (await as(ACTORS[one.by], (tx) => s.submissions.cancel(tx, { submissionId, mayPublish: false }))).ok;
      case 'publish':
        return (await as(ACTORS[one.by], (tx) => s.publication.publish(tx, { offerId: offer.id }))).ok;
      case 'day': {
        const day = addDays(model.day, 1);
        db.clock.set(`${day}T09:00:00Z`);
        const { published, failed } = await scheduled.publishDue(day);
        return published + failed > 0;
      }
      case 'review':
        await db.uow.read.query('UPDATE provider SET second_review = NOT second_review WHERE organisation_id = $1', [providerId]);
        return true;
    }
  }

  it('do what the rules say in any order of calls, and take no step that does not exist', async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const started = await start();
      const { id } = started.offer;
      const model = new Model();
      for (const one of acts) {
        const done = await perform(one, model, started);
        expect([one, done]).toEqual([one, model.take(one)]);
        const state = (await s.offerReader.state(db.uow.read, id))!;
        const published = (await s.offerReader.public(db.uow.read, [id])).get(id);
        const last = (await s.submissions.lastOf(db.uow.read, [id])).get(id);
        expect({ version: state.version, title: state.content.title, published: published?.document.specification.title ?? null, last: last?.state ?? null })
          .toEqual({ version: model.version, title: titled(model.version), published: model.publicVersion && titled(model.publicVersion), last: model.last });
      }
      // What is left must not become due in the next round.
      await db.uow.read.query(`UPDATE submission SET state = 'CANCELLED' WHERE offer_id = $1 AND state IN ('SUBMITTED', 'APPROVED')`, [id]);
    }), { numRuns: 40, examples: EVERY_STEP.map((acts) => [acts]) });
    await expectLegalHistory();
  });

  /** Every line of the log about a submission is a step of the table, and the next line begins where it ended. */
  async function expectLegalHistory(): Promise<void> {
    const lines = await db.uow.read.query<{ id: string; action: string; changes: string }>(
      `SELECT record_id AS id, action, changes FROM history_entry WHERE record_kind = 'submission' ORDER BY seq`);
    expect(lines.length).toBeGreaterThan(20);
    const states = new Map<string, SubmissionState>();
    const taken = new Set<SubmissionStep>();
    for (const { id, action, changes } of lines) {
      const before = states.get(id);
      if (!before) {
        expect(['submission.submit', 'submission.schedule']).toContain(action);
        states.set(id, action === 'submission.submit' ? 'SUBMITTED' : 'APPROVED');
        continue;
      }
      const found = JSON.parse(changes) as { path: string; before: SubmissionState; after: SubmissionState }[];
      const step = action.replace('submission.', '').toUpperCase() as SubmissionStep;
      expect(SUBMISSION_STEPS).toContain(step);
      taken.add(step);
      const { before: from, after } = found.find((one) => one.path === 'state')!;
      expect([from, after]).toEqual([before, stateAfter(before, step)]);
      states.set(id, after);
    }
    expect(taken).toEqual(new Set(SUBMISSION_STEPS));
  }

  it('are decided once, whoever decides at the same time, and no edit is lost', async () => {
    for (let round = 0; round < 12; round++) {
      const { offer } = await start();
      const waits = round % 2 === 1;
      const { id } = expectOk(await as(ACTORS[0], (tx) =>
        s.submissions.submit(tx, { offerId: offer.id, expectedVersion: 1, ...(waits && { publishOn: addDays(FIRST_DAY, 1) }) })));
      const decisions = [
        () => as(ACTORS[0], (tx) => s.submissions.approve(tx, { submissionId: id })),
        () => as(ACTORS[1], (tx) => s.submissions.approve(tx, { submissionId: id })),
        () => as(ACTORS[1], (tx) => s.submissions.return(tx, { submissionId: id, comment: 'no' })),
        () => as(ACTORS[0], (tx) => s.submissions.cancel(tx, { submissionId: id, mayPublish: false })),
      ];
      const edits = [2, 3].map((title) => () => as(ACTORS[0], (tx) => s.offerCommands.edit(tx, {
        offerId: offer.id, expectedVersion: 1, draft: { content: { ...offer.content, title: titled(title) } },
      })));
      const order = round % 3 === 0 ? [...edits, ...decisions] : [...decisions, ...edits];
      const outcomes = new Map(await Promise.all(order.map(async (work) => [work, await work()] as const)));
      const won = decisions.flatMap((work, at) => (outcomes.get(work)?.ok ? [at] : []));
      const edited = edits.flatMap((work, at) => (outcomes.get(work)?.ok ? [at] : []));
      // Deciding does not change the draft: one of the two edits always gets through, and the other is told.
      expect(edited).toHaveLength(1);
      const lapsed = outcomes.get(edits[edited[0]!]!)!.problems.some((problem) => problem.code === 'SUBMISSION_LAPSED');
      const ended = won.filter((at) => !(waits && at < 2));
      // An approval that only waits for its day may still be returned or cancelled, or lapse.
      expect(ended.length + (lapsed ? 1 : 0)).toBe(1);
      expect(won.filter((at) => at < 2).length).toBeLessThanOrEqual(1);
      const last = (await s.submissions.lastOf(db.uow.read, [offer.id])).get(offer.id)!;
      expect(isLive(last.state)).toBe(false);
      const state = (await s.offerReader.state(db.uow.read, offer.id))!;
      expect([state.version, state.content.title]).toEqual([2, titled(edited[0]! + 2)]);
      const published = (await s.offerReader.public(db.uow.read, [offer.id])).get(offer.id);
      expect(published?.document.specification.title ?? null).toEqual(last.state === 'PUBLISHED' ? titled(1) : null);
    }
  });

  it('are put forward once, however many editors do so at the same time', async () => {
    const { offer } = await start();
    const outcomes = await Promise.all(ACTORS.flatMap((actor) => [0, 1].map(() => as(actor, (tx) => s.submissions.submit(tx, { offerId: offer.id, expectedVersion: 1 })))));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems.filter((p) => p.severity === 'ERROR').map((p) => p.code))))).toEqual(new Set(['SUBMISSION_EXISTS']));
  });
});

const titled = (version: number) => ({ en: `Title ${version}`, lt: `Pavadinimas ${version}` });
