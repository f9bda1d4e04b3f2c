import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, commonLanguages, contentHash, isId, localise, newId, problemCatalogue } from './index.js';

describe('canonical JSON', () => {
  it('is the example of RFC 8785', () => {
    const value = JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}') as unknown;
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('does not depend on the order of keys and survives a round trip', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(contentHash(shuffled)).toBe(contentHash(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }));
  });

  it('refuses what JSON has no form for', () => {
    for (const value of [{ a: '\uD800' }, { a: Number.NaN }, { a: Infinity }]) expect(() => canonicalJson(value)).toThrow();
  });
});

describe('language fallback', () => {
  const map = { lt: 'Labas', ru: 'Привет', et: 'Tere' };
  it.each([['lt', 'lt'], ['lt-LT', 'lt'], ['en', 'lt'], [null, 'lt'], ['ru', 'ru']])('asked for %s, answers %s', (asked, language) => {
    expect(localise(map, asked, ['lt', 'en'])?.language).toBe(language);
  });
  it('takes any language rather than none, the same one each time', () => {
    expect(localise({ ru: 'a', et: 'b' }, 'lt', ['lt', 'en'])).toEqual({ value: 'b', language: 'et' });
    expect(localise({ et: 'b', ru: 'a' }, 'lt', ['lt', 'en'])).toEqual({ value: 'b', language: 'et' });
    expect(localise({}, 'lt', ['lt'])).toBeNull();
  });
  it('knows the languages that texts have in common', () => {
    expect(commonLanguages([{ lt: 'a', en: 'b' }, { en: 'c', de: 'd' }])).toEqual(['en']);
    expect(commonLanguages([{ lt: 'a' }, { en: 'c' }])).toEqual([]);
    expect(commonLanguages([])).toEqual([]);
  });
});

describe('problems and ids', () => {
  it('fills in what a sentence names and leaves braces that nobody named', () => {
    const catalogue = problemCatalogue({ A: { severity: 'ERROR', en: '“{value}” in {list} {other}', lt: '{value}' } });
    expect(catalogue.make('A', 'x.0', { value: 'v', list: 3 })).toEqual({
      code: 'A', severity: 'ERROR', path: 'x.0', message: { en: '“v” in 3 {other}', lt: 'v' },
    });
  });
  it('gives ids that grow', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
    expect(isId('not-an-id')).toBe(false);
  });
});
