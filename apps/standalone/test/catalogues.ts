import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './built-register.js';

/** A catalogue that cannot be published as it stands, and the file with what it lacks. */
export interface Catalogue {
  name: string;
  file: string;
  enrichment: string;
  /** How the command is told to read it. */
  profile: readonly string[];
  offers: number;
  /** Runs that name no course of the file. */
  strayRuns: number;
}

const MIT_LEARN = process.env.STANDARDS_DIR ? path.join(process.env.STANDARDS_DIR, 'catalogues/mit-learn/test_sloan_courses.json') : undefined;

/** The real catalogue where the standards' folder holds it, else a small one in the register's own format. */
export function catalogue(folder: string): Catalogue {
  if (MIT_LEARN && existsSync(MIT_LEARN)) {
    const enrichment = path.join(ROOT, 'libs/intake/test-data/mit-learn-enrichment.json');
    return { name: 'MIT Sloan', file: MIT_LEARN, enrichment, profile: ['--profile', 'mit-sloan'], offers: 99, strayRuns: 3 };
  }
  process.stdout.write('STANDARDS_DIR holds no catalogues: a small made-up one stands in for the real one.\n');
  const write = (name: string, content: object): string => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  return {
    name: 'made-up', file: write('catalogue.json', OWN), enrichment: write('enrichment.json', ENRICHMENT), profile: [], offers: 2, strayRuns: 0,
  };
}

const PROVIDER = { scheme: 'ROR', value: '042nb2s44' };
const run = { code: 'R1', mode: 'ONLINE', start: '2024-10-23', price: { amount: 900, currency: 'EUR' } };
const OWN = {
  format: 'microcredential-register/1',
  providers: [{ identifiers: [PROVIDER], legalName: { en: 'Trial College' }, kind: 'HIGHER_EDUCATION', country: 'LT' }],
  offers: ['Blockchain and Crypto Applications', 'Marketing Innovation'].map((title, index) => ({
    provider: PROVIDER, code: `T${index}`, runs: [run],
    content: { title: { en: title }, learningOutcomes: [], assessments: [], iscedFields: [], languages: [], homepage: 'https://provider.example/course' },
  })),
};
const ENRICHMENT = {
  format: 'microcredential-register/enrichment-1',
  offers: OWN.offers.map(({ code }) => ({
    code,
    content: {
      learningOutcomes: [{ text: { en: 'Explain the main terms of the field.' }, kind: 'KNOWLEDGE' }],
      assessments: [{ type: 'QUIZ' }], iscedFields: ['0413'], languages: ['en'], workloadHours: 25, ects: 1,
    },
  })),
};
