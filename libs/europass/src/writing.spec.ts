import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFragment } from './check-fragment.js';
import type { LoqFragment } from './fragment.js';
import { encodeCode } from './iris.js';
import { asHtml, languageTag, textsOf } from './texts.js';
import { decimal, hoursDuration, mailtoAddress, webAddress } from './values.js';
import { coded, element, escapeXml, leaf, reference, writeXml } from './xml.js';

describe('XML', () => {
  it('stays on its line, and holds nothing XML forbids', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeXml(text)).not.toMatch(/[\u0000-\u001f<>"]|\ufffe|\uffff/);
      expect(escapeXml(text).isWellFormed()).toBe(true);
    }));
  });

  it('writes elements, attributes and text', () => {
    expect(writeXml(element('a', [leaf('b', '1 < 2', { language: 'en' }), null, [coded('c', 'x"y')], false]))).toBe(
      '<a><b language="en">1 &lt; 2</b><c uri="x&quot;y"/></a>',
    );
  });
});

describe('values', () => {
  it.each([[78, 'PT78H'], [7.5, 'PT7H30M'], [0.33, 'PT0H20M'], [0, 'PT0H']])('%d hours', (hours, expected) => expect(hoursDuration(hours)).toBe(expected));
  it.each([[3, '3'], [1.5, '1.5'], [0, '0'], [100, '100'], [12.25, '12.25'], [1e-7, '0']])('decimal %d', (value, expected) => expect(decimal(value, 2)).toBe(expected));
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTP://Example.org/a b', 'http://example.org/a%20b'],
    ['https://example.org/%zz#a#b', 'https://example.org/%25zz#a%23b'],
    ['https://example.org/[x]?q=[1]', 'https://example.org/%5Bx%5D?q=%5B1%5D'],
    ['ftp://example.org', null], ['javascript:alert(1)', null], ['https://user:word@example.org', null], ['nothing', null], ['', null], [undefined, null],
  ])('address %s', (text, expected) => expect(webAddress(text)).toBe(expected));
  it.each([['info@example.org', 'mailto:info@example.org'], ['a+b@example.org', 'mailto:a%2Bb@example.org'], ['two words@example.org', null], ['none', null], [null, null]])(
    'mailbox %s', (text, expected) => expect(mailtoAddress(text)).toBe(expected));
  it.each([['2024/A', '2024%2FA'], ['..', '%2E%2E'], ["o'x(1)", 'o%27x%281%29'], ['ą', '%C4%85']])('code %s', (code, expected) => expect(encodeCode(code)).toBe(expected));
  it('gives every code a path of its own', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => (a === b) === (encodeCode(a) === encodeCode(b))));
  });
});

describe('texts', () => {
  it.each([['en-GB', 'en'], ['lit', 'lt'], ['ger', 'de'], ['LT', 'lt'], ['sgs', 'sgs']])('tag %s', (tag, expected) => expect(languageTag(tag)).toBe(expected));
  it('has one text a language and none that is empty', () => {
    expect(textsOf({ 'en-GB': 'British', en: 'plain', lit: 'trys', de: '  ', fr: '\u0001' })).toEqual([['en', 'plain'], ['lt', 'trys']]);
  });
  it.each([['R&D', 'R&D'], ['a < b', 'a &lt; b'], ['&lt;b&gt;', '&amp;lt;b&amp;gt;'], ['&#60;', '&amp;#60;']])('plain %s as HTML', (plain, expected) =>
    expect(asHtml(plain)).toBe(expected));
});

describe('the structural check', () => {
  const url = 'https://register.example.org';
  const location = (children: Parameters<typeof element>[1], id = `${url}/id/organisation/1/location`): LoqFragment => ({
    kind: 'organisation', id: '1', parts: { locations: [element('location', children, { id })] }, organisationIds: [], losses: [], problems: [],
  });
  const address = element('address', [coded('countryCode', 'http://publications.europa.eu/resource/authority/country/LTU')]);
  const details = (fragment: LoqFragment) => checkFragment(fragment, url).map((problem) => `${problem.path}: ${problem.message.en?.split('structure: ')[1]}`);

  it.each<[string, Parameters<typeof element>[1], string]>([
    ['nothing wrong', [address], ''],
    ['too few', [], 'location.address: stands 0 times.'],
    ['wrong order', [address, leaf('geographicName', 'V', { language: 'lt' })], 'location.geographicName: stands in the wrong place.'],
    ['unknown element', [address, leaf('colour', 'red')], 'location.colour: stands in the wrong place.'],
    ['code outside the list', [element('address', [coded('countryCode', 'http://example.org/XX')])], 'location.address.countryCode: http://example.org/XX is not in the list countries.'],
    ['two texts in one language', [leaf('geographicName', 'V', { language: 'lt' }), leaf('geographicName', 'W', { language: 'lt' }), address], 'location.geographicName: two texts in one language.'],
    ['a text without a language', [leaf('geographicName', 'V'), address], 'location.geographicName: is no text with a language.'],
  ])('%s', (_what, children, expected) => expect(details(location(children)).join()).toBe(expected));

  it('finds links that lead nowhere, ids twice and notations twice', () => {
    const fragment = location([address]);
    const identifier = element('identifier', [leaf('skos:notation', 'x')]);
    const assessment = element('learningAssessmentSpecification', [identifier, identifier, leaf('title', 'T', { language: 'en' })], { id: `${url}/a` });
    const specification = element('learningAchievementSpecification', [
      leaf('title', 'T', { language: 'en' }), coded('ISCEDFCode', 'http://data.europa.eu/snb/isced-f/0542'),
      coded('language', 'http://publications.europa.eu/resource/authority/language/LIT'), reference('learningOutcome', `${url}/nowhere`),
    ], { id: `${url}/s` });
    fragment.parts = { ...fragment.parts, assessments: [assessment, assessment], specifications: [specification] };
    expect(details(fragment)).toEqual([
      'assessments: one id twice.', `learningAchievementSpecification.learningOutcome: ${url}/nowhere is not in the file.`, 'identifier: one notation twice.',
    ]);
  });
});
