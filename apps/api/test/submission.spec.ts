import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Memberships, type Role } from '#libs/access';
import { newId } from '#libs/kernel';
import { createProvider, expectOk, offerDraft, startTestIssuer, TEST_NOW, type TestIssuer } from '#libs/testing';
import { ScheduledPublication, type OfferState } from '#libs/offers';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
let issuer: TestIssuer;
let providerId: string;
beforeAll(async () => {
  issuer = await startTestIssuer();
  api = await startApi(issuer.env);
});
afterAll(async () => {
  await issuer.stop();
  await api.stop();
});
beforeEach(async () => {
  api.database.clock.set(TEST_NOW);
  providerId = (await createProvider(api.database.uow, api.services)).id;
});

const SUBMISSION = 'submission { id offerId offerVersion state publishOn correctionReason comment submittedBy { kind id } decidedBy { kind } problems { code } }';
const PROBLEMS = '... on Problems { problems { code severity path conflict { expected actual fields { path before after } } } }';
const SAVED = `__typename ... on SubmissionSaved { ${SUBMISSION} warnings { code } } ${PROBLEMS}`;
const PUBLISHED = `... on PublishedRevision { offerId revision created } ${SAVED}`;
const OFFER = `__typename ... on OfferSaved { offer { id version status submission { id state } runs { code } } warnings { code severity } } ${PROBLEMS}`;

const ask = (operation: string, variables: object = {}) => api.data(operation, { admin: true, variables: variables as Record<string, unknown> });
const draft = async (overrides: Parameters<typeof offerDraft>[0] = {}): Promise<OfferState> =>
  expectOk(await api.database.uow.command((tx) => api.services.offerCommands.create(tx, { providerId, draft: offerDraft(overrides) })));
const submit = ({ id, version }: Pick<OfferState, 'id' | 'version'>, more: object = {}) =>
  ask(`mutation ($id: ID!, $v: Int!, $on: Date, $r: String) { submitOffer(id: $id, expectedVersion: $v, publishOn: $on, correctionReason: $r) { ${SAVED} } }`, { id, v: version, ...more });
const approve = (id: string, comment: string | null = null) =>
  ask(`mutation ($id: ID!, $c: String) { approveSubmission(submissionId: $id, comment: $c) { ${SAVED} } }`, { id, c: comment });
const publish = (id: string, more: object = {}) =>
  ask(`mutation ($id: ID!, $v: Int, $on: Date) { publishOffer(id: $id, expectedVersion: $v, on: $on) { ${PUBLISHED} } }`, { id, ...more });
const retitle = (id: string, version: number, title: string) =>
  ask(`mutation ($id: ID!, $v: Int!, $c: OfferChanges!) { editOffer(id: $id, expectedVersion: $v, changes: $c) { ${OFFER} } }`, {
    id, v: version, c: { content: { title: [{ language: 'en', value: title }] } },
  });
const isPublic = async (id: string) => (await api.data('query ($id: ID!) { offer(id: $id) { __typename } }', { variables: { id } })) !== null;

/** Somebody with a role in the provider, or in the register; answers what they ask. */
async function person(role: Role, organisationId: string | null = providerId) {
  const subject = newId();
  const memberships = api.app.get(Memberships, { strict: false });
  expectOk(await api.database.uow.command((tx) => memberships.grant(tx, { person: { issuer: issuer.url, subject, displayName: null }, role, organisationId })));
  const authorization = `Bearer ${await issuer.token(subject, api.database.clock.now())}`;
  return (operation: string, variables: object = {}) => api.data(operation, { headers: { authorization }, variables: variables as Record<string, unknown> });
}

const SUBMIT = `mutation ($id: ID!, $v: Int!) { submitOffer(id: $id, expectedVersion: $v) { ${SAVED} } }`;
const APPROVE = `mutation ($id: ID!) { approveSubmission(submissionId: $id) { ${SAVED} } }`;
const CANCEL = `mutation ($id: ID!) { cancelSubmission(submissionId: $id) { ${SAVED} } }`;
const errors = ({ problems }: { problems?: { code: string; severity: string }[] }) =>
  (problems ?? []).flatMap(({ code, severity }) => (severity === 'ERROR' ? [code] : []));

