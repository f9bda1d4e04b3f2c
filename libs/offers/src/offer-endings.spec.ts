import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Problem } from '#libs/kernel';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import { Archiving } from './archiving.js';
import type { OfferDraft } from './offer-content.js';
import { afterStep, type OfferStep } from './offer-life.js';
import type { OfferStatus } from './offer.entity.js';

const codes = (problems: readonly Problem[]) => problems.filter((p) => p.severity === 'ERROR').map((p) => p.code);
const NOW = '2024-09-01T09:00:00Z';

describe('endings of offers', () => {
  let db: TestDatabase;
  let s: TestServices;
  let providerId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    db.clock.set(NOW);
    providerId = (await createProvider(db.uow, s)).id;
  });

  const publish = (draft?: OfferDraft) => publishOffer(db.uow, s, { providerId, draft });
  const withdraw = (offerId: string, expectedVersion?: number) =>
    db.uow.command((tx) => s.offerEndings.withdraw(tx, { offerId, expectedVersion, reason: 'No teacher' }));
  const restore = (offerId: string, expectedVersion?: number) => db.uow.command((tx) => s.offerEndings.restore(tx, { offerId, expectedVersion }));
  const archive = (offerId: string, expectedVersion?: number) => db.uow.command((tx) => s.offerEndings.archive(tx, { offerId, expectedVersion }));
  const edit = (offerId: string, draft: Partial<OfferDraft>) => db.uow.command((tx) => s.offerCommands.edit(tx, { offerId, expectedVersion: null, draft }));
  const state = async (offerId: string) => (await s.offerReader.state(db.uow.read, offerId))!;
  const shown = async (offerId: string) => (await s.offerReader.public(db.uow.read, [offerId])).get(offerId);
  const history = async (offerId: string) =>
    (await db.uow.read.query<{ action: string }>('SELECT action FROM history_entry WHERE record_id = $1 ORDER BY seq', [offerId])).map(({ action }) => action);

  it('restores the revision that was public last, as it was, and no new one', async () => {
    const draft = offerDraft();
    const offerId = await publish(draft);
    const before = await shown(offerId);
    expectOk(await edit(offerId, { content: { ...draft.content, pitch: { en: 'Not published yet' } } }));
    db.clock.set('2024-09-02T09:00:00Z');
    expectOk(await withdraw(offerId));
    db.clock.set('2024-09-03T09:00:00Z');
    expectOk(await restore(offerId));
    expect(await shown(offerId)).toEqual(before);
    expect(await s.offerReader.revisions(db.uow.read, offerId)).toHaveLength(1);
    expect(await state(offerId)).toMatchObject({ status: 'PUBLISHED', withdrawalReason: null, withdrawnAt: null, content: { pitch: { en: 'Not published yet' } } });
    expect(await s.offerReader.tombstone(db.uow.read, offerId)).toBeNull();
    const asOf = async (instant: string) => (await s.offerReader.asOf(db.uow.read, offerId, new Date(instant)))?.revision ?? null;
    expect([await asOf('2024-09-01T12:00:00Z'), await asOf('2024-09-02T12:00:00Z'), await asOf('2024-09-03T12:00:00Z')]).toEqual([1, null, 1]);
    expect((await history(offerId)).slice(-2)).toEqual(['offer.withdraw', 'offer.restore']);
    expect(expectOk(await db.uow.command((tx) => s.publication.publish(tx, { offerId })))).toMatchObject({ revision: 2, created: true });
  });

  it('restores nothing that could not be published today', async () => {
    const draft = offerDraft();
    const offerId = await publish(draft);
    expect(codes((await restore(offerId)).problems)).toEqual(['NOT_RESTORABLE']);
    expectOk(await withdraw(offerId));
    const other = await publish(offerDraft({ code: draft.code }));
    expect(codes((await restore(offerId)).problems)).toEqual(['CODE_TAKEN']);
    expectOk(await withdraw(other));
    expectOk(await db.uow.command((tx) => s.providers.changeStatus(tx, { providerId, status: 'SUSPENDED', reason: 'Under review', expectedVersion: null })));
    expect(codes((await restore(offerId)).problems)).toEqual(['PROVIDER_NOT_REGISTERED']);
    expect(await state(offerId)).toMatchObject({ status: 'WITHDRAWN', withdrawalReason: 'No teacher' });
  });

  it('never restores an offer that was replaced, and names its successor', async () => {
    const oldId = await publish();
    const successor = expectOk(await db.uow.command((tx) => s.offerEndings.supersede(tx, { offerId: oldId })));
    expectOk(await db.uow.command((tx) => s.publication.publish(tx, { offerId: successor.id })));
    const refused = await restore(oldId);
    expect(codes(refused.problems)).toEqual(['NOT_RESTORABLE', 'SUCCESSOR_EXISTS']);
    expect(refused.problems[1]?.message.en).toContain(successor.id);
    expect(await history(successor.id)).toEqual(['offer.supersede', 'offer.publish']);
  });

  it('tells the second of two who end an offer what stands', async () => {
    const offerId = await publish();
    const { version } = await state(offerId);
    const outcomes = await Promise.all([withdraw(offerId, version), archive(offerId, version)]);
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { expected: version, actual: version + 1 } }]);
    expect(codes((await withdraw(offerId)).problems)).toEqual(['NOT_PUBLISHED']);
  });

  it('gives the code to one of two who take it at the same moment', async () => {
    const draft = offerDraft();
    const offerId = await publish(draft);
    expectOk(await withdraw(offerId));
    const outcomes = await Promise.all([
      restore(offerId),
      db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft({ code: draft.code }) })),
    ]);
    expect(outcomes.flatMap((outcome) => codes(outcome.problems))).toEqual(['CODE_TAKEN']);
  });

  describe('archiving', () => {
    let archiving: Archiving;
    beforeEach(() => {
      archiving = new Archiving(db.config, db.uow);
    });
    const run = (overrides: Partial<OfferDraft['runs'][number]>) => ({ code: 'r', mode: 'ONLINE' as const, ...overrides });
    const over = run({ start: '2024-02-01', end: '2024-06-30' });

    /** Archived by themselves on the first day on which they may be: a year after the publication. */
    it.each<[string, Pick<OfferDraft, 'runs'> & { content?: Partial<OfferDraft['content']> }, boolean]>([
      ['the last run is long over', { runs: [over] }, true],
      ['the others were cancelled', { runs: [over, run({ code: 'c', start: '2026-01-01', end: '2026-02-01', cancelled: true })] }, true],
      ['there are no runs', { runs: [] }, false],
      ['one can begin at any time', { runs: [over, run({ code: 'a', alwaysOpen: true })] }, false],
      ['nobody knows when it ends', { runs: [over, run({ code: 'b', start: '2024-01-01' })] }, false],
      ['the last run ended within the year', { runs: [over, run({ code: 'n', start: '2024-09-01', end: '2024-10-01' })] }, false],
      ['prior learning is validated', { runs: [over], content: { priorLearning: { available: true } } }, false],
      ['prior learning is not validated', { runs: [over], content: { priorLearning: { available: false } } }, true],
    ])('%s', async (_name, draft, expected) => {
      const offerId = await publish(offerDraft(draft));
      db.clock.set('2025-09-02T09:00:00Z');
      await archiving.archiveDue('2025-09-02');
      expect((await state(offerId)).status).toBe(expected ? 'ARCHIVED' : 'PUBLISHED');
    });

    it('leaves the public once, with a tombstone, and says so in the register’s own name', async () => {
      const offerId = await publish(offerDraft({ runs: [over] }));
      await archiving.archiveDue('2026-01-01');
      db.clock.set('2025-09-02T09:00:00Z');
      const second = await publish(offerDraft({ runs: [over] }));
      expect(await s.offerReader.tombstone(db.uow.read, offerId)).toMatchObject({ status: 'ARCHIVED', reason: null, successorId: null });
      expect(await shown(offerId)).toBeUndefined();
      expect((await db.uow.read.query(`SELECT 1 FROM outbox WHERE kind = 'offer' AND id = $1`, [offerId]))).toHaveLength(1);
      expect(await archiving.archiveDue('2026-01-01')).toBe(0);
      expect((await state(second)).status).toBe('PUBLISHED');
      const [line] = await db.uow.read.query('SELECT actor_kind, action, changes FROM history_entry WHERE record_id = $1 ORDER BY seq DESC LIMIT 1', [offerId]);
      expect(line).toMatchObject({ actor_kind: 'SYSTEM', action: 'offer.archive', changes: JSON.stringify([{ path: 'status', before: 'PUBLISHED', after: 'ARCHIVED' }]) });
    });

    it('counts what an editor has in hand as coming, and what was restored as new', async () => {
      const draft = offerDraft({ runs: [over] });
      const offerId = await publish(draft);
      expectOk(await edit(offerId, { runs: [over, run({ code: 'next', start: '2026-01-01', end: '2026-02-01' })] }));
      await archiving.archiveDue('2026-01-01');
      expect((await state(offerId)).status).toBe('PUBLISHED');
      expectOk(await edit(offerId, { runs: [over] }));
      await archiving.archiveDue('2026-01-01');
      expect((await state(offerId)).status).toBe('ARCHIVED');
      db.clock.set('2026-01-01T09:00:00Z');
      expectOk(await restore(offerId));
      await archiving.archiveDue('2026-01-02');
      expect((await state(offerId)).status).toBe('PUBLISHED');
    });

    it('counts every offer once when several processes archive beside an editor', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => publish(offerDraft({ runs: [over] }))));
      const due = () => new Archiving(db.config, db.uow).archiveDue('2026-01-01');
      const [a, b, , c] = await Promise.all([due(), due(), withdraw(ids[0]!), due()]);
      const statuses = await Promise.all(ids.map(async (id) => (await state(id)).status));
      expect(statuses.slice(1)).toEqual(Array(5).fill('ARCHIVED'));
      expect(a + b + c).toBe(statuses.filter((status) => status === 'ARCHIVED').length);
    });

    it('is switched off by zero', async () => {
      const offerId = await publish(offerDraft({ runs: [over] }));
      expect(await new Archiving({ ...db.config, archiveAfterDays: 0 }, db.uow).archiveDue('2099-01-01')).toBe(0);
      expect((await state(offerId)).status).toBe('PUBLISHED');
    });
  });

  it('takes no step that its life does not know, by any sequence of calls, and tells one story everywhere', async () => {
    const steps = fc.array(fc.constantFrom<OfferStep>('edit', 'publish', 'withdraw', 'archive', 'replace', 'restore'), { minLength: 4, maxLength: 9 });
    let day = '2024-09-02';
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      const offer = expectOk(await db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft() })));
      let model: { status: OfferStatus; revision: number | null; changed: boolean } = { status: 'DRAFT', revision: null, changed: true };
      const story: { at: Date; shown: number | null }[] = [];
      for (const [index, step] of sequence.entries()) {
        db.clock.set(`${(day = addDays(day, 1))}T09:00:00Z`);
        const ok = await take(step, offer.id, index);
        const next = afterStep(model.status, step);
        expect([step, model.status, ok]).toEqual([step, model.status, next !== null]);
        if (next) {
          const makes = step === 'publish' && model.changed;
          model = { status: next, revision: makes ? (model.revision ?? 0) + 1 : model.revision, changed: step === 'edit' || (step !== 'publish' && model.changed) };
        }
        story.push({ at: db.config.clock.now(), shown: model.status === 'PUBLISHED' ? model.revision : null });
        expect(await state(offer.id)).toMatchObject({ status: model.status, currentRevision: model.revision });
        expect((await shown(offer.id))?.revision ?? null).toBe(story.at(-1)!.shown);
        expect((await s.offerReader.tombstone(db.uow.read, offer.id))?.status ?? null)
          .toBe(['DRAFT', 'PUBLISHED'].includes(model.status) ? null : model.status);
      }
      for (const { at, shown: then } of story) expect((await s.offerReader.asOf(db.uow.read, offer.id, at))?.revision ?? null).toBe(then);
    }), { numRuns: 12 });
  }, 120_000);

  /** Whether the step was taken. */
  async function take(step: OfferStep, offerId: string, index: number): Promise<boolean> {
    if (step === 'withdraw') return (await withdraw(offerId)).ok;
    if (step === 'archive') return (await archive(offerId)).ok;
    if (step === 'restore') return (await restore(offerId)).ok;
    if (step === 'publish') return (await db.uow.command((tx) => s.publication.publish(tx, { offerId }))).ok;
    if (step === 'edit') return (await edit(offerId, { content: { ...(await state(offerId)).content, pitch: { en: `Pitch ${index}` } } })).ok;
    return (await db.uow.command(async (tx) => {
      const successor = await s.offerEndings.supersede(tx, { offerId });
      return successor.ok ? s.publication.publish(tx, { offerId: successor.value.id }) : successor;
    })).ok;
  }
});
