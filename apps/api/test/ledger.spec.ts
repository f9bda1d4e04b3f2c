import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuthority, createProvider, expectOk, offerDraft, publishOffer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

type Header = Record<string, string>;

const RECORD = '__typename ... on AuthorityRecordSaved { record { id kind validTo authority { id } funding { scheme { value } amount { value currency } } recognition { purposes } } } ... on Problems { problems { code path } }';
const UNKNOWN = '0198a000-0000-7000-8000-000000000000';

let api: Api;
let offerId: string;
let providerId: string;
/** An authority, and a body of the register that recognises: each with a key. */
let fund: { id: string; key: Header };
let body: { id: string; key: Header };

beforeAll(async () => {
  api = await startApi();
  const { uow } = api.database;
  providerId = (await createProvider(uow, api.services)).id;
  offerId = await publishOffer(uow, api.services, { providerId });
  const [authorityId, bodyId] = [(await createAuthority(uow, api.services)).id, (await createProvider(uow, api.services)).id];
  fund = { id: authorityId, key: await api.keyOf(authorityId, ['funding.record', 'authority-record.end']) };
  body = { id: bodyId, key: await api.keyOf(bodyId, ['recognition.record', 'authority-record.end']) };
});
afterAll(() => api.stop());

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of any operation */
const read = (query: string, variables: Record<string, unknown> = {}): Promise<any> => api.data(query, { variables });
const recognise = (input: object = {}, headers: Header = body.key): Promise<any> => api.data(
  `mutation ($r: RecognitionInput!) { recordRecognition(recognition: $r) { ${RECORD} } }`,
  { headers, variables: { r: { offerId, authorityId: body.id, purposes: ['ACADEMIC'], validFrom: '2024-01-01', ...input } } });
const support = (input: object = {}, headers: Header = fund.key): Promise<any> => api.data(
  `mutation ($f: FundingEligibilityInput!) { recordFundingEligibility(funding: $f) { ${RECORD} } }`,
  { headers, variables: { f: { offerId, authorityId: fund.id, scheme: [{ language: 'en', value: 'Vouchers' }], validFrom: '2024-01-01', ...input } } });
/* eslint-enable @typescript-eslint/no-explicit-any */
const end = (recordId: string, headers: Header) =>
  api.ask(`mutation ($id: ID!) { endAuthorityRecord(recordId: $id, validTo: "2024-08-31") { ${RECORD} } }`, { headers, variables: { id: recordId } });

describe('decisions of authorities', () => {
  it('are made by the body itself, and shown with it', async () => {
    const { record } = await recognise({
      purposes: ['TRAINING', 'EMPLOYMENT'], conditions: [{ language: 'en', value: 'In place of induction' }], credits: { framework: 'ECTS', points: 2 }, reference: 'R-1',
    });
    expect(record).toMatchObject({ kind: 'RECOGNITION', authority: { id: body.id }, funding: null, recognition: { purposes: ['TRAINING', 'EMPLOYMENT'] } });
    const money = await support({ amount: { value: 350.5, currency: 'EUR' }, validTo: '2025-12-31' });
    expect(money.record).toMatchObject({ kind: 'FUNDING_ELIGIBILITY', funding: { scheme: { value: 'Vouchers' }, amount: { value: 350.5, currency: 'EUR' } }, recognition: null });
    const shown = await read(`query ($id: ID!) { offer(id: $id) { ... on Offer {
      funding { id scheme { value } amount { value } authority { id } holds } recognitions { id purposes conditions { value } credits { framework points } reference body { id } } } } }`, { id: offerId });
    expect(shown).toEqual({
      funding: [{ id: money.record.id, scheme: { value: 'Vouchers' }, amount: { value: 350.5 }, authority: { id: fund.id }, holds: true }],
      recognitions: [{
        id: record.id, purposes: ['TRAINING', 'EMPLOYMENT'], conditions: { value: 'In place of induction' }, credits: { framework: 'ECTS', points: 2 }, reference: 'R-1', body: { id: body.id },
      }],
    });
  });

  it('are never made by the provider, the registrar, or somebody in another’s name', async () => {
    const own = await api.keyOf(providerId, ['recognition.record']);
    expect((await recognise({ authorityId: providerId }, own)).problems).toEqual([{ code: 'OWN_OFFER', path: 'authorityId' }]);
    expect((await support({ authorityId: body.id }, await api.keyOf(body.id, ['funding.record']))).problems).toEqual([{ code: 'NOT_AN_AUTHORITY', path: 'authorityId' }]);
    const inTheirName = await recognise({ authorityId: fund.id });
    expect(inTheirName).toEqual(await recognise({ authorityId: UNKNOWN }));
    expect(inTheirName.problems[0].code).toBe('ORGANISATION_UNKNOWN');
    const registrar = await api.ask('mutation ($r: RecognitionInput!) { recordRecognition(recognition: $r) { __typename } }', {
      admin: true, variables: { r: { offerId, authorityId: body.id, purposes: ['ACADEMIC'], validFrom: '2024-01-01' } },
    });
    expect(codes(registrar)).toEqual(['FORBIDDEN']);
  });

  it('are ended by whoever made them, with the permission of their kind, and by nobody else', async () => {
    const { record } = await recognise();
    const otherKind = await api.keyOf(body.id, ['funding.record', 'authority-record.end']);
    expect(codes(await end(record.id, otherKind))).toEqual(['FORBIDDEN']);
    expect((await end(record.id, fund.key)).data?.endAuthorityRecord).toEqual({ __typename: 'Problems', problems: [{ code: 'RECORD_UNKNOWN', path: 'recordId' }] });
    expect((await end(UNKNOWN, fund.key)).data?.endAuthorityRecord).toEqual({ __typename: 'Problems', problems: [{ code: 'RECORD_UNKNOWN', path: 'recordId' }] });
    expect((await end(record.id, body.key)).data?.endAuthorityRecord.record).toMatchObject({ validTo: '2024-08-31' });
    expect((await end(record.id, body.key)).data?.endAuthorityRecord.problems).toMatchObject([{ code: 'RECORD_ENDED' }]);
  });

  it('say what is wrong with them on the path where it is', async () => {
    expect((await support({ scheme: [], url: 'javascript:alert(1)', amount: { value: -1, currency: 'EUR' } })).problems).toEqual([
      { code: 'TEXT_MISSING', path: 'scheme' }, { code: 'URL_INVALID', path: 'url' }, { code: 'AMOUNT_IMPOSSIBLE', path: 'amount.value' },
    ]);
    expect((await recognise({ purposes: [], reference: 'a\0b' })).problems).toEqual([{ code: 'TEXT_UNSTORABLE', path: 'reference' }]);
  });
});

