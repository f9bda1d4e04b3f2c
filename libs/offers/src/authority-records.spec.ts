import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Problem } from '#libs/kernel';
import { createAuthority, createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import { fundingDetails, recognitionDetails } from './authority-details.js';
import { RECOGNITION_PURPOSES } from './authority-record.entity.js';
import type { FundingEligibilityInput, RecognitionInput } from './authority-records.js';

const codes = (problems: readonly Problem[]) => problems.map((p) => `${p.code} ${p.path}`);

describe('authority records', () => {
  let db: TestDatabase;
  let s: TestServices;
  let providerId: string;
  let coProviderId: string;
  let authorityId: string;
  let offerId: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
    coProviderId = (await createProvider(db.uow, s)).id;
    authorityId = (await createAuthority(db.uow, s)).id;
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    providerId = (await createProvider(db.uow, s)).id;
    offerId = await publishOffer(db.uow, s, { providerId, draft: offerDraft({ content: { coProviderIds: [coProviderId] } }) });
  });

  const recognise = (input: Partial<RecognitionInput> = {}) => db.uow.command((tx) => s.authorityRecords.recordRecognition(tx, {
    offerId, authorityId, validFrom: '2024-01-01', purposes: ['ACADEMIC'], ...input,
  }));
  const fund = (input: Partial<FundingEligibilityInput> = {}) => db.uow.command((tx) => s.authorityRecords.recordFundingEligibility(tx, {
    offerId, authorityId, validFrom: '2024-01-01', scheme: { en: 'Learning vouchers' }, ...input,
  }));
  const include = (input: object = {}) =>
    db.uow.command((tx) => s.authorityRecords.recordNqfInclusion(tx, { offerId, authorityId, validFrom: '2024-01-01', level: 5, ...input }));
  const recognitions = (query: object = {}) => s.authorityLedger.recognitions(db.uow.read, { limit: 50, offerId, ...query });

  it('are never made by the provider or a co-provider of the offer', async () => {
    for (const own of [providerId, coProviderId]) {
      expect(codes((await recognise({ authorityId: own })).problems)).toEqual(['OWN_OFFER authorityId']);
      expect(codes((await fund({ authorityId: own.toUpperCase() })).problems)).toContain('OWN_OFFER authorityId');
      expect(codes((await include({ authorityId: own })).problems)).toContain('OWN_OFFER authorityId');
    }
    // Also not by taking the co-provider out of the draft: the public still reads of it.
    const state = (await s.offerReader.state(db.uow.read, offerId))!;
    expectOk(await db.uow.command((tx) => s.offerCommands.edit(tx, { offerId, expectedVersion: null, draft: { content: { ...state.content, coProviderIds: [] } } })));
    expect(codes((await recognise({ authorityId: coProviderId })).problems)).toEqual(['OWN_OFFER authorityId']);
  });

  it('on frameworks and money need an organisation in the role of an authority on the day; recognition does not', async () => {
    const other = (await createProvider(db.uow, s)).id;
    expect(codes((await include({ authorityId: other })).problems)).toEqual(['NOT_AN_AUTHORITY authorityId']);
    expect(codes((await fund({ authorityId: other })).problems)).toEqual(['NOT_AN_AUTHORITY authorityId']);
    expectOk(await recognise({ authorityId: other }));
    const former = (await createAuthority(db.uow, s)).id;
    expectOk(await db.uow.command((tx) => s.organisations.endRole(tx, { organisationId: former, expectedVersion: null, role: 'AUTHORITY', to: '2024-08-31' })));
    expect(codes((await fund({ authorityId: former })).problems)).toEqual(['NOT_AN_AUTHORITY authorityId']);
    expect(codes((await fund({ authorityId: newId(), offerId: 'x' })).problems)).toEqual(['OFFER_UNKNOWN offerId', 'AUTHORITY_UNKNOWN authorityId']);
  });

  it('are kept as they were decided, shown on the days on which they hold, and noted in the history of their authority', async () => {
    const record = expectOk(await recognise({
      purposes: ['TRAINING', 'ACADEMIC', 'TRAINING'], conditions: { en: ' After an interview ' }, credits: { framework: 'ECTS', points: 2.5 },
      validFrom: '2024-09-01', validTo: '2025-08-31', reference: 'R-1',
    }));
    expect(record).toMatchObject({
      kind: 'RECOGNITION', framework: null, level: null, validTo: '2025-08-31', reference: 'R-1',
      details: { purposes: ['ACADEMIC', 'TRAINING'], conditions: { en: 'After an interview' }, credits: { framework: 'ECTS', points: 2.5 } },
    });
    const holds = async (day: string) => (await s.authorityRecords.recognitionsOn(db.uow.read, [offerId], day)).get(offerId)?.length ?? 0;
    expect([await holds('2024-08-31'), await holds('2024-09-01'), await holds('2025-08-31'), await holds('2025-09-01')]).toEqual([0, 1, 1, 0]);
    const money = expectOk(await fund({ scheme: { en: 'Vouchers', lt: 'Kuponai' }, url: 'https://fund.example/', amount: { value: 0, currency: 'EUR' } }));
    expect((await s.authorityRecords.fundingOn(db.uow.read, [offerId], '2030-01-01')).get(offerId)).toEqual([money]);
    const lines = await db.uow.read.query<{ action: string; owner_id: string }>('SELECT action, owner_id FROM history_entry WHERE record_id = ANY ($1::uuid[])', [[record.id, money.id]]);
    expect(lines).toEqual(Array(2).fill({ action: 'authority-record.record', owner_id: authorityId }));
  });

  it('are ended once, and neither changed nor deleted by anybody', async () => {
    const { id } = expectOk(await fund());
    const end = (validTo: string) => db.uow.command((tx) => s.authorityRecords.end(tx, { recordId: id, validTo }));
    expect(codes((await end('2023-12-31')).problems)).toEqual(['VALIDITY_REVERSED validTo']);
    expect(expectOk(await end('2024-09-30')).validTo).toBe('2024-09-30');
    expect(codes((await end('2024-10-31')).problems)).toEqual(['RECORD_ENDED validTo']);
    await expect(db.uow.read.query(`UPDATE authority_record SET details = '{}' WHERE id = $1`, [id])).rejects.toThrow();
    await expect(db.uow.read.query('DELETE FROM authority_record WHERE id = $1', [id])).rejects.toThrow();
    const lines = await db.uow.read.query<{ action: string; changes: string }>('SELECT action, changes FROM history_entry WHERE record_id = $1 ORDER BY seq', [id]);
    expect(lines[1]).toEqual({ action: 'authority-record.end', changes: JSON.stringify([{ path: 'validTo', before: null, after: '2024-09-30' }]) });
  });

  it('say what is wrong with them, all at once', async () => {
    expect(codes((await fund({ scheme: {}, url: 'ftp://x', amount: { value: -1, currency: 'XXQ' }, validFrom: '2024-02-02', validTo: '2024-02-01' })).problems)).toEqual([
      'TEXT_MISSING scheme', 'URL_INVALID url', 'AMOUNT_IMPOSSIBLE amount.value', 'CODE_UNKNOWN amount.currency', 'VALIDITY_REVERSED validTo',
    ]);
    expect(codes((await recognise({ purposes: [], credits: { framework: ' ', points: 0 }, conditions: { en: ' ' } })).problems)).toEqual([
      'PURPOSE_MISSING purposes', 'TEXT_EMPTY conditions.en', 'REQUIRED_MISSING credits.framework', 'CREDITS_IMPOSSIBLE credits.points',
    ]);
    expect(codes((await fund({ scheme: { en: 'a\0b' } })).problems)).toEqual(['TEXT_UNSTORABLE scheme.en']);
  });

  it('of whatever somebody sends are refused, or can be stored and read back', () => {
    const words = fc.dictionary(fc.constantFrom('en', 'lt', 'x!', '__proto__'), fc.string({ unit: 'binary', maxLength: 20 }));
    const number = fc.oneof(fc.double(), fc.integer({ min: -5, max: 5000 }));
    const back = (details: object) => JSON.parse(JSON.stringify(details)) as object;
    fc.assert(fc.property(words, fc.option(words, { nil: undefined }), fc.record({ value: number, currency: fc.constantFrom('EUR', 'lots', '') }), (scheme, conditions, amount) => {
      const { details, problems } = fundingDetails({ scheme, conditions, amount });
      if (!problems.length) expect(back(details)).toEqual(details);
    }), { numRuns: 300 });
    fc.assert(fc.property(fc.array(fc.constantFrom(...RECOGNITION_PURPOSES)), number, fc.string({ unit: 'binary' }), (purposes, points, framework) => {
      const { details, problems } = recognitionDetails({ purposes, credits: { framework, points } });
      if (problems.length) return;
      expect(back(details)).toEqual(details);
      expect(details.credits!.points).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });

  describe('ledger', () => {
    it('is about offers that are or were public, newest first, page by page', async () => {
      const draft = expectOk(await db.uow.command((tx) => s.offerCommands.create(tx, { providerId, draft: offerDraft() })));
      expectOk(await recognise({ offerId: draft.id }));
      expect(await recognitions({ offerId: draft.id })).toEqual([]);
      const made: string[] = [];
      for (let count = 0; count < 5; count++) made.push(expectOk(await recognise()).id);
      expectOk(await db.uow.command((tx) => s.offerEndings.withdraw(tx, { offerId, reason: 'Over' })));
      const pages: string[][] = [];
      for (let after: string | null = null; ;) {
        const page: string[] = (await recognitions({ limit: 2, after })).map(({ id }) => id);
        if (!page.length) break;
        pages.push(page);
        after = page.at(-1)!;
      }
      expect(pages).toEqual([[made[4], made[3]], [made[2], made[1]], [made[0]]]);
    });

    it('is narrowed by body, purpose and day, and keeps money and recognition apart', async () => {
      const body = (await createProvider(db.uow, s)).id;
      const work = expectOk(await recognise({ authorityId: body, purposes: ['EMPLOYMENT'], validTo: '2024-06-30' })).id;
      const study = expectOk(await recognise({ purposes: ['ACADEMIC', 'TRAINING'] })).id;
      const money = expectOk(await fund()).id;
      const ids = async (query: object) => (await recognitions(query)).map(({ id }) => id);
      expect(await ids({})).toEqual([study, work]);
      expect(await ids({ authorityId: body })).toEqual([work]);
      expect(await ids({ purpose: 'TRAINING' })).toEqual([study]);
      expect(await ids({ on: '2024-06-30' })).toEqual([study, work]);
      expect(await ids({ on: '2024-07-01' })).toEqual([study]);
      expect((await s.authorityLedger.fundings(db.uow.read, { offerId, limit: 5 })).map(({ id }) => id)).toEqual([money]);
    });
  });
});
