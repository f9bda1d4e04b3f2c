import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices, createTestDatabase, type TestDatabase } from '#libs/testing';
import { WriterServices } from './batch-writer.js';
import type { ImportSummary, RecordReport, ReportLine } from './import-report.js';
import { ImportParts, ImportService } from './import.service.js';
import type { ImportOptions } from './import-session.js';
import { OWN_FORMAT } from './own-format.schema.js';
import { ProfileFolder, ProfileStore } from './profile-store.js';
import type { Profile } from './profile.types.js';
import { ProviderDirectory } from './provider-directory.js';

const PROVIDER = { scheme: 'ROR', value: '042nb2s44' };
const provider = {
  identifiers: [PROVIDER, { scheme: 'PIC', value: '999999999' }], legalName: { en: 'Trial College' }, kind: 'HIGHER_EDUCATION', country: 'LT',
};
const run = { code: 'R1', mode: 'ONLINE', start: '2024-10-01', price: { amount: 0, currency: 'EUR' } };
const complete = {
  title: { en: 'Trial' }, learningOutcomes: [{ text: { en: 'Do it.' } }], assessments: [{ type: 'QUIZ' }], iscedFields: ['0613'],
  languages: ['en'], homepage: 'https://example.org/trial',
};
const offer = (code: string, content: object = complete) => ({ provider: PROVIDER, code, content, runs: [run] });
const own = (offers: unknown[], more: object = {}) => JSON.stringify({ format: OWN_FORMAT, providers: [provider], offers, ...more });