/** The answer about an unknown record as it would be about this one: sentences may name what was asked for. */
const withIdOf = (id: string, answer: unknown): unknown => JSON.parse(JSON.stringify(answer).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, id));

describe('submission', () => {
  it('goes from the editor over the reviewer to the public', async () => {
    const offer = await draft();
    const { submission, __typename } = await submit(offer);
    expect([__typename, submission]).toEqual(['SubmissionSaved', {
      id: expect.any(String), offerId: offer.id, offerVersion: 1, state: 'SUBMITTED', publishOn: null, correctionReason: null, comment: null,
      submittedBy: { kind: 'ADMIN_KEY', id: null }, decidedBy: null, problems: [],
    }]);
    expect((await submit(offer)).problems).toContainEqual(expect.objectContaining({ code: 'SUBMISSION_EXISTS', path: 'offerId' }));
    expect(await ask('query ($id: ID!) { offerDraft(id: $id) { submission { id state } } }', { id: offer.id })).toEqual({ submission: { id: submission.id, state: 'SUBMITTED' } });
    expect(await isPublic(offer.id)).toBe(false);
    expect((await approve(submission.id, 'Good')).submission).toMatchObject({ state: 'PUBLISHED', comment: 'Good', decidedBy: { kind: 'ADMIN_KEY' } });
    expect(await isPublic(offer.id)).toBe(true);
    expect((await approve(submission.id)).problems).toMatchObject([{ code: 'SUBMISSION_CLOSED' }]);
    expect((await approve(newId())).problems).toMatchObject([{ code: 'SUBMISSION_UNKNOWN', path: 'submissionId' }]);
    expect((await approve('nonsense')).problems).toMatchObject([{ code: 'SUBMISSION_UNKNOWN' }]);
  });

  it('is refused where the rules of publication would refuse, and sent back with a comment', async () => {
    const half = await draft({ content: { assessments: [] } });
    expect((await submit(half)).problems).toContainEqual(expect.objectContaining({ code: 'ASSESSMENT_MISSING', severity: 'ERROR' }));
    const offer = await draft();
    const { submission } = await submit(offer, { on: '2024-09-30' });
    const sendBack = (comment: string) => ask(`mutation ($id: ID!, $c: String!) { returnSubmission(submissionId: $id, comment: $c) { ${SAVED} } }`, { id: submission.id, c: comment });
    expect((await sendBack(' ')).problems).toMatchObject([{ code: 'COMMENT_MISSING', path: 'comment' }]);
    expect((await sendBack('a\0b')).problems).toMatchObject([{ code: 'TEXT_UNSTORABLE' }]);
    expect((await sendBack('Say how it is assessed')).submission).toMatchObject({ state: 'RETURNED', comment: 'Say how it is assessed' });
    const again = await submit(offer);
    const cancelled = await ask(`mutation ($id: ID!) { cancelSubmission(submissionId: $id) { ${SAVED} } }`, { id: again.submission.id });
    expect(cancelled.submission.state).toBe('CANCELLED');
    const page = await ask('query ($p: ID!) { all: submissions(providerId: $p, first: 1) { nodes { id state } next } }', { p: providerId });
    expect(page).toEqual({ nodes: [{ id: submission.id, state: 'RETURNED' }], next: submission.id });
    const rest = await ask('query ($p: ID!, $a: ID) { submissions(providerId: $p, after: $a, state: CANCELLED) { nodes { id offerId } next } }', { p: providerId, a: page.next });
    expect(rest).toEqual({ nodes: [{ id: again.submission.id, offerId: offer.id }], next: null });
  });

  it('lapses when the draft changes, and says so at once', async () => {
    const offer = await draft();
    const { submission } = await submit(offer);
    const run = { code: 'r-2', mode: 'ONLINE', alwaysOpen: true };
    const added = await ask(`mutation ($id: ID!, $r: RunInput!) { addRun(offerId: $id, expectedVersion: 1, run: $r) { ${OFFER} } }`, { id: offer.id, r: run });
    expect(added).toMatchObject({ warnings: expect.arrayContaining([{ code: 'SUBMISSION_LAPSED', severity: 'WARNING' }]), offer: { submission: { id: submission.id, state: 'CANCELLED' } } });
    expect((await approve(submission.id)).problems).toMatchObject([{ code: 'SUBMISSION_CLOSED' }]);
  });

  it('of a provider that wants a second person is approved by one, and nothing else publishes', async () => {
    await api.database.uow.read.query('UPDATE provider SET second_review = true WHERE organisation_id = $1', [providerId]);
    const offer = await draft();
    expect((await publish(offer.id)).problems).toContainEqual(expect.objectContaining({ code: 'REVIEW_NEEDED' }));
    expect((await publish(offer.id, { on: '2024-10-01' })).problems).toContainEqual(expect.objectContaining({ code: 'REVIEW_NEEDED' }));
    const many = await ask(`mutation ($i: [SeenOfferInput!]!) { publishOffers(items: $i) { result { ${PUBLISHED} } } }`, { i: [{ id: offer.id, expectedVersion: 1 }] });
    expect(many[0].result.problems).toContainEqual(expect.objectContaining({ code: 'REVIEW_NEEDED' }));
    const [one, other] = [await person('PROVIDER_PUBLISHER'), await person('PROVIDER_PUBLISHER')];
    const { submission } = await one(SUBMIT, { id: offer.id, v: 1 });
    expect(submission.submittedBy).toEqual({ kind: 'PERSON', id: expect.any(String) });
    expect(errors(await approve(submission.id))).toEqual(['REVIEWER_NOT_A_PERSON']);
    expect(errors(await one(APPROVE, { id: submission.id }))).toEqual(['OWN_SUBMISSION']);
    expect(await ask('query ($id: ID!) { offerPreview(id: $id) { reviewNeeded } }', { id: offer.id })).toEqual({ reviewNeeded: true });
    expect(await isPublic(offer.id)).toBe(false);
    expect((await other(APPROVE, { id: submission.id })).submission).toMatchObject({ state: 'PUBLISHED', decidedBy: { kind: 'PERSON' } });
    expect(await isPublic(offer.id)).toBe(true);
    const next = await draft();
    const { submission: second } = await other(SUBMIT, { id: next.id, v: 1 });
    expect((await (await person('REGISTRAR', null))(APPROVE, { id: second.id })).submission.state).toBe('PUBLISHED');
  });

  it('is made by editors and decided by publishers, each of their own provider alone', async () => {
    const [editor, colleague, publisher] = [await person('PROVIDER_EDITOR'), await person('PROVIDER_EDITOR'), await person('PROVIDER_PUBLISHER')];
    const offer = await draft();
    const mine = providerId;
    providerId = (await createProvider(api.database.uow, api.services)).id;
    const stranger = await person('PROVIDER_PUBLISHER');
    const theirs = await draft();

    const first = (await editor(SUBMIT, { id: offer.id, v: 1 })).submission;
    await expect(editor(APPROVE, { id: first.id })).rejects.toThrow('offer.publish');
    expect(errors(await colleague(CANCEL, { id: first.id }))).toEqual(['SUBMISSION_NOT_YOURS']);
    for (const operation of [APPROVE, CANCEL]) expect(await stranger(operation, { id: first.id })).toEqual(withIdOf(first.id, await stranger(operation, { id: newId() })));
    expect((await editor(CANCEL, { id: first.id })).submission.state).toBe('CANCELLED');
    const second = (await editor(SUBMIT, { id: offer.id, v: 1 })).submission;
    expect((await publisher(CANCEL, { id: second.id })).submission.state).toBe('CANCELLED');

    const list = 'query ($p: ID!) { submissions(providerId: $p) { nodes { id } } }';
    expect((await colleague(list, { p: mine })).nodes).toEqual([{ id: first.id }, { id: second.id }]);
    await expect(stranger(list, { p: mine })).rejects.toThrow();
    const preview = 'query ($id: ID!) { offerPreview(id: $id) { newRevision } }';
    expect([await colleague(preview, { id: offer.id }), await stranger(preview, { id: offer.id })]).toEqual([{ newRevision: true }, null]);

    const items = { i: [offer.id, theirs.id, newId()].map((id) => ({ id, expectedVersion: 1 })) };
    const published = await publisher(`mutation ($i: [SeenOfferInput!]!) { publishOffers(items: $i) { id result { ${PUBLISHED} } } }`, items);
    expect(published.map(({ result }: { result: { __typename: string } }) => result.__typename)).toEqual(['PublishedRevision', 'Problems', 'Problems']);
    expect(published[1].result).toEqual(withIdOf(theirs.id, published[2].result));
    expect(await isPublic(theirs.id)).toBe(false);
    const submitted = await editor(`mutation ($i: [SeenOfferInput!]!) { submitOffers(items: $i) { result { ${SAVED} } } }`, { i: items.i.slice(1) });
    expect(submitted.map(({ result }: { result: object }) => errors(result))).toEqual([['OFFER_UNKNOWN'], ['OFFER_UNKNOWN']]);
    await expect(editor(`mutation ($i: [SeenOfferInput!]!) { publishOffers(items: $i) { id } }`, items)).rejects.toThrow('offer.publish');
  });
});

