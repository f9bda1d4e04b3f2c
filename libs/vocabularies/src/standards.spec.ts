import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { vocabularies } from './index.js';

/** Lists that are the register's own, or of which no enumeration exists among the standards. */
const OWN = ['schedules', 'qf-ehea-cycles', 'organisation-kinds', 'identifier-schemes'];

/** Where each list is to be found below STANDARDS_DIR; a list may be spread over more than one file. */
const XSD = 'elm/xsd/3.3.1/cv';
const FILES: Readonly<Record<string, readonly string[]>> = {
  languages: [`${XSD}/language.xsd`],
  countries: [`${XSD}/country.xsd`],
  currencies: [`${XSD}/currency.xsd`],
  nuts: [`${XSD}/nuts.xsd`],
  'eqf-levels': [`${XSD}/eqf.xsd`],
  'nqf-levels': [`${XSD}/nqf.xsd`],
  'isced-fields': [`${XSD}/isced-f.xsd`],
  modes: [`${XSD}/europass-modes.xsd`],
  'learning-schedules': [`${XSD}/europass-learning-schedule-types.xsd`],
  'assessment-types': [`${XSD}/europass-learning-assessment-types.xsd`],
  'target-groups': [`${XSD}/europass-target-groups.xsd`],
  'learning-settings': [`${XSD}/europass-learning-setting-types.xsd`],
  'learning-opportunity-types': [`${XSD}/europass-learning-opportunity-types.xsd`],
  'learning-activity-types': [`${XSD}/europass-learning-activity-types.xsd`],
  'accreditation-types': [`${XSD}/europass-accreditation-types.deqar-variant.xsd`],
  'credit-frameworks': [`${XSD}/credit-points.xsd`],
  'skill-types': [`${XSD}/skill-types.xsd`],
  'skill-reuse-levels': [`${XSD}/skill-reuse-levels.xsd`],
  'note-topics': [`${XSD}/loq_individuals.xsd`],
  supervisions: ['elm/vocabularies/supervision-verification.csv'],
  'esco-skills': ['esco/skills_en.csv'],
};

const HTTP_URI = /https?:\/\/[^\s"',<>]+/g;

const folder = process.env.STANDARDS_DIR;
if (!folder) process.stdout.write('STANDARDS_DIR is not set: code lists are not compared with the published enumerations.\n');

it('knows for every list where it is to be compared', () => {
  expect([...OWN, ...Object.keys(FILES)].sort()).toEqual([...vocabularies.keys()].sort());
});

(folder ? describe : describe.skip)('the published enumerations', () => {
  it.each(Object.entries(FILES))('have every URI of %s', (id, files) => {
    const published = new Set(files.flatMap((file) => readFileSync(join(folder ?? '', file), 'utf8').match(HTTP_URI) ?? []));
    const unknown = vocabularies.get(id)?.all().filter(({ uri }) => !published.has(uri)).map(({ uri }) => uri);
    expect(unknown).toEqual([]);
  });
});