describe('import', () => {
  let db: TestDatabase;
  let folder: string;
  let lines: ReportLine[];

  const service = (profiles: ProfileStore = new ProfileStore()) => {
    const { organisations, providers, offerCommands, publication } = createServices(db.config);
    const directory = new ProviderDirectory(organisations, providers);
    return new ImportService(db.config, db.uow, new ImportParts(profiles, new WriterServices(offerCommands, publication, directory)));
  };
  const importFile = async (content: string | Buffer, options: Partial<ImportOptions> = {}, profiles?: ProfileStore) => {
    const file = options.file ?? join(folder, 'file');
    if (options.file === undefined) await writeFile(file, content);
    lines = [];
    return service(profiles).run({ registerProviders: true, ...options, file }, { line: (line) => lines.push(line) });
  };
  const take = async (content: string | Buffer, options: Partial<ImportOptions> = {}): Promise<ImportSummary> => {
    const outcome = await importFile(content, options);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return outcome.value;
  };
  const records = () => lines.filter((line): line is RecordReport => line.type === 'record');
  const codesOf = (index: number) => records()[index]?.problems.map((problem) => problem.code);
  const count = async (table: string) => Number((await db.uow.read.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  const tables = async () => Promise.all(['organisation', 'provider', 'offer', 'run', 'revision', 'outbox', 'import_run'].map(count));

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'register-intake-'));
  });
  afterAll(async () => {
    await db.drop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await db.uow.run((tx) => tx.query('TRUNCATE organisation, provider, offer, run, published_offer, import_run, outbox CASCADE'));
  });

  it('takes in the own format, and the same file again changes nothing', async () => {
    const first = await take(own([offer('A'), offer('B')]), { publish: true });
    expect(first.totals).toMatchObject({ records: 2, created: 2, published: 2, providersRegistered: 1, refused: 0, blocked: 0 });
    expect(records().map(({ code, change, revision, line, index }) => [code, change, revision, line, index])).toEqual([
      ['A', 'CREATED', 1, 1, 0], ['B', 'CREATED', 1, 1, 1],
    ]);
    const again = await take(own([offer('A'), offer('B')]), { publish: true });
    expect(again.totals).toMatchObject({ created: 0, updated: 0, unchanged: 2, published: 0, providersRegistered: 0 });
    expect(await count('revision')).toBe(2);
    const changed = await take(own([offer('A', { ...complete, workloadHours: 10 }), offer('B')]), { publish: true });
    expect(changed.totals).toMatchObject({ updated: 1, unchanged: 1, published: 1 });
  });

  it('publishes nothing of a provider that wants a second person, and tells whose submission it ended', async () => {
    await take(own([offer('A'), offer('B')]));
    await db.uow.run((tx) => tx.query('UPDATE provider SET second_review = true'));
    const { submissions, offerReader } = createServices(db.config);
    const [{ id: providerId } = { id: '' }] = await db.uow.read.query<{ id: string }>('SELECT organisation_id AS id FROM provider');
    const [first] = await offerReader.states(db.uow.read, { providerId, limit: 1 });
    const submitted = await db.uow.command((tx) => submissions.submit(tx, { offerId: first!.id, expectedVersion: 1 }));
    expect(submitted.ok).toBe(true);
    const dry = await take(own([offer(first!.code!, { ...complete, workloadHours: 10 })]), { publish: true, dryRun: true });
    expect([dry.totals, codesOf(0)]).toMatchObject([{ updated: 1, published: 0, blocked: 1 }, expect.arrayContaining(['SUBMISSION_LAPSED'])]);
    const { totals } = await take(own([offer('A', { ...complete, workloadHours: 10 }), offer('B')]), { publish: true });
    expect(totals).toMatchObject({ updated: 1, unchanged: 1, published: 0, blocked: 2 });
    expect(records().map(({ blockers }) => blockers.map((problem) => problem.code))).toEqual([['REVIEW_NEEDED'], ['REVIEW_NEEDED']]);
    expect(records().map(({ code, problems }) => [code, problems.some((problem) => problem.code === 'SUBMISSION_LAPSED')])).toEqual([
      ['A', first?.code === 'A'], ['B', first?.code === 'B'],
    ]);
    const lines = await db.uow.read.query<{ action: string }>('SELECT action FROM history_entry WHERE owner_id = $1 AND record_kind = $2 ORDER BY seq', [providerId, 'offer']);
    expect(lines.map(({ action }) => action)).toEqual(['offer.create', 'offer.create', 'offer.edit']);
  });

  it('keeps the bytes under their SHA-256 and remembers the run', async () => {
    const text = own([offer('A')]);
    const { sha256, runId, reportFile } = await take(text);
    expect(readFileSync(join(db.config.dataDir, 'intake', sha256), 'utf8')).toBe(text);
    const [row] = await db.uow.read.query<Record<string, unknown>>('SELECT * FROM import_run');
    expect(row).toMatchObject({ id: runId, sha256, file_name: 'file', bytes: String(text.length), profile: 'own', totals: { created: 1 } });
    expect(row?.finished_at).not.toBeNull();
    const report = readFileSync(reportFile, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as ReportLine).type);
    expect(report).toEqual(['provider', 'record', 'summary']);
    expect(readdirSync(join(db.config.dataDir, 'intake')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('lets one import run at a time, and clears away what a killed one left', async () => {
    await writeFile(join(db.config.dataDir, 'intake', '.prepared-old'), 'x');
    await writeFile(join(folder, 'both'), own([offer('A')]));
    const both = await Promise.all([1, 2].map(() => service().run({ file: join(folder, 'both'), registerProviders: true })));
    expect(both.flatMap((outcome) => (outcome.ok ? ['OK'] : outcome.problems.map((p) => p.code))).sort()).toEqual(['IMPORT_RUNNING', 'OK']);
    expect(existsSync(join(db.config.dataDir, 'intake', '.prepared-old'))).toBe(false);
  });

  it('reports the same in a dry run and writes nothing', async () => {
    const text = own([offer('A'), offer('A'), offer('B', { title: { en: 'Bare' } })]);
    const dry = await take(text, { dryRun: true, publish: true });
    const dryLines = records().map(({ code, change, blockers }) => [code, change, blockers.map((b) => b.code)]);
    expect(await tables()).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(existsSync(join(db.config.dataDir, 'intake', dry.sha256))).toBe(false);
    const real = await take(text, { publish: true });
    expect(real.totals).toEqual(dry.totals);
    expect(records().map(({ code, change, blockers }) => [code, change, blockers.map((b) => b.code)])).toEqual(dryLines);
  });

  it('refuses a second record of the same code, naming both, and not its neighbours', async () => {
    const { totals } = await take(own([offer('A'), offer('B'), offer('A')]));
    expect(totals).toMatchObject({ created: 2, refused: 1 });
    expect(records()[2]?.problems[0]).toMatchObject({ code: 'DUPLICATE_CODE', message: { en: expect.stringMatching(/record 1 .*record 3/) } });
  });

  it('refuses what cannot be stored and keeps the neighbours', async () => {
    const bad = { ...complete, ects: 'many' };
    const odd = { ...complete, colour: 'red' };
    const { totals } = await take(own([offer('A'), offer('B', bad), 7, { ...offer('C', odd), shape: 1 }, { code: 'D' }, { ...offer('E'), code: '' }]));
    expect(totals).toMatchObject({ created: 2, refused: 4 });
    expect(codesOf(1)).toEqual(['SHAPE_INVALID']);
    expect(codesOf(2)).toEqual(['RECORD_NOT_AN_OBJECT']);
    expect(codesOf(3)).toEqual(expect.arrayContaining(['ENTRY_KEY_UNKNOWN', 'UNKNOWN_KEY']));
    expect(codesOf(4)).toContain('PROVIDER_NOT_STATED');
    expect(codesOf(5)).toEqual(['CODE_MISSING']);
  });

  it('refuses records of an unknown provider', async () => {
    const { totals } = await take(own([offer('A')]), { registerProviders: false });
    expect(totals).toMatchObject({ refused: 1 });
    expect(codesOf(0)).toEqual(['IMPORT_PROVIDER_UNKNOWN']);
    expect(await count('organisation')).toBe(0);
  });

  it('finds a provider by any of its identifiers, and says when a description cannot be used', async () => {
    await take(own([]));
    const byPic = { ...offer('A'), provider: { scheme: 'PIC', value: '999999999' } };
    expect((await take(own([byPic]), { registerProviders: false })).totals.created).toBe(1);
    const wrong = own([], { providers: [{ ...provider, identifiers: [{ scheme: 'ROR', value: '05qwgg493' }], kind: 'CIRCUS', band: 1 }, 'x'] });
    expect((await take(wrong)).totals).toMatchObject({ providersRefused: 2 });
    expect(lines.flatMap((line) => ('problems' in line && line.type === 'provider' ? line.problems.map((p) => p.code) : []))).toEqual(
      expect.arrayContaining(['PROVIDER_INVALID', 'ENTRY_KEY_UNKNOWN']),
    );
  });

  it('accepts a byte-order mark, __proto__ keys and text that cannot be stored', async () => {
    const text = own([offer('A')]).replace('"title"', '"__proto__":{"polluted":1},"title"').replace('Do it.', 'Do\\u0000 \\ud800it.');
    const { totals } = await take(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]));
    expect(totals).toMatchObject({ created: 1 });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  describe('a file refused as a whole leaves nothing', () => {
    const endless: Profile = {
      name: 'endless', title: { en: 'Endless' }, source: { format: 'json' }, organisation: {}, offer: { code: '($f := function() { $f() }; $f())' },
    };
    const csv = (delimiter?: string): Profile => ({ ...endless, name: 'csv', source: { format: 'csv', delimiter }, offer: { code: 'code' } });
    let profiles: ProfileStore;

    beforeAll(async () => {
      const shelf = await mkdtemp(join(folder, 'profiles-'));
      for (const profile of [endless, csv()]) await writeFile(join(shelf, `${profile.name}.json`), JSON.stringify(profile));
      await writeFile(join(shelf, 'broken.json'), JSON.stringify({ name: 'broken', offer: 1 }));
      profiles = new ProfileFolder(shelf);
    });

    it.each<[string, string | Buffer, Partial<ImportOptions>]>([
      ['FILE_MISSING', '', { file: '/nowhere/at/all.json' }],
      ['FILE_NOT_READABLE', '', { file: tmpdir() }],
      ['FILE_EMPTY', '', {}],
      ['FILE_EMPTY', Buffer.from([0xef, 0xbb, 0xbf]), {}],
      ['FILE_NOT_UTF8', Buffer.from(own([offer('é')]), 'latin1'), {}],
      ['JSON_TRUNCATED', own([offer('A'), offer('B')]).slice(0, -40), {}],
      ['JSON_BROKEN', own([offer('A')]).replace('"runs":', '"runs":,'), {}],
      ['FORMAT_NOT_STATED', JSON.stringify([offer('A')]), {}],
      ['FORMAT_NOT_STATED', JSON.stringify({ offers: [offer('A')] }), {}],
      ['FORMAT_NOT_STATED', 'code,title\nA,B\n', {}],
      ['PROFILE_UNKNOWN', '[]', { profile: 'nobody' }],
      ['PROFILE_INVALID', '[]', { profile: 'broken' }],
      ['MAPPING_ENDLESS', JSON.stringify(Array.from({ length: 10 }, () => ({}))), { profile: 'endless' }],
      ['CSV_COLUMN_COUNT', 'code,title\nA,B\nC\n', { profile: 'csv' }],
      ['CSV_DELIMITER', 'code;title\nA;B\n', { profile: 'csv' }],
      ['CSV_HEADER', 'code,code\nA,B\n', { profile: 'csv' }],
      ['CSV_BROKEN', 'code,title\nA,"B\n', { profile: 'csv' }],
      ['ENRICHMENT_INVALID', own([offer('A')]), { enrich: 'package.json' }],
    ])('%s', async (code, content, options) => {
      const outcome = await importFile(content, options, profiles);
      expect(outcome.ok ? outcome.value : outcome.problems.map((problem) => problem.code)).toEqual([code]);
      if (!outcome.ok) expect(Object.keys(outcome.problems[0]?.message ?? {}).sort()).toEqual(['en', 'lt']);
      expect(await tables()).toEqual([0, 0, 0, 0, 0, 0, 0]);
      const left = existsSync(join(db.config.dataDir, 'intake')) ? readdirSync(join(db.config.dataDir, 'intake')) : [];
      expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
    }, 30_000);

    it.each([['CSV', 'csv', 'code,title\nA,'], ['JSON', 'endless', '[{"a":"'], ['own JSON', undefined, `{"format":"${OWN_FORMAT}","offers":[{"code":"`]])(
      'a line of 200 MB in %s is refused without loading it', async (_name, profile, head) => {
        const file = join(folder, 'huge');
        const handle = await open(file, 'w');
        await handle.write(head);
        for (let n = 0; n < 200; n++) await handle.write(Buffer.alloc(1 << 20, 'x'));
        await handle.close();
        const before = process.memoryUsage().rss;
        const outcome = await importFile('', { file, profile }, profiles);
        expect(outcome.ok ? [] : outcome.problems.map((problem) => problem.code)).toEqual(['RECORD_TOO_LARGE']);
        expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
      }, 60_000,
    );
  });
});