describe('publication', () => {
  it('waits for its day', async () => {
    const offer = await draft();
    expect((await publish(offer.id, { on: '2024-08-31' })).problems).toContainEqual(expect.objectContaining({ code: 'PUBLISH_DAY_PAST' }));
    expect(await publish(offer.id, { on: '2024-09-20', v: 1 })).toMatchObject({ __typename: 'SubmissionSaved', submission: { state: 'APPROVED', publishOn: '2024-09-20' } });
    api.database.clock.set('2024-09-20T05:00:00Z');
    expect(await isPublic(offer.id)).toBe(false);
    expect(await api.app.get(ScheduledPublication, { strict: false }).publishDue('2024-09-20')).toEqual({ published: 1, failed: 0 });
    expect(await isPublic(offer.id)).toBe(true);
    const today = await draft();
    expect(await publish(today.id, { on: '2024-09-20' })).toMatchObject({ __typename: 'PublishedRevision', revision: 1, created: true });
  });

  it('is shown before it is made, as the public would read it', async () => {
    const offer = await draft();
    const PREVIEW = `offerPreview(id: $id) { newRevision newSpecVersion reviewNeeded changes { path before after } blockers { code severity }
      offer { id revision specVersion title(language: "en") { value } runs { code } provider { id } assurance { status } url } }`;
    const preview = () => ask(`query ($id: ID!) { ${PREVIEW} }`, { id: offer.id });
    expect(await preview()).toMatchObject({
      newRevision: true, newSpecVersion: false, reviewNeeded: false, changes: [],
      offer: { id: offer.id, revision: 1, specVersion: 1, title: { value: offer.content.title.en }, runs: [{ code: 'run-1' }], provider: { id: providerId }, assurance: { status: 'NONE' } },
    });
    expect(await publish(offer.id)).toMatchObject({ created: true });
    expect(await preview()).toMatchObject({ newRevision: false, changes: [], offer: { revision: 1 } });
    await retitle(offer.id, 1, 'Quite another');
    const changed = await preview();
    expect(changed).toMatchObject({ newRevision: true, newSpecVersion: true, offer: { revision: 2, specVersion: 2, title: { value: 'Quite another' } } });
    expect(changed.changes).toContainEqual({ path: 'content.title.en', before: offer.content.title.en, after: 'Quite another' });
    expect(changed.blockers).toContainEqual({ code: 'ASSESSMENT_MISSING', severity: 'ERROR' });
    expect(await ask(`query ($id: ID!) { ${PREVIEW} }`, { id: newId() })).toBeNull();
    expect(codes(await api.ask(`query ($id: ID!) { ${PREVIEW} }`, { variables: { id: offer.id } }))).toEqual(['UNAUTHENTICATED']);
  });

  it('and submission of many answer for each', async () => {
    const [one, two, half] = [await draft(), await draft(), await draft({ content: { iscedFields: [] } })];
    const items = [{ id: one.id, expectedVersion: 1 }, { id: newId(), expectedVersion: 1 }, { id: half.id, expectedVersion: 1 }, { id: two.id, expectedVersion: 7 }];
    const all = (name: string, fields: string, given: object[] = items) => ask(`mutation ($i: [SeenOfferInput!]!) { ${name}(items: $i) { id result { ${fields} } } }`, { i: given });
    const submitted = await all('submitOffers', SAVED);
    expect(submitted.map(({ id }: { id: string }) => id)).toEqual(items.map(({ id }) => id));
    expect(submitted.map(({ result }: { result: { submission?: { state: string }; problems?: { code: string; severity: string }[] } }) =>
      result.submission?.state ?? result.problems?.find(({ severity }) => severity === 'ERROR')?.code)).toEqual(['SUBMITTED', 'OFFER_UNKNOWN', 'ISCED_FIELD_MISSING', 'VERSION_CONFLICT']);
    const published = await all('publishOffers', PUBLISHED, [...items, { id: two.id, expectedVersion: 1 }]);
    expect(published.map(({ result }: { result: { __typename: string } }) => result.__typename)).toEqual(['PublishedRevision', 'Problems', 'Problems', 'Problems', 'PublishedRevision']);
    expect(await ask('query ($id: ID!) { offerDraft(id: $id) { submission { state } } }', { id: one.id })).toEqual({ submission: { state: 'PUBLISHED' } });
    const tooMany = await api.ask(`mutation ($i: [SeenOfferInput!]!) { publishOffers(items: $i) { id } }`, { admin: true, variables: { i: Array(101).fill(items[0]) } });
    expect(codes(tooMany)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('two editors', () => {
  it('see both states: of the offer, of its runs, and before publication', async () => {
    const offer = await draft();
    expect((await retitle(offer.id, 1, 'First')).offer.version).toBe(2);
    const [problem] = (await retitle(offer.id, 1, 'Second')).problems;
    expect(problem).toMatchObject({ code: 'VERSION_CONFLICT', path: 'expectedVersion', conflict: { expected: 1, actual: 2, fields: [{ path: 'content.title.en', before: 'First', after: 'Second' }] } });
    const edited = await ask(`mutation ($id: ID!, $r: RunInput!) { editRun(offerId: $id, expectedVersion: 1, code: "run-1", run: $r) { ${OFFER} } }`, {
      id: offer.id, r: { code: 'run-1', start: '2024-10-01', end: '2024-12-24', mode: 'ONLINE', price: { amount: 100, currency: 'EUR' } },
    });
    expect(edited.problems[0].conflict).toEqual({ expected: 1, actual: 2, fields: [{ path: 'runs.run-1.end', before: '2024-12-01', after: '2024-12-24' }] });
    const removed = await ask(`mutation ($id: ID!) { removeRun(offerId: $id, expectedVersion: 1, code: "run-1") { ${OFFER} } }`, { id: offer.id });
    expect(removed.problems[0].conflict.fields).toHaveLength(1);
    const added = await ask(`mutation ($id: ID!) { addRun(offerId: $id, expectedVersion: 1, run: { code: "r-2", mode: ONSITE }) { ${OFFER} } }`, { id: offer.id });
    expect(added.problems[0].conflict.fields).toEqual([{ path: 'runs.r-2', before: null, after: { code: 'r-2', mode: 'ONSITE' } }]);
    const early = await publish(offer.id, { v: 1 });
    expect(early.problems.find(({ code }: { code: string }) => code === 'VERSION_CONFLICT').conflict).toEqual({ expected: 1, actual: 2, fields: [] });
    expect(await ask('query ($id: ID!) { offerDraft(id: $id) { version title(language: "en") { value } runs { code } } }', { id: offer.id })).toEqual({
      version: 2, title: { value: 'First' }, runs: [{ code: 'run-1' }],
    });
  });
});

describe('history', () => {
  it('names who changed what of an offer, by field', async () => {
    const offer = await draft();
    await retitle(offer.id, 1, 'Renamed');
    const lines = await api.database.uow.read.query<{ action: string; actorKind: string; requestId: string | null; changes: string }>(
      'SELECT action, actor_kind AS "actorKind", request_id AS "requestId", changes FROM history_entry WHERE record_id = $1 ORDER BY seq', [offer.id]);
    expect(lines.map(({ action, actorKind }) => [action, actorKind])).toEqual([['offer.create', 'SYSTEM'], ['offer.edit', 'ADMIN_KEY']]);
    expect(lines[1]?.requestId).toEqual(expect.any(String));
    expect(JSON.parse(lines[1]!.changes)).toContainEqual({ path: 'content.title.en', before: offer.content.title.en, after: 'Renamed' });
  });
});