describe('the recognition ledger', () => {
  let ledgerOffer: string;
  let made: string[];
  beforeAll(async () => {
    ledgerOffer = await publishOffer(api.database.uow, api.services, { providerId });
    made = [];
    for (const purposes of [['ACADEMIC'], ['TRAINING'], ['EMPLOYMENT', 'ACADEMIC']]) made.push((await recognise({ offerId: ledgerOffer, purposes })).record.id as string);
    made.push((await recognise({ offerId: ledgerOffer, purposes: ['ACADEMIC'], validFrom: '2023-01-01', validTo: '2023-12-31' })).record.id as string);
  });

  const page = (narrowed: string, variables: object = {}) => read(
    `query ($o: ID, $a: ID, $b: ID) { recognitions(offerId: $o, after: $a, bodyId: $b, ${narrowed}) { nodes { id offerId offer { id } body { id } holds recordedAt } next } }`, { o: ledgerOffer, ...variables });
  const ids = async (narrowed: string, variables: object = {}) => (await page(narrowed, variables)).nodes.map(({ id }: { id: string }) => id) as string[];

  it('is public, newest first, page by page', async () => {
    const first = await page('first: 3');
    expect(first.nodes.map(({ id }: { id: string }) => id)).toEqual([made[3], made[2], made[1]]);
    expect(first.nodes.map(({ holds }: { holds: boolean }) => holds)).toEqual([false, true, true]);
    expect(first.nodes[0]).toMatchObject({ offerId: ledgerOffer, offer: { id: ledgerOffer }, body: { id: body.id }, recordedAt: '2024-09-01T09:00:00.000Z' });
    expect(await page('first: 3', { a: first.next })).toMatchObject({ nodes: [{ id: made[0] }], next: null });
  });

  it('is narrowed by purpose, body and day', async () => {
    expect(await ids('purpose: ACADEMIC')).toEqual([made[3], made[2], made[0]]);
    expect(await ids('on: "2023-06-01"')).toEqual([made[3]]);
    expect(await ids('first: 10', { b: fund.id })).toEqual([]);
    expect(codes(await api.ask('{ recognitions(bodyId: "nobody") { next } }'))).toEqual(['BAD_USER_INPUT']);
  });

  it('keeps what was recognised of an offer that is gone, and shows nothing of one that never was public', async () => {
    const { uow } = api.database;
    expectOk(await uow.command((tx) => api.services.offerEndings.withdraw(tx, { offerId: ledgerOffer, reason: 'Over' })));
    expect((await page('first: 1')).nodes).toMatchObject([{ id: made[3], offer: null }]);
    const draft = expectOk(await uow.command((tx) => api.services.offerCommands.create(tx, { providerId, draft: offerDraft() })));
    expect((await recognise({ offerId: draft.id })).record.kind).toBe('RECOGNITION');
    expect(await ids('first: 10', { o: draft.id })).toEqual([]);
    expect(await read('query ($o: ID!) { authorityRecords(offerId: $o) { id } }', { o: draft.id })).toEqual([]);
  });

  it('has its sister for public money', async () => {
    const { record } = await support({ validFrom: '2024-10-01' });
    const { nodes } = await read('query ($o: ID, $a: ID) { fundings(offerId: $o, authorityId: $a, first: 1) { nodes { id holds scheme { value } offer { id } } next } }', { o: offerId, a: fund.id });
    expect(nodes).toEqual([{ id: record.id, holds: false, scheme: { value: 'Vouchers' }, offer: { id: offerId } }]);
    expect((await read('query ($o: ID) { fundings(offerId: $o, on: "2024-09-30") { nodes { id } } }', { o: offerId })).nodes).toHaveLength(1);
  });
});
