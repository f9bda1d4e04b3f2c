import { describe, expect, it } from '@jest/globals';
import * as library from './index.js';
import { escoSkills, identifierSchemes, vocabularies, type Vocabulary } from './index.js';

/** Lists too long to be translated whole: names of small languages and of foreign regions, foreign frameworks. */
const LABELLED_IN_ENGLISH_ONLY = new Set(['languages', 'nuts', 'nqf-levels']);

const lists = [...vocabularies.values()].map((list): [string, Vocabulary] => [list.id, list]);

describe.each(lists)('%s', (_id, list) => {
  const concepts = list.all();

  it('names its source and version', () => {
    expect(list.source).not.toBe('');
    expect(list.version).not.toBe('');
  });

  it('has unique codes and URIs, and finds each concept by either', () => {
    expect(concepts.length).toBeGreaterThan(0);
    expect(new Set(concepts.map(({ code }) => code)).size).toBe(concepts.length);
    expect(new Set(concepts.map(({ uri }) => uri)).size).toBe(concepts.length);
    expect(concepts.filter((c) => list.get(c.code) !== c || list.byUri(c.uri) !== c || !list.has(c.code))).toEqual([]);
    expect(list.codes()).toEqual(concepts.map(({ code }) => code));
    expect(list.get('no such code')).toBeUndefined();
  });

  it('has a label in English, and in Lithuanian where promised, clean at the ends', () => {
    const languages = LABELLED_IN_ENGLISH_ONLY.has(list.id) ? ['en'] : ['en', 'lt'];
    const bare = concepts.filter(({ label }) => languages.some((language) => !label[language]));
    const unclean = concepts.filter(({ label }) => Object.values(label).some((text) => text !== text.trim() || /\s\s/.test(text)));
    expect(bare).toEqual([]);
    expect(unclean).toEqual([]);
  });

  it('has broader concepts that exist', () => {
    expect(concepts.filter(({ broader }) => broader !== undefined && !list.has(broader))).toEqual([]);
  });

  it('has one scheme URI per concept and absolute URIs', () => {
    expect(concepts.filter(({ uri, scheme }) => !URL.canParse(uri) || !URL.canParse(scheme))).toEqual([]);
  });
});

describe('the registry', () => {
  it('holds every list the lib exports', () => {
    const exported = Object.values(library).filter((value) => value instanceof library.Vocabulary);
    expect(new Set(vocabularies.values())).toEqual(new Set(exported));
    expect(vocabularies.size).toBe(exported.length);
  });
});

describe('enumerations', () => {
  it.each([
    [library.MODES, library.modes],
    [library.SCHEDULES, library.schedules],
    [library.LEARNING_SCHEDULES, library.learningSchedules],
    [library.ASSESSMENT_TYPES, library.assessmentTypes],
    [library.SUPERVISIONS, library.supervisions],
    [library.TARGET_GROUPS, library.targetGroups],
    [library.LEARNING_SETTINGS, library.learningSettings],
    [library.ORGANISATION_KINDS, library.organisationKinds],
    [library.IDENTIFIER_SCHEMES, library.identifierSchemes],
    [library.QF_EHEA_CYCLES, library.qfEheaCycles],
    [library.CREDIT_FRAMEWORKS, library.creditFrameworks],
  ])('%j are the codes of the list, in its order, and GraphQL names', (codes: readonly string[], list: Vocabulary) => {
    expect(codes).toEqual(list.codes());
    expect(codes.filter((code) => !/^[A-Z][A-Z0-9_]*$/.test(code))).toEqual([]);
  });
});

describe('ESCO skills', () => {
  it('refer to the lists of skill types and reuse levels', () => {
    const stray = escoSkills.all().filter(
      (skill) => !library.skillTypes.has(skill.skillType) || !library.skillReuseLevels.has(skill.reuseLevel),
    );
    expect(stray).toEqual([]);
  });
});

describe('identifier schemes', () => {
  const matches = (scheme: string, value: string) => new RegExp(identifierSchemes.get(scheme)?.pattern ?? '$^').test(value);

  it.each([
    ['NATIONAL_REGISTER', '211950810', ' 211950810'],
    ['EU_VAT', 'LT119508113', '119508113'],
    ['EIDAS', 'NTRLT-211950810', 'LT-211950810'],
    ['DEQARINST', 'DEQARINST0382', '382'],
    ['ETER', 'LT0001', 'LT1'],
    ['ROR', '03nadee84', 'https://ror.org/03nadee84'],
    ['PIC', '999893849', '99989384'],
    ['SCHAC', 'vu.lt', 'https://vu.lt'],
    ['ERASMUS', 'LT VILNIUS01', 'VILNIUS'],
    ['ERASMUS', 'D  BERLIN01', 'LT VILNIUS01 '],
  ])('%s accepts %j and not %j', (scheme, good, bad) => {
    expect(matches(scheme, good)).toBe(true);
    expect(matches(scheme, bad)).toBe(false);
  });
});
