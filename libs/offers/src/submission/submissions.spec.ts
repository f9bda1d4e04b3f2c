import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, OPERATOR, type Actor, type Outcome, type Problem } from '#libs/kernel';
import type { Tx } from '#libs/database';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, TEST_NOW, type TestDatabase, type TestServices } from '#libs/testing';
import type { OfferState } from '../offer-state.js';
import { ScheduledPublication } from './scheduled-publication.js';
import type { SubmissionRecord } from './submission-store.js';

const codes = (outcome: Outcome<unknown>) => outcome.problems.filter((p: Problem) => p.severity === 'ERROR').map((p) => p.code);
const person = (): Actor => ({ kind: 'PERSON', id: newId(), requestId: null });
const key = (): Actor => ({ kind: 'API_KEY', id: newId(), requestId: null });

describe('submission', () => {
  let db: TestDatabase;
  let s: TestServices;
  let scheduled: ScheduledPublication;
  let providerId: string;
  const editor = person();
  const reviewer = person();

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
    scheduled = new ScheduledPublication(db.uow, s.submissions);
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    db.clock.set(TEST_NOW);
    providerId = (await createProvider(db.uow, s)).id;
  });

  const as = <T>(actor: Actor, work: (tx: Tx) => Promise<Outcome<T>>) => db.uow.as(actor).command(work);
  const draft = async (overrides: Parameters<typeof offerDraft>[0] = {}): Promise<OfferState> =>
    expectOk(await as(editor, (tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft(overrides) })));
  const submit = ({ id, version }: Pick<OfferState, 'id' | 'version'>, more: { publishOn?: string; correctionReason?: string } = {}, actor = editor) =>
    as(actor, (tx) => s.submissions.submit(tx, { offerId: id, expectedVersion: version, ...more }));
  const approve = (submissionId: string, actor = reviewer, comment?: string) => as(actor, (tx) => s.submissions.approve(tx, { submissionId, comment }));
  const edit = (offer: OfferState, title: string) => as(editor, (tx) => s.offerCommands.edit(tx, {
    offerId: offer.id, expectedVersion: offer.version, draft: { content: { ...offer.content, title: { en: title, lt: title } } },
  }));
  const secondReview = (on = true) => db.uow.read.query('UPDATE provider SET second_review = $2 WHERE organisation_id = $1', [providerId, on]);
  const now = async ({ id }: Pick<SubmissionRecord, 'id'>) => (await s.submissions.load(db.uow.read, id)) as SubmissionRecord;
  const publicTitle = async (id: string) => (await s.offerReader.public(db.uow.read, [id])).get(id)?.document.specification.title.en;
  const logged = (id: string) => db.uow.read.query<{ action: string; actorId: string | null; ownerId: string; reason: string | null; changes: string }>(
    'SELECT action, actor_id AS "actorId", owner_id AS "ownerId", reason, changes FROM history_entry WHERE record_id = $1 ORDER BY seq', [id]);

  it('is approved and published at once, and the history names both people', async () => {
    const offer = await draft();
    const submission = expectOk(await submit(offer));
    expect(submission).toMatchObject({ state: 'SUBMITTED', offerVersion: 1, submittedBy: { kind: 'PERSON', id: editor.id }, decidedBy: null });
    expect(expectOk(await approve(submission.id, reviewer, ' Fine '))).toMatchObject({ state: 'PUBLISHED', decidedBy: { kind: 'PERSON', id: reviewer.id }, comment: 'Fine' });
    expect(await publicTitle(offer.id)).toBe(offer.content.title.en);
    expect((await logged(submission.id)).map(({ action, actorId, ownerId, reason }) => [action, actorId, ownerId, reason])).toEqual([
      ['submission.submit', editor.id, providerId, null], ['submission.approve', reviewer.id, providerId, 'Fine'], ['submission.publish', reviewer.id, providerId, null],
    ]);
    const lines = await logged(offer.id);
    expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([['offer.create', editor.id], ['offer.publish', reviewer.id]]);
    expect(JSON.parse(lines[1]!.changes)).toEqual(expect.arrayContaining([
      { path: 'status', before: 'DRAFT', after: 'PUBLISHED' }, { path: 'revision', before: null, after: 1 }, expect.objectContaining({ path: 'hash', before: null }),
    ]));
    expect(codes(await approve(submission.id))).toEqual(['SUBMISSION_CLOSED']);
  });

  it('is refused for whatever the publish gate refuses, and for a version that was not seen', async () => {
    const offer = await draft({ content: { assessments: [] } });
    expect(codes(await submit(offer))).toEqual(['ASSESSMENT_MISSING']);
    const fine = await draft();
    expectOk(await edit(fine, 'Newer'));
    expect(codes(await submit(fine))).toEqual(['VERSION_CONFLICT']);
    expect(codes(await submit({ id: newId(), version: 1 }))).toEqual(['OFFER_UNKNOWN']);
    expect(codes(await submit(await draft(), { publishOn: '2024-08-31' }))).toEqual(['PUBLISH_DAY_PAST']);
    expect(codes(await submit(await draft(), { publishOn: '2024-02-31' }))).toEqual(['DATE_IMPOSSIBLE']);
    const once = await draft();
    expectOk(await submit(once));
    expect(codes(await submit(once))).toEqual(['SUBMISSION_EXISTS']);
  });

  it('may wait for the registration of its provider, but not be published without it', async () => {
    providerId = (await createProvider(db.uow, s, { status: 'APPLIED' })).id;
    const offer = await draft();
    expect(codes(await submit(offer))).toEqual(['PROVIDER_NOT_REGISTERED']);
    const outcome = await submit(offer, { publishOn: '2024-09-10' });
    expect(outcome).toMatchObject({ ok: true, problems: expect.arrayContaining([expect.objectContaining({ code: 'PROVIDER_NOT_REGISTERED', severity: 'WARNING' })]) });
    const submission = expectOk(outcome);
    expect(expectOk(await approve(submission.id)).state).toBe('APPROVED');
    db.clock.set('2024-09-10T09:00:00Z');
    expect(await scheduled.publishDue('2024-09-10')).toEqual({ published: 0, failed: 1 });
    expect(await now(submission)).toMatchObject({ state: 'FAILED', decidedBy: { kind: 'PERSON', id: reviewer.id }, problems: [{ code: 'PROVIDER_NOT_REGISTERED' }] });
    expect(await scheduled.publishDue('2024-09-10')).toEqual({ published: 0, failed: 0 });
  });

  it('goes back to its editor with a comment', async () => {
    const offer = await draft();
    const submission = expectOk(await submit(offer));
    const send = (comment: string) => as(reviewer, (tx) => s.submissions.return(tx, { submissionId: submission.id, comment }));
    expect(codes(await send('  '))).toEqual(['COMMENT_MISSING']);
    expect(expectOk(await send('The level is missing'))).toMatchObject({ state: 'RETURNED', comment: 'The level is missing' });
    expect(codes(await send('again'))).toEqual(['SUBMISSION_CLOSED']);
    expectOk(await submit(offer));
  });

  it('is cancelled by its author or by whoever may publish', async () => {
    const offer = await draft();
    const cancel = (submissionId: string, actor: Actor, mayPublish = false) => as(actor, (tx) => s.submissions.cancel(tx, { submissionId, mayPublish }));
    const first = expectOk(await submit(offer));
    expect(codes(await cancel(first.id, reviewer))).toEqual(['SUBMISSION_NOT_YOURS']);
    expect(expectOk(await cancel(first.id, editor)).state).toBe('CANCELLED');
    const second = expectOk(await submit(offer));
    expect(expectOk(await cancel(second.id, reviewer, true)).state).toBe('CANCELLED');
    expect(codes(await cancel(newId(), editor, true))).toEqual(['SUBMISSION_UNKNOWN']);
  });

  it('lapses with any change of the draft, and the editor is told', async () => {
    const offer = await draft();
    const submission = expectOk(await submit(offer));
    const unchanged = await as(editor, (tx) => s.offerCommands.edit(tx, { offerId: offer.id, expectedVersion: 1, draft: { content: offer.content } }));
    expect([unchanged.problems.map((p) => p.code), (await now(submission)).state]).toEqual([expect.not.arrayContaining(['SUBMISSION_LAPSED']), 'SUBMITTED']);
    const edited = await edit(offer, 'Changed');
    expect(edited.problems).toContainEqual(expect.objectContaining({ code: 'SUBMISSION_LAPSED', severity: 'WARNING' }));
    expect(await now(submission)).toMatchObject({ state: 'CANCELLED', decidedBy: { kind: 'PERSON', id: editor.id } });
    expect(codes(await approve(submission.id))).toEqual(['SUBMISSION_CLOSED']);
    expect((await logged(submission.id)).at(-1)).toMatchObject({ action: 'submission.lapse', changes: '[{"path":"state","before":"SUBMITTED","after":"CANCELLED"}]' });
  });

  it('lapses with an import too, for each offer of it that had one', async () => {
    const offers = [await draft({ code: 'i-1' }), await draft({ code: 'i-2' }), await draft({ code: 'i-3' })];
    const submissions = [expectOk(await submit(offers[0]!)), expectOk(await submit(offers[1]!, { publishOn: '2024-10-01' }))];
    expectOk(await approve(submissions[1]!.id));
    const drafts = offers.map(({ code, content, runs }, at) => ({ code, runs, content: at === 2 ? content : { ...content, title: { en: 'Imported', lt: 'Įkelta' } } }));
    const saved = await db.uow.as(OPERATOR).run((tx) => s.offerCommands.saveAll(tx, drafts.map((one) => ({ providerId, draft: one }))));
    expect(saved.map((outcome) => outcome.problems.filter((p) => p.code === 'SUBMISSION_LAPSED').length)).toEqual([1, 1, 0]);
    expect(await Promise.all(submissions.map(async (one) => (await now(one)).state))).toEqual(['CANCELLED', 'CANCELLED']);
    expect((await logged(offers[0]!.id)).map((line) => line.action)).toEqual(['offer.create', 'offer.edit']);
    expect((await logged(offers[2]!.id)).map((line) => line.action)).toEqual(['offer.create']);
  });

  it('lapses when the offer leaves the public, and is settled by a direct publication', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    const { version } = (await s.offerReader.state(db.uow.read, offerId)) as OfferState;
    const first = expectOk(await submit({ id: offerId, version }, { publishOn: '2024-10-01' }));
    expectOk(await as(reviewer, (tx) => s.offerEndings.withdraw(tx, { offerId, reason: 'No teacher' })));
    expect((await now(first)).state).toBe('CANCELLED');
    const offer = await draft();
    const second = expectOk(await submit(offer, { publishOn: '2024-10-01' }));
    expectOk(await as(reviewer, (tx) => s.publication.publish(tx, { offerId: offer.id })));
    expect(await now(second)).toMatchObject({ state: 'PUBLISHED', decidedBy: { id: reviewer.id } });
  });

  describe('of a provider that wants a second person', () => {
    beforeEach(() => secondReview());

    it('is the only way to publish: alone nobody does, neither by hand nor by import nor for a day', async () => {
      const offer = await draft({ code: 'r-1' });
      const publish = () => as(reviewer, (tx) => s.publication.publish(tx, { offerId: offer.id }));
      expect(codes(await publish())).toEqual(['REVIEW_NEEDED']);
      const [imported] = await db.uow.as(OPERATOR).run((tx) => s.publication.publishAll(tx, [{ offerId: offer.id }]));
      expect(codes(imported!)).toEqual(['REVIEW_NEEDED']);
      expect(codes(await as(reviewer, (tx) => s.submissions.schedule(tx, { offerId: offer.id, publishOn: '2024-10-01' })))).toEqual(['REVIEW_NEEDED']);
      const submission = expectOk(await submit(offer));
      expect(codes(await publish())).toEqual(['REVIEW_NEEDED']);
      expect(codes(await approve(submission.id, editor))).toEqual(['OWN_SUBMISSION']);
      expect(await publicTitle(offer.id)).toBeUndefined();
      expect(expectOk(await approve(submission.id)).state).toBe('PUBLISHED');
      // Nothing new is made public by publishing it again.
      expect(expectOk(await publish())).toMatchObject({ created: false });
    });

    it('is approved by a person: two keys are not two people', async () => {
      const offer = await draft();
      const submission = expectOk(await submit(offer, {}, key()));
      expect(codes(await approve(submission.id, key()))).toEqual(['REVIEWER_NOT_A_PERSON']);
      expect(codes(await approve(submission.id, { kind: 'ADMIN_KEY', id: null, requestId: null }))).toEqual(['REVIEWER_NOT_A_PERSON']);
      expect(expectOk(await approve(submission.id)).state).toBe('PUBLISHED');
    });

    it('is approved by another person than the one who made the key that put it forward', async () => {
      const offer = await draft();
      const submission = expectOk(await submit(offer, {}, { ...key(), madeBy: reviewer.id }));
      expect(codes(await approve(submission.id))).toEqual(['OWN_SUBMISSION']);
      // Not even where the decision was entered some other way.
      await db.uow.read.query(`UPDATE submission SET state = 'APPROVED', decided_by = $2 WHERE id = $1`, [submission.id, { kind: 'PERSON', id: reviewer.id }]);
      expect(codes(await as(editor, (tx) => s.publication.publish(tx, { offerId: offer.id })))).toEqual(['REVIEW_NEEDED']);
    });

    it('needs the second person also when the wish came after the approval', async () => {
      await secondReview(false);
      const offer = await draft();
      const alone = expectOk(await as(editor, (tx) => s.submissions.schedule(tx, { offerId: offer.id, publishOn: '2024-10-01' })));
      await secondReview();
      db.clock.set('2024-10-01T09:00:00Z');
      expect(await scheduled.publishDue('2024-10-01')).toEqual({ published: 0, failed: 1 });
      expect(await now(alone)).toMatchObject({ state: 'FAILED', problems: expect.arrayContaining([expect.objectContaining({ code: 'REVIEW_NEEDED' })]) });
      const reviewed = expectOk(await submit(offer, { publishOn: '2024-10-02' }));
      expect(expectOk(await approve(reviewed.id)).state).toBe('APPROVED');
      expect(await scheduled.publishDue('2024-10-01')).toEqual({ published: 0, failed: 0 });
      db.clock.set('2024-10-02T09:00:00Z');
      expect(await scheduled.publishDue('2024-10-02')).toEqual({ published: 1, failed: 0 });
    });
  });

  describe('for a day', () => {
    it('waits, and is published on it once, by however many workers', async () => {
      const offers = await Promise.all(Array.from({ length: 5 }, () => draft()));
      for (const offer of offers) {
        const made = await as(reviewer, (tx) => s.submissions.schedule(tx, { offerId: offer.id, expectedVersion: offer.version, publishOn: '2024-09-20' }));
        expect(expectOk(made)).toMatchObject({ state: 'APPROVED', decidedBy: { id: reviewer.id } });
      }
      expect(await scheduled.publishDue('2024-09-19')).toEqual({ published: 0, failed: 0 });
      db.clock.set('2024-09-20T05:00:00Z');
      const results = await Promise.all([1, 2, 3].map(() => scheduled.publishDue('2024-09-20')));
      expect(results.reduce((sum, { published }) => sum + published, 0)).toBe(5);
      expect(results.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
      for (const { id } of offers) {
        expect(await s.offerReader.revisions(db.uow.read, id)).toHaveLength(1);
        expect((await s.submissions.lastOf(db.uow.read, [id])).get(id)).toMatchObject({ state: 'PUBLISHED', decidedBy: { id: reviewer.id } });
      }
    });

    it('publishes what was approved or nothing: a change before the day ends it', async () => {
      const offer = await draft();
      expectOk(await as(reviewer, (tx) => s.submissions.schedule(tx, { offerId: offer.id, publishOn: '2024-09-20' })));
      expectOk(await edit(offer, 'Later thought'));
      db.clock.set('2024-09-21T05:00:00Z');
      expect(await scheduled.publishDue('2024-09-21')).toEqual({ published: 0, failed: 0 });
      expect(await publicTitle(offer.id)).toBeUndefined();
    });

    it('publishes its neighbours although one is refused', async () => {
      const [bad, good] = [await draft(), await draft()];
      for (const { id } of [bad, good]) expectOk(await as(reviewer, (tx) => s.submissions.schedule(tx, { offerId: id, publishOn: '2024-09-20' })));
      await db.uow.read.query(`UPDATE offer SET content = jsonb_set(content, '{assessments}', '[]') WHERE id = $1`, [bad.id]);
      db.clock.set('2024-09-20T05:00:00Z');
      expect(await scheduled.publishDue('2024-09-20')).toEqual({ published: 1, failed: 1 });
      expect((await s.submissions.lastOf(db.uow.read, [bad.id])).get(bad.id)).toMatchObject({ state: 'FAILED', problems: [{ code: 'ASSESSMENT_MISSING' }] });
      expect(await publicTitle(good.id)).toBe(good.content.title.en);
    });
  });

  it('is listed in the order of submission, by state, page by page', async () => {
    const made: string[] = [];
    for (let at = 0; at < 3; at++) made.push(expectOk(await submit(await draft())).id);
    expectOk(await approve(made[1]!));
    const page = (query: { state?: 'SUBMITTED' | 'PUBLISHED'; after?: string; limit: number }) =>
      s.submissions.page(db.uow.read, { providerId, ...query }).then((rows) => rows.map((row) => row.id));
    expect(await page({ limit: 2 })).toEqual(made.slice(0, 2));
    expect(await page({ limit: 2, after: made[1] })).toEqual([made[2]]);
    expect(await page({ limit: 9, state: 'SUBMITTED' })).toEqual([made[0], made[2]]);
  });

  it('is shown before it is made: the preview says what would be public, what changes and what is in the way', async () => {
    const offer = await draft();
    const preview = async () => (await s.publication.preview(db.uow.read, offer.id))!;
    expect(await preview()).toMatchObject({ newRevision: true, newSpecVersion: false, changes: [], reviewNeeded: false, offer: { revision: 1, document: { specVersion: 1 } } });
    expectOk(await as(editor, (tx) => s.publication.publish(tx, { offerId: offer.id })));
    expect(await preview()).toMatchObject({ newRevision: false, changes: [], offer: { revision: 1 } });
    const priced = expectOk(await as(editor, (tx) => s.offerCommands.edit(tx, {
      offerId: offer.id, expectedVersion: null, draft: { runs: [{ ...offer.runs[0]!, price: { amount: 7, currency: 'EUR' } }] },
    })));
    expect(await preview()).toMatchObject({
      newRevision: true, newSpecVersion: false, changes: [{ path: 'runs.run-1.price.amount', before: 100, after: 7 }], offer: { revision: 2, document: { specVersion: 1 } },
    });
    expectOk(await edit(priced, 'Renamed'));
    await secondReview();
    const last = await preview();
    expect(last).toMatchObject({ newSpecVersion: true, reviewNeeded: true, offer: { document: { specVersion: 2 } } });
    expect(last.changes.map((change) => change.path)).toEqual(expect.arrayContaining(['content.title.en', 'runs.run-1.price.amount']));
    await secondReview(false);
    const made = expectOk(await as(editor, (tx) => s.publication.publish(tx, { offerId: offer.id })));
    expect(made).toMatchObject({ revision: last.offer.revision, hash: last.offer.hash });
    expect(await s.publication.preview(db.uow.read, newId())).toBeNull();
  });

  it('shows the second editor both states', async () => {
    const offer = await draft();
    expectOk(await edit(offer, 'First'));
    const refused = await edit(offer, 'Second');
    expect(refused.problems).toMatchObject([{
      code: 'VERSION_CONFLICT',
      conflict: { expected: 1, actual: 2, fields: [{ path: 'content.title.en', before: 'First', after: 'Second' }, { path: 'content.title.lt', before: 'First', after: 'Second' }] },
    }]);
    const published = await as(editor, (tx) => s.publication.publish(tx, { offerId: offer.id, expectedVersion: 1 }));
    expect(published.problems).toContainEqual(expect.objectContaining({ code: 'VERSION_CONFLICT', conflict: { expected: 1, actual: 2, fields: [] } }));
  });
});
