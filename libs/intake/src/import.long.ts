import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createServices, createTestDatabase, type TestDatabase } from '#libs/testing';
import { WriterServices } from './batch-writer.js';
import { ImportParts, ImportService } from './import.service.js';
import { OWN_FORMAT } from './own-format.schema.js';
import { ProfileStore } from './profile-store.js';
import { ProviderDirectory } from './provider-directory.js';

const MB = 1024 ** 2;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const PROVIDER = { scheme: 'ROR', value: '042nb2s44' };
const words = (n: number) => `Describe what was learned about subject ${n} and use it at work. `.repeat(4);

const offer = (n: number) => ({
  provider: PROVIDER,
  code: `C-${n}`,
  content: {
    title: { en: `Course ${n}`, lt: `Kursas ${n}` }, description: { en: words(n), lt: words(n) },
    learningOutcomes: [1, 2, 3].map((kind) => ({ text: { en: words(n * kind), lt: words(n * kind) } })),
    assessments: [{ type: 'QUIZ' }], iscedFields: ['0613'], languages: ['en', 'lt'], homepage: `https://example.org/${n}`, ects: 2, workloadHours: 52,
  },
  runs: [1, 2].map((run) => ({ code: `R${run}`, mode: 'ONLINE', start: '2024-10-01', end: '2024-12-01', price: { amount: n % 500, currency: 'EUR' } })),
});

describe('a large import', () => {
  let db: TestDatabase;
  let folder: string;

  async function generate(megabytes: number): Promise<string> {
    const file = join(folder, `${megabytes}.json`);
    const out = createWriteStream(file);
    const provider = { identifiers: [PROVIDER], legalName: { en: 'Trial College' }, kind: 'HIGHER_EDUCATION', country: 'LT' };
    out.write(`{"format":"${OWN_FORMAT}","providers":[${JSON.stringify(provider)}],"offers":[`);
    for (let n = 0; out.bytesWritten + out.writableLength < megabytes * MB; n++) {
      if (!out.write(`${n ? ',\n' : ''}${JSON.stringify(offer(n))}`)) await once(out, 'drain');
    }
    out.end(']}');
    await once(out, 'close');
    return file;
  }

  /** Takes the file in and looks, every 2,000 records, at what is really held; the highest value in MB. */
  async function measure(file: string) {
    const { organisations, providers, offerCommands, publication } = createServices(db.config);
    const services = new WriterServices(offerCommands, publication, new ProviderDirectory(organisations, providers));
    let highest = 0;
    const look = (records: number) => {
      if (records % 2000) return;
      collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      highest = Math.max(highest, heapUsed + external);
    };
    const began = performance.now();
    const outcome = await new ImportService(db.config, db.uow, new ImportParts(new ProfileStore(), services)).run(
      { file, registerProviders: true, publish: true }, { progress: ({ records }) => look(records) },
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { totals } = outcome.value;
    const seconds = (performance.now() - began) / 1000;
    const size = (await stat(file)).size / MB;
    process.stdout.write(`${size.toFixed(0)} MB, ${totals.records} records: ${(totals.records / seconds).toFixed(0)}/s, at most ${(highest / MB).toFixed(0)} MB held\n`);
    return { totals, highest: highest / MB };
  }

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'register-intake-'));
  });
  afterAll(async () => {
    await db.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('needs no more memory for a file six times as large', async () => {
    const small = await measure(await generate(10));
    const large = await measure(await generate(60));
    expect(large.totals).toMatchObject({ refused: 0, blocked: 0 });
    expect(large.highest).toBeLessThan(small.highest + 20);
  });
});
