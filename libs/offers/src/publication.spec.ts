import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { canonicalJson, contentHash, newId, type Problem } from '#libs/kernel';
import { createAuthority, createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';

const codes = (problems: readonly Problem[]) => problems.filter((p) => p.severity === 'ERROR').map((p) => p.code);

describe('publication', () => {
  let db: TestDatabase;
  let s: TestServices;
  let providerId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    providerId = (await createProvider(db.uow, s)).id;
  });

  const edit = (offerId: string, draft: Parameters<typeof s.offerCommands.edit>[1]['draft']) =>
    db.uow.command((tx) => s.offerCommands.edit(tx, { offerId, expectedVersion: null, draft }));
  const publish = (offerId: string, more: { correctionReason?: string; expectedVersion?: number } = {}) =>
    db.uow.command((tx) => s.publication.publish(tx, { offerId, ...more }));
  const outboxIds = async () => (await db.uow.read.query<{ id: string }>(`SELECT id FROM outbox WHERE kind = 'offer'`)).map((r) => r.id);

  it('makes revision, current document and outbox row together', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    const offer = (await s.offerReader.public(db.uow.read, [offerId])).get(offerId);
    expect(offer).toMatchObject({ revision: 1, document: { specVersion: 1, offerId, providerId } });
    expect(contentHash(offer?.document)).toBe(offer?.hash);
    expect(contentHash(offer?.document.specification)).toBe(offer?.document.specHash);
    expect(await outboxIds()).toContain(offerId);
    const [revision] = await s.offerReader.revisions(db.uow.read, offerId);
    expect(canonicalJson(revision?.document)).toBe(canonicalJson(offer?.document));
  });

  it('makes no new revision of unchanged content', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    expect(expectOk(await publish(offerId))).toMatchObject({ revision: 1, created: false });
    expect(await s.offerReader.revisions(db.uow.read, offerId)).toHaveLength(1);
  });

  it('keeps the specification version when only a price changes, raises it when a text does', async () => {
    const draft = offerDraft();
    const offerId = await publishOffer(db.uow, s, { providerId, draft });
    expectOk(await edit(offerId, { runs: [{ ...draft.runs[0]!, price: { amount: 50, currency: 'EUR' } }] }));
    expect(expectOk(await publish(offerId))).toMatchObject({ revision: 2, created: true });
    expectOk(await edit(offerId, { content: { ...draft.content, prerequisites: { en: 'None' } } }));
    expectOk(await publish(offerId));
    const revisions = await s.offerReader.revisions(db.uow.read, offerId);
    expect(revisions.map((r) => [r.number, r.specVersion])).toEqual([[3, 2], [2, 1], [1, 1]]);
    expect(revisions[1]?.specHash).toBe(revisions[2]?.specHash);
  });

  it('refuses changed ECTS and outcomes and names the way', async () => {
    const draft = offerDraft();
    const offerId = await publishOffer(db.uow, s, { providerId, draft });
    expectOk(await edit(offerId, { content: { ...draft.content, ects: 4, workloadHours: 110 } }));
    const refused = await publish(offerId);
    expect(codes(refused.problems)).toEqual(['ECTS_CHANGE_NEEDS_SUPERSEDING']);
    expect(refused.problems[0]?.message.en).toContain('supersedeOffer');
    expectOk(await edit(offerId, { content: { ...draft.content, learningOutcomes: [{ text: { en: 'Something else', lt: 'Kita' } }] } }));
    expect(codes((await publish(offerId)).problems)).toEqual(['OUTCOMES_CHANGE_NEEDS_SUPERSEDING']);
    expectOk(await publish(offerId, { correctionReason: 'A misprint' }));
    expect((await s.offerReader.revisions(db.uow.read, offerId))[0]?.reason).toBe('A misprint');
  });

  it('supersedes: the successor takes the code, the old one leaves a tombstone that names it', async () => {
    const draft = offerDraft();
    const oldId = await publishOffer(db.uow, s, { providerId, draft });
    expectOk(await edit(oldId, { content: { ...draft.content, ects: 6, workloadHours: 160 } }));
    const successor = expectOk(await db.uow.command((tx) => s.offerEndings.supersede(tx, { offerId: oldId })));
    expect(successor).toMatchObject({ code: draft.code, supersedesId: oldId, status: 'DRAFT', content: { ects: 6 } });
    expect((await s.offerReader.state(db.uow.read, oldId))?.content.ects).toBe(3);
    expect(codes(await s.publication.blockers(db.uow.read, successor.id))).toEqual([]);
    const second = await db.uow.command((tx) => s.offerEndings.supersede(tx, { offerId: oldId }));
    expect(codes(second.problems)).toEqual(['SUCCESSOR_EXISTS']);
    expectOk(await publish(successor.id));
    expect((await s.offerReader.public(db.uow.read, [oldId, successor.id])).size).toBe(1);
    expect(await s.offerReader.tombstone(db.uow.read, oldId)).toMatchObject({ status: 'SUPERSEDED', successorId: successor.id });
    expect((await outboxIds()).filter((id) => id === oldId || id === successor.id)).toHaveLength(2);
    expectOk(await publish(successor.id));
    expect(expectOk(await db.uow.command((tx) => s.offerCommands.save(tx, { providerId, draft: { ...draft, content: { ...draft.content, ects: 6 } } }))).offerId)
      .toBe(successor.id);
  });

  it('withdraws with a reason and answers for it afterwards', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    const blank = await db.uow.command((tx) => s.offerEndings.withdraw(tx, { offerId, reason: '  ' }));
    expect(codes(blank.problems)).toEqual(['REASON_MISSING']);
    db.clock.set('2024-09-02T09:00:00Z');
    expectOk(await db.uow.command((tx) => s.offerEndings.withdraw(tx, { offerId, reason: 'No teacher' })));
    expect((await s.offerReader.public(db.uow.read, [offerId])).size).toBe(0);
    expect(await s.offerReader.tombstone(db.uow.read, offerId)).toMatchObject({ status: 'WITHDRAWN', reason: 'No teacher' });
    expect(codes((await publish(offerId)).problems)).toEqual(['NOTHING_TO_PUBLISH']);
    expect((await s.offerReader.asOf(db.uow.read, offerId, new Date('2024-09-01T12:00:00Z')))?.revision).toBe(1);
    expect(await s.offerReader.asOf(db.uow.read, offerId, new Date('2024-09-02T10:00:00Z'))).toBeNull();
    expect(await s.offerReader.asOf(db.uow.read, offerId, new Date('2024-08-01T00:00:00Z'))).toBeNull();
    db.clock.set('2024-09-01T09:00:00Z');
  });

  it('hides the offers of a suspended provider at once and says why', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    expectOk(await db.uow.command((tx) => s.providers.changeStatus(tx, { providerId, expectedVersion: null, status: 'SUSPENDED', reason: 'Under review' })));
    expect((await s.offerReader.public(db.uow.read, [offerId])).size).toBe(0);
    expect(await s.offerReader.tombstone(db.uow.read, offerId)).toMatchObject({ status: 'PROVIDER_NOT_REGISTERED', reason: 'Under review' });
    expect(await s.offerReader.publicPage(db.uow.read, { limit: 10, providerId })).toEqual([]);
  });

  it('refuses what a learner could not rely on, with every reason at once', async () => {
    const applied = (await createProvider(db.uow, s, { status: 'APPLIED' })).id;
    const state = expectOk(await db.uow.command((tx) => s.offerCommands.create(tx, {
      providerId: applied,
      draft: offerDraft({
        content: { learningOutcomes: [], assessments: [], iscedFields: [], languages: [], homepage: undefined },
        runs: [{ code: 'r', mode: 'ONLINE', price: { amount: 1 } }],
      }),
    })));
    expect(codes((await publish(state.id)).problems).sort()).toEqual([
      'ASSESSMENT_MISSING', 'ISCED_FIELD_MISSING', 'LANGUAGE_OF_INSTRUCTION_MISSING', 'LEARNING_OUTCOMES_MISSING', 'LINK_MISSING',
      'PRICE_WITHOUT_CURRENCY', 'PROVIDER_NOT_REGISTERED',
    ]);
    expect((await s.offerReader.state(db.uow.read, state.id))?.currentRevision).toBeNull();
  });

  it('tells the second of two editors and overwrites nothing', async () => {
    const state = expectOk(await db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft() })));
    const change = (title: string) => db.uow.command((tx) => s.offerCommands.edit(tx, {
      offerId: state.id, expectedVersion: state.version, draft: { content: { ...state.content, title: { en: title } } },
    }));
    const [a, b] = await Promise.all([change('First'), change('Second')]);
    expect([a.ok, b.ok].filter(Boolean)).toHaveLength(1);
    expect(codes((a.ok ? b : a).problems)).toEqual(['VERSION_CONFLICT']);
    expect((await s.offerReader.state(db.uow.read, state.id))?.version).toBe(2);
  });

  it('gives a code to one live offer only, also when two take it at once', async () => {
    const create = () => db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft({ code: 'same' }) }));
    const outcomes = await Promise.all([create(), create(), create()]);
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(outcomes.flatMap((o) => codes(o.problems))).toEqual(['CODE_TAKEN', 'CODE_TAKEN']);
  });

  it('publishes once when many publish the same offer at the same time', async () => {
    const state = expectOk(await db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft() })));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => publish(state.id)));
    expect(outcomes.map((o) => expectOk(o).created).filter(Boolean)).toHaveLength(1);
    expect(await s.offerReader.revisions(db.uow.read, state.id)).toHaveLength(1);
  });

  it('refuses references to organisations and providers that do not exist', async () => {
    const unknown = newId();
    const draft = offerDraft({ content: { awardingBodyIds: [unknown] } });
    const outcome = await db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft }));
    expect(outcome.problems).toMatchObject([{ code: 'ORGANISATION_UNKNOWN', path: 'content.awardingBodyIds.0' }]);
    expect(codes((await db.uow.command((tx) => s.offerCommands.create(tx, { providerId: unknown, draft: offerDraft() }))).problems)).toEqual(['PROVIDER_UNKNOWN']);
  });

  it('refuses to change or delete history even to the owner of the tables', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    await expect(db.uow.read.query('UPDATE revision SET hash = hash WHERE offer_id = $1', [offerId])).rejects.toThrow('append-only');
    await expect(db.uow.read.query('DELETE FROM publication_event WHERE offer_id = $1', [offerId])).rejects.toThrow('append-only');
  });

  it('saves many at once as it would one by one, and a refused one leaves its neighbours alone', async () => {
    const drafts = [offerDraft({ code: 'a' }), offerDraft({ code: 'b', content: { languages: ['xx'] } }), offerDraft({ code: 'c' }), offerDraft({ code: 'a' })];
    const save = () => db.uow.run((tx) => s.offerCommands.saveAll(tx, drafts.map((draft) => ({ providerId, draft }))));
    expect((await save()).map((o) => (o.ok ? o.value.change : codes(o.problems)[0]))).toEqual(['CREATED', 'CODE_UNKNOWN', 'CREATED', 'CODE_TAKEN']);
    expect((await save()).map((o) => (o.ok ? o.value.change : codes(o.problems)[0]))).toEqual(['UNCHANGED', 'CODE_UNKNOWN', 'UNCHANGED', 'CODE_TAKEN']);
    drafts[2] = { ...drafts[2]!, runs: [{ code: 'other', mode: 'ONSITE' }, ...drafts[2]!.runs] };
    const [, , changed] = await save();
    expect(changed).toMatchObject({ ok: true, value: { change: 'UPDATED' } });
    const [state] = (await s.offerReader.states(db.uow.read, { providerId, limit: 10 })).filter((one) => one.code === 'c');
    expect(state?.runs.map((run) => run.code)).toEqual(['other', 'run-1']);
    expect(state?.version).toBe(2);
  });

  it('projects NQF inclusion and assurance for the day, and expands every kind of outbox entry', async () => {
    const awarding = (await createProvider(db.uow, s)).id;
    const offerId = await publishOffer(db.uow, s, { providerId, draft: offerDraft({ content: { awardingBodyIds: [awarding] } }) });
    const authorityId = (await createAuthority(db.uow, s)).id;
    const record = expectOk(await db.uow.command((tx) => s.authorityRecords.recordNqfInclusion(tx, {
      offerId, authorityId, level: 6, validFrom: '2024-01-01', validTo: '2024-12-31',
    })));
    const during = (await s.offerProjections.load(db.uow.read, [offerId], '2024-12-31')).get(offerId);
    expect(during).toMatchObject({ nqfInclusion: { level: 6, framework: 'LTQF' }, assurance: { status: 'NONE' } });
    expect([...during!.organisations.keys()].sort()).toEqual([providerId, awarding].sort());
    expect((await s.offerProjections.load(db.uow.read, [offerId], '2025-01-01')).get(offerId)?.nqfInclusion).toBeNull();
    const expand = (kind: 'organisation' | 'authority-record' | 'offer', id: string) => s.offerProjections.expand(db.uow.read, [{ kind, id }]);
    expect(await expand('organisation', awarding)).toEqual([offerId]);
    expect(await expand('organisation', providerId)).toEqual([offerId]);
    expect(await expand('authority-record', record.id)).toEqual([offerId]);
    expect(await expand('offer', offerId)).toEqual([offerId]);
  });
});
