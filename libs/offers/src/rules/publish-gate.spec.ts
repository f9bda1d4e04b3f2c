import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commonLanguages, errorsOf } from '#libs/kernel';
import { arbitraryOfferDraft, offerDraft } from '#libs/testing';
import type { OfferContent, OfferDraft } from '../offer-content.js';
import { checkPublish, type PublishContext } from './publish-gate.js';
import { specificationChange } from './specification-change.js';

const context: PublishContext = { providerStatus: 'REGISTERED', published: null, correctionReason: null, nqfIncluded: false };
const codes = (draft: OfferDraft, more: Partial<PublishContext> = {}) => checkPublish(draft, { ...context, ...more }).map((p) => p.code);

describe('publish gate', () => {
  it('passes nothing that a learner or Europass could not rely on', () => {
    fc.assert(fc.property(arbitraryOfferDraft, (draft) => {
      if (errorsOf(checkPublish(draft, context)).length) return;
      const { content, runs } = draft;
      expect(commonLanguages([content.title, ...content.learningOutcomes.map((o) => o.text)])).not.toEqual([]);
      expect(content.assessments.length * content.iscedFields.length * content.languages.length * content.learningOutcomes.length).toBeGreaterThan(0);
      expect(content.homepage ?? runs.find((run) => run.homepage ?? run.applicationUrl)).toBeDefined();
      expect(runs.every((run) => !run.price || run.price.currency)).toBe(true);
    }), { numRuns: 200 });
  });

  it('refuses for every provider that is not registered', () => {
    for (const providerStatus of ['APPLIED', 'SUSPENDED', 'CLOSED'] as const) {
      expect(codes(offerDraft(), { providerStatus })).toContain('PROVIDER_NOT_REGISTERED');
    }
    expect(errorsOf(checkPublish(offerDraft(), context))).toEqual([]);
  });

  it('needs title and every outcome in one common language', () => {
    const draft = offerDraft({ content: { title: { lt: 'A' }, learningOutcomes: [{ text: { lt: 'a', en: 'a' } }, { text: { en: 'b' } }] } });
    expect(codes(draft)).toContain('NO_COMMON_LANGUAGE');
  });

  it('only warns about volume, workload, level and other elements of annex I', () => {
    const draft = offerDraft({ content: { ects: 60, workloadHours: 100, level: { eqf: 5, basis: 'NQF_INCLUSION' } } });
    const problems = checkPublish(draft, context);
    expect(errorsOf(problems)).toEqual([]);
    expect(problems.map((p) => p.code)).toEqual(expect.arrayContaining(['ECTS_VERY_HIGH', 'WORKLOAD_AGAINST_ECTS', 'LEVEL_BASIS_UNSUPPORTED', 'ANNEX_ELEMENT_MISSING']));
    expect(codes(draft, { nqfIncluded: true })).not.toContain('LEVEL_BASIS_UNSUPPORTED');
  });

  it.each([[1, 25, true], [1, 30, true], [1, 24, false], [1, 31, false], [2.5, 70, true], [3, 74, false]])('%s ECTS and %s hours fit: %s', (ects, workloadHours, fit) => {
    expect(codes(offerDraft({ content: { ects, workloadHours } })).includes('WORKLOAD_AGAINST_ECTS')).toBe(!fit);
  });

  it('does not ask for elements that do not apply', () => {
    const missing = (draft: OfferDraft) => checkPublish(draft, context).filter((p) => p.code === 'ANNEX_ELEMENT_MISSING').map((p) => p.message.en);
    const draft = offerDraft();
    expect(missing(draft).join()).toContain('LEVEL');
    const excused = offerDraft({ content: { notApplicable: [{ element: 'LEVEL', reason: { en: 'No level system applies' } }] } });
    expect(missing(excused).join()).not.toContain('LEVEL');
  });
});

describe('change of a specification', () => {
  const content = (overrides: Partial<OfferContent>): OfferContent => ({ ...offerDraft().content, ...overrides });
  const base = content({ learningOutcomes: [{ text: { lt: 'Skaito grafiką.', en: 'Reads a chart' } }, { text: { lt: 'Rašo', en: 'Writes' } }] });

  it.each<[string, OfferContent['learningOutcomes'], boolean]>([
    ['the same', base.learningOutcomes, false],
    ['another order', [...base.learningOutcomes].reverse(), false],
    ['case, spaces and full stops', [{ text: { lt: 'skaito   grafiką', en: 'READS a chart.' } }, base.learningOutcomes[1]!], false],
    ['a skill link and a kind', [{ ...base.learningOutcomes[0]!, kind: 'SKILL', skills: ['http://data.europa.eu/esco/skill/x'] }, base.learningOutcomes[1]!], false],
    ['a translation added', base.learningOutcomes.map((o) => ({ text: { ...o.text, ru: 'перевод' } })), false],
    ['a translation dropped', base.learningOutcomes.map((o) => ({ text: { lt: o.text.lt! } })), false],
    ['one outcome fewer', [base.learningOutcomes[0]!], true],
    ['one outcome more', [...base.learningOutcomes, { text: { lt: 'Skaičiuoja' } }], true],
    ['other words in one language', [{ text: { lt: 'Piešia grafiką', en: 'Reads a chart' } }, base.learningOutcomes[1]!], true],
    ['no language in common', base.learningOutcomes.map(() => ({ text: { de: 'Liest' } })), true],
  ])('%s', (_name, learningOutcomes, changed) => {
    expect(specificationChange(base, { ...base, learningOutcomes }).outcomes).toBe(changed);
  });

  it('says that nothing changed of any draft against itself', () => {
    fc.assert(fc.property(arbitraryOfferDraft, ({ content: any }) => {
      expect(specificationChange(any, structuredClone(any))).toEqual({ ects: false, outcomes: false });
    }), { numRuns: 100 });
  });

  it('takes any other number of credits for a change', () => {
    expect(specificationChange(base, { ...base, ects: 3.01 }).ects).toBe(true);
    expect(specificationChange(base, { ...base, ects: undefined }).ects).toBe(true);
  });
});
