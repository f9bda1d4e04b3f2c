import { describe, expect, it } from '@jest/globals';
import {
  broader, broadField, countries, iscedCovers, iscedFields, isNuts, languages, modes, nqfLevel, nqfLevelsOf, nqfLevels, nuts,
  nutsCovers, nutsParent,
} from './index.js';

describe('languages and countries', () => {
  it('know the codes ELM and DEQAR want', () => {
    expect(languages.get('lt')).toEqual({
      code: 'lt', uri: 'http://publications.europa.eu/resource/authority/language/LIT',
      scheme: 'http://publications.europa.eu/resource/authority/language', label: { en: 'Lithuanian', lt: 'lietuvių' },
      iso6392b: 'lit',
    });
    expect(languages.get('de')?.iso6392b).toBe('ger');
    expect(languages.get('lls')?.label.lt).toBe('lietuvių gestų kalba');
    expect(languages.all().filter(({ code, iso6392b }) => code.length === 2 && !iso6392b)).toEqual([]);
    expect(countries.get('LT')).toMatchObject({ alpha3: 'LTU', label: { lt: 'Lietuva' } });
  });

  it('take ISO codes where the EU uses others', () => {
    expect(countries.get('GR')?.uri).toMatch(/\/country\/GRC$/);
    expect(countries.has('EL')).toBe(false);
    expect(countries.get('XK')).toMatchObject({ alpha3: 'XKX', uri: expect.stringMatching(/\/country\/1A0$/) });
    expect(countries.get('TF')?.alpha3).toBe('ATF');
    expect(countries.all().filter(({ code, alpha3 }) => !/^[A-Z]{2}$/.test(code) || !/^[A-Z]{3}$/.test(alpha3))).toEqual([]);
  });
});

describe('NUTS', () => {
  it('is a tree by prefix', () => {
    expect(nuts.get('LT011')).toMatchObject({
      uri: 'http://data.europa.eu/nuts/code/LT011', label: { en: 'Vilnius County', lt: 'Vilniaus apskritis' },
    });
    expect(nutsParent('LT011')).toBe('LT01');
    expect(nutsParent('LT01')).toBe('LT0');
    expect(nutsParent('LT')).toBeUndefined();
    expect(nutsParent('UKN12')).toBe('UKN0');
    expect(isNuts('LT011')).toBe(true);
    expect(isNuts('LTZZZ')).toBe(false);
    expect(isNuts('lt011')).toBe(false);
  });

  it('covers what lies inside', () => {
    expect(nutsCovers('LT', 'LT011')).toBe(true);
    expect(nutsCovers('LT01', 'LT01')).toBe(true);
    expect(nutsCovers('LT02', 'LT011')).toBe(false);
    expect(nutsCovers('LT011', 'LT01')).toBe(false);
    expect(nutsCovers('XX', 'XX')).toBe(false);
  });
});

describe('NQF', () => {
  it('maps every level of the LTQF to the entry of that name', () => {
    for (let level = 1; level <= 8; level += 1) {
      expect(nqfLevel('LT', level)?.label).toEqual({ en: `LTQF Level ${level}`, lt: `LTKS ${level} lygis` });
    }
    expect(nqfLevel('LT', 6)?.uri).toBe('http://data.europa.eu/snb/qdr/c_caa3091a');
    expect(nqfLevels.get(nqfLevel('LT', 6)?.broader ?? '')?.label.en).toBe('Lithuanian National Qualifications Framework');
  });

  it.each([['LT', 0], ['LT', 9], ['LT', 5.5], ['LT', Number.NaN], ['FR', 6], ['toString', 1]])('has no level for %s %d', (country, level) => {
    expect(nqfLevel(country, level)).toBeUndefined();
  });

  it('lists the levels of a framework by its short name, lowest first', () => {
    const levels = (framework: string) => nqfLevelsOf(framework).map(({ level }) => level);
    expect(levels('LTQF')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(levels('SCQF')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
    expect(levels('NLQF')).toEqual(['1', '2', '3', '4', '4+', '5', '6', '7', '8']);
    expect(levels('CROQF')).toContain('7.1');
    expect(levels('no such framework')).toEqual([]);
  });
});

describe('ISCED-F', () => {
  it('finds broader fields', () => {
    expect(iscedFields.get('0542')).toMatchObject({ uri: 'http://data.europa.eu/snb/isced-f/0542', broader: '054' });
    expect(broader('0542')).toBe('054');
    expect(broader('054')).toBe('05');
    expect(broader('05')).toBeUndefined();
    expect(broadField('0542')).toBe('05');
    expect(broadField('0543')).toBeUndefined();
  });

  it('covers a narrower field, not the other way round, and nothing unknown', () => {
    expect(iscedCovers('06', '0613')).toBe(true);
    expect(iscedCovers('061', '0613')).toBe(true);
    expect(iscedCovers('0613', '0613')).toBe(true);
    expect(iscedCovers('0613', '061')).toBe(false);
    expect(iscedCovers('06', '0542')).toBe(false);
    expect(iscedCovers('', '0613')).toBe(false);
    expect(iscedCovers('06', '0699')).toBe(false);
  });
});

it('finds a concept by the URI of ELM', () => {
  expect(modes.byUri('http://data.europa.eu/snb/learning-assessment/9191af2ed9')?.code).toBe('ONSITE');
});
