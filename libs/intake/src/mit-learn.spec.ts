import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServices, createTestDatabase, type TestDatabase } from '#libs/testing';
import { WriterServices } from './batch-writer.js';
import type { ImportSummary, JoinedReport, RecordReport, ReportLine } from './import-report.js';
import { ImportParts, ImportService } from './import.service.js';
import type { ImportOptions } from './import-session.js';
import { intakeFolder, ProfileStore } from './profile-store.js';
import { ProviderDirectory } from './provider-directory.js';

const standards = process.env.STANDARDS_DIR;
const catalogue = standards ? join(standards, 'catalogues', 'mit-learn', 'test_sloan_courses.json') : '';
const present = catalogue !== '' && existsSync(catalogue);
if (!present) process.stdout.write('Import of the MIT Learn catalogue: skipped, STANDARDS_DIR has no catalogues/mit-learn.\n');

const enrichment = join(intakeFolder('test-data'), 'mit-learn-enrichment.json');

(present ? describe : describe.skip)('the MIT Learn catalogue, on 1 September 2024', () => {
  let db: TestDatabase;
  let lines: ReportLine[] = [];

  const take = async (options: Partial<ImportOptions> = {}): Promise<ImportSummary> => {
    const { organisations, providers, offerCommands, publication } = createServices(db.config);
    const services = new WriterServices(offerCommands, publication, new ProviderDirectory(organisations, providers));
    lines = [];
    const outcome = await new ImportService(db.config, db.uow, new ImportParts(new ProfileStore(), services)).run(
      { file: catalogue, profile: 'mit-sloan', registerProviders: true, ...options }, { line: (line) => lines.push(line) },
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return outcome.value;
  };
  const records = () => lines.filter((line): line is RecordReport => line.type === 'record');
  const contentOf = async (code: string) => {
    const [row] = await db.uow.read.query<{ content: Record<string, unknown>; runs: unknown[] }>(
      `SELECT o.content, (SELECT jsonb_agg(r.content ORDER BY r.position) FROM run r WHERE r.offer_id = o.id) AS runs FROM offer o WHERE o.code = $1`, [code],
    );
    return row;
  };
  const revisions = async () => Number((await db.uow.read.query<{ n: string }>('SELECT count(*) AS n FROM revision'))[0]?.n);

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('knows nobody before the provider is registered', async () => {
    const { totals } = await take({ registerProviders: false });
    expect(totals).toMatchObject({ records: 99, refused: 99, created: 0 });
    expect(new Set(records().flatMap((record) => record.problems.filter((p) => p.severity === 'ERROR').map((p) => p.code)))).toEqual(new Set(['IMPORT_PROVIDER_UNKNOWN']));
  });

  it('gives 99 drafts, each with its publish blockers', async () => {
    const { totals, blockers, problems } = await take({ publish: true });
    expect(totals).toEqual({
      records: 99, created: 99, updated: 0, unchanged: 0, refused: 0, published: 0, blocked: 99, joinedRefused: 3, providersRegistered: 1, providersRefused: 0,
    });
    expect(blockers).toEqual(
      ['ASSESSMENT_MISSING', 'ISCED_FIELD_MISSING', 'LANGUAGE_OF_INSTRUCTION_MISSING', 'LEARNING_OUTCOMES_MISSING'].map((code) => ({ code, severity: 'ERROR', count: 99 })),
    );
    expect(problems.filter(({ severity }) => severity === 'ERROR')).toEqual([{ code: 'SOURCE_RECORD_ORPHAN', severity: 'ERROR', count: 3 }]);
    const runs = await db.uow.read.query<{ n: string }>('SELECT count(*) AS n FROM run');
    expect(Number(runs[0]?.n)).toBe(134);
  });

  it('names the three runs without a course', () => {
    const orphans = lines.filter((line): line is JoinedReport => line.type === 'joined');
    expect(orphans.map(({ source, problems }) => [source, problems[0]?.message.en?.includes('"a056g00000URaa8AAD"')])).toEqual(
      Array.from({ length: 3 }, () => ['runs', true]),
    );
  });

  it('names every field that is not taken over, with the reason', () => {
    const notes = lines.flatMap((line) => (line.type === 'file' ? line.problems : []));
    expect(notes.filter((p) => p.code === 'FIELD_NOT_TAKEN').map((p) => p.path)).toEqual([
      'Certification_Type', 'Duration', 'Faculty_Name', 'Image_Src', 'SourceCreateDate', 'SourceLastModifiedDate', 'Sprint_Course', 'Time_Commitment', 'Topics',
    ]);
    expect(notes.filter((p) => p.code === 'ASSUMPTION')).toHaveLength(4);
  });

  it('carries dates, places, prices in their currency and credits', async () => {
    const swiss = await contentOf('a056g00000URaMqAAL');
    expect(swiss?.content).toMatchObject({ otherCredits: [{ framework: 'CEU', points: 5 }], languages: [] });
    expect(swiss?.runs).toContainEqual({
      code: 'DSI 5-4-2025', start: '2025-05-04', end: '2025-05-09', mode: 'ONSITE', place: { locality: 'Lausanne', country: 'CH' },
      price: { amount: 11500, currency: 'CHF' },
    });
    expect((await contentOf('a054v00000rgCvtAAE'))?.runs).toEqual([
      { code: 'ABTSPT FY25', alwaysOpen: true, mode: 'ONLINE', schedule: 'OWN_PACE', price: { amount: 1450, currency: 'USD' } },
    ]);
  });

  it('changes nothing when it comes again', async () => {
    const { totals } = await take();
    expect(totals).toMatchObject({ unchanged: 99, created: 0, updated: 0, refused: 0, providersRegistered: 0 });
  });

  it('is publishable with the enrichment for tests, and publishes once', async () => {
    const enriched = await take({ enrich: enrichment, publish: true });
    expect(enriched.totals).toMatchObject({ updated: 99, published: 99, blocked: 0, refused: 0 });
    expect(enriched.problems.map((p) => p.code)).not.toContain('WORKLOAD_AGAINST_ECTS');
    const again = await take({ enrich: enrichment, publish: true });
    expect(again.totals).toMatchObject({ unchanged: 99, published: 0, blocked: 0 });
    expect(await revisions()).toBe(99);
  });

  it('has an enrichment that is marked as invented and copies nothing from the catalogue', () => {
    const text = readFileSync(enrichment, 'utf8');
    expect((JSON.parse(text) as { testData: string }).testData).toMatch(/invented for tests/i);
    const courses = JSON.parse(readFileSync(catalogue, 'utf8')) as { Description: string | null }[];
    for (const { Description } of courses) if (Description) expect(text).not.toContain(Description.slice(0, 40));
  });
});
