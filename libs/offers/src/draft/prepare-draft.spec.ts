import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#libs/kernel';
import { arbitraryDraftInput, arbitraryOfferDraft, offerDraft } from '#libs/testing';
import { prepareDraft } from './prepare-draft.js';

const codesOf = (input: unknown) => prepareDraft(input).problems.map((p) => `${p.code} ${p.path}`);
const withContent = (content: object) => ({ ...offerDraft(), content: { ...offerDraft().content, ...content } });
const withRun = (run: object) => ({ ...offerDraft(), runs: [{ code: 'r', mode: 'ONLINE', ...run }] });

describe('save gate', () => {
  it('never throws, and never answers a draft together with an error', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.json().map((text) => JSON.parse(text) as unknown), arbitraryDraftInput), (input) => {
      const { draft, problems } = prepareDraft(input);
      expect(draft === null).toBe(problems.some((p) => p.severity === 'ERROR'));
    }), { numRuns: 300 });
  });

  it('lets most of what providers send pass, and what it lets pass can be stored and read back', () => {
    let passed = 0;
    fc.assert(fc.property(arbitraryDraftInput, (input) => {
      const { draft } = prepareDraft(input);
      if (!draft) return;
      passed += 1;
      expect(canonicalJson(JSON.parse(JSON.stringify(draft)))).toBe(canonicalJson(draft));
      expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(JSON.stringify(draft))).toBe(false);
    }), { numRuns: 200 });
    expect(passed).toBeGreaterThan(100);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(arbitraryOfferDraft, (draft) => {
      const again = prepareDraft(structuredClone(draft));
      expect(again.draft && canonicalJson(again.draft)).toBe(canonicalJson(draft));
    }), { numRuns: 200 });
  });

  it('names every fault with its place', () => {
    expect(codesOf(null)[0]).toMatch(/^SHAPE_INVALID/);
    expect(codesOf({ content: {} })).toEqual(['REQUIRED_MISSING content.title']);
    expect(codesOf(withContent({ languages: ['xx', 'lt'] }))).toEqual(['CODE_UNKNOWN content.languages.0']);
    expect(codesOf(withContent({ iscedFields: ['0555'] }))).toEqual(['CODE_UNKNOWN content.iscedFields.0']);
    expect(codesOf(withContent({ assessments: [{ type: 'GUESSING' }] }))).toEqual(['CODE_UNKNOWN content.assessments.0.type']);
    expect(codesOf(withContent({ homepage: 'javascript:alert(1)' }))).toEqual(['URL_INVALID content.homepage']);
    expect(codesOf(withContent({ title: { 'e n': 'x' } }))).toEqual(['LANGUAGE_TAG_INVALID content.title']);
    expect(codesOf(withContent({ pitch: { en: 'x'.repeat(201) } }))).toEqual(['TEXT_TOO_LONG content.pitch.en']);
    expect(codesOf(withContent({ ects: 0.005 }))[0]).toMatch(/^SHAPE_INVALID content.ects/);
    expect(codesOf(withContent({ coDevelopers: [{ role: { en: 'advice' } }] }))).toEqual(['PARTY_UNNAMED content.coDevelopers.0']);
    expect(codesOf(withRun({ start: '2024-02-30' }))).toEqual(['DATE_IMPOSSIBLE runs.0.start']);
    expect(codesOf(withRun({ start: '2024-02-02', end: '2024-02-01' }))).toEqual(['DATES_REVERSED runs.0.end']);
    expect(codesOf(withRun({ start: '2024-02-02', alwaysOpen: true }))).toEqual(['ALWAYS_OPEN_WITH_DATES runs.0.alwaysOpen']);
    expect(codesOf(withRun({ enrolment: [{ from: '2024-02-02', to: '2024-02-01' }] }))).toEqual(['DATES_REVERSED runs.0.enrolment.0']);
    expect(codesOf(withRun({ place: { nutsRegion: 'XX99' } }))).toEqual(['CODE_UNKNOWN runs.0.place.nutsRegion']);
    expect(codesOf({ ...offerDraft(), runs: [{ code: 'a', mode: 'ONLINE' }, { code: 'a', mode: 'ONLINE' }] })).toEqual(['RUN_CODE_TWICE runs.1.code']);
  });

  it('leaves out and names what it does not know, and says what it cleaned', () => {
    const { draft, problems } = prepareDraft({ ...offerDraft(), colour: 'red', content: {
      ...offerDraft().content, lecturer: 'A', title: { en: 'A', 'lt-LT': 'B', 'en-GB': 'C' }, description: { en: '<p onclick="x">A <b>b</b></p>' }, prerequisites: { en: 'a\u0000b' },
    } });
    expect(problems.map((p) => `${p.severity} ${p.code} ${p.path}`).sort()).toEqual([
      'WARNING CHARACTERS_DROPPED content.prerequisites.en', 'WARNING HTML_CLEANED content.description.en',
      'WARNING LANGUAGE_VARIANT_DROPPED content.title', 'WARNING LANGUAGE_VARIANT_MERGED content.title',
      'WARNING UNKNOWN_KEY colour', 'WARNING UNKNOWN_KEY content.lecturer',
    ]);
    expect(draft?.content.title).toEqual({ en: 'A', lt: 'B' });
    expect(draft?.content.description).toEqual({ en: '<p>A <b>b</b></p>' });
    expect(JSON.stringify(draft)).not.toContain('lecturer');
  });

  it('is not fooled by prototype keys or endless depth', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "content": {"title": {"en": "a"}, "__proto__": {"x": 1}}}') as unknown;
    expect(prepareDraft(hostile).draft).not.toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    let deep: unknown = 'x';
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(codesOf({ content: { title: deep } })).toEqual(['TOO_DEEPLY_NESTED ']);
  });
});
