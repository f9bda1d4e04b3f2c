import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween, type Problem } from '#libs/kernel';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import type { RunContent } from './offer-content.js';
import { rollRun } from './offer-copies.js';

const codes = (problems: readonly Problem[]) => problems.filter((p) => p.severity === 'ERROR').map((p) => `${p.code} ${p.path}`);
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('a run in its next term', () => {
  it('keeps every distance between its days, whatever the calendar does', () => {
    fc.assert(fc.property(fc.record({ start: day, end: day, from: day, to: day, next: day }), ({ start, end, from, to, next }) => {
      const run: RunContent = { code: 'a', mode: 'ONLINE', start, end, enrolment: [{ from, to }, { to }, {}], places: 12, full: true, cancelled: true };
      const rolled = expectOk(rollRun(run, { newCode: 'b', start: next }));
      expect(rolled).toEqual({ code: 'b', mode: 'ONLINE', start: next, end: expect.any(String), enrolment: [expect.any(Object), { to: expect.any(String) }, {}], places: 12 });
      const moved = daysBetween(start, next);
      expect(daysBetween(end, rolled.end!)).toBe(moved);
      expect(daysBetween(from, rolled.enrolment![0]!.from!)).toBe(moved);
      expect(daysBetween(to, rolled.enrolment![1]!.to!)).toBe(moved);
    }), { numRuns: 300 });
  });

  it('knows leap years', () => {
    const run: RunContent = { code: 'a', mode: 'ONLINE', start: '2024-02-29', end: '2024-03-10', enrolment: [{ to: '2024-02-28' }] };
    expect(expectOk(rollRun(run, { newCode: 'b', start: '2025-02-28' }))).toMatchObject({ start: '2025-02-28', end: '2025-03-10', enrolment: [{ to: '2025-02-27' }] });
    expect(expectOk(rollRun(run, { newCode: 'b', start: '2028-02-29' })).end).toBe('2028-03-10');
  });

  it('does not exist of a run that has none', () => {
    expect(codes(rollRun({ code: 'a', mode: 'ONLINE', alwaysOpen: true }, { newCode: 'b', start: '2025-01-01' }).problems)).toEqual(['RUN_WITHOUT_START code']);
  });
});

describe('copies', () => {
  let db: TestDatabase;
  let s: TestServices;
  let providerId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
    providerId = (await createProvider(db.uow, s)).id;
  });
  afterAll(() => db.drop());

  const roll = (offerId: string, input: Partial<Parameters<typeof s.offerCopies.rollRun>[1]> = {}) =>
    db.uow.command((tx) => s.offerCopies.rollRun(tx, { offerId, expectedVersion: 1, code: 'run-1', newCode: 'run-2', start: '2025-10-01', ...input }));

  it('of an offer are drafts of the same provider without its runs', async () => {
    const draft = offerDraft({ code: 'original' });
    const offerId = await publishOffer(db.uow, s, { providerId, draft });
    const copy = expectOk(await db.uow.command((tx) => s.offerCopies.copy(tx, { offerId })));
    expect(copy).toMatchObject({ status: 'DRAFT', providerId, code: null, content: draft.content, runs: [], supersedesId: null, version: 1 });
    expect(codes((await db.uow.command((tx) => s.offerCopies.copy(tx, { offerId, code: 'original' }))).problems)).toEqual(['CODE_TAKEN code']);
    const [line] = await db.uow.read.query('SELECT action FROM history_entry WHERE record_id = $1', [copy.id]);
    expect(line).toEqual({ action: 'offer.copy' });
  });

  it('of a run go into the draft of the version expected, under a code of their own', async () => {
    const offerId = await publishOffer(db.uow, s, { providerId });
    const rolled = expectOk(await roll(offerId));
    expect(rolled.runs.map(({ code, start, end }) => [code, start, end])).toEqual([['run-1', '2024-10-01', '2024-12-01'], ['run-2', '2025-10-01', '2025-12-01']]);
    expect((await s.offerReader.public(db.uow.read, [offerId])).get(offerId)?.document.runs).toHaveLength(1);
    const stale = await roll(offerId, { newCode: 'run-3' });
    expect(stale.problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { expected: 1, actual: 2 } }]);
    expect(codes((await roll(offerId, { expectedVersion: 2 })).problems)).toEqual(['RUN_CODE_TWICE runs.2.code']);
    expect(codes((await roll(offerId, { expectedVersion: 2, code: 'other' })).problems)).toEqual(['RUN_UNKNOWN code']);
    expect(codes((await roll(offerId, { expectedVersion: 2, newCode: 'far', start: '2199-12-31' })).problems)).toEqual(['DATE_IMPOSSIBLE runs.2.end']);
    const lines = await db.uow.read.query<{ action: string }>('SELECT action FROM history_entry WHERE record_id = $1 ORDER BY seq DESC LIMIT 1', [offerId]);
    expect(lines).toEqual([{ action: 'offer.roll-run' }]);
  });
});
