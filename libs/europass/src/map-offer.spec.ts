import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFragment } from './check-fragment.js';
import { joinFragments } from './loq-file.js';
import { mapOffer } from './map-offer.js';
import { offerKey, offerSource } from './offer-source.js';
import { organisation, organisations, PARTNER_ID, projection, projections, PROVIDER_ID, sampleProjections, SETTINGS } from './offers.fixture.js';
import { mapOrganisation } from './organisation.js';
import { hasXsd, xsdFaults } from './xsd.fixture.js';

const parties = [organisation(PROVIDER_ID), organisation(PARTNER_ID)].map((each) => mapOrganisation(each, SETTINGS));

describe('generated offers that both gates let pass', () => {
  it('fit the structure by our own rules, each and always', () => {
    fc.assert(fc.property(projections, (each) => {
      const fragment = mapOffer(offerSource(each), SETTINGS);
      expect(fragment.problems).toEqual([]);
      expect(checkFragment(fragment, SETTINGS.publicUrl)).toEqual([]);
    }), { numRuns: 150 });
  });

  (hasXsd ? it : it.skip)('are valid against the official XSD', async () => {
    const seed = Date.now() % 2 ** 31;
    const fragments = sampleProjections(120, seed).map((each) => mapOffer(offerSource(each), SETTINGS));
    expect({ seed, faults: await xsdFaults(joinFragments([...fragments, ...parties], SETTINGS)) }).toEqual({ seed, faults: [] });
  });

  it('come out the same every time, and the key tells when not', () => {
    fc.assert(fc.property(projections, (each) => {
      const source = offerSource(each);
      const again = offerSource(structuredClone(each));
      expect(offerKey(again, SETTINGS)).toBe(offerKey(source, SETTINGS));
      expect(joinFragments([mapOffer(again, SETTINGS)], SETTINGS)).toBe(joinFragments([mapOffer(source, SETTINGS)], SETTINGS));
    }), { numRuns: 50 });
  });
});

describe('generated organisations', () => {
  it('fit the structure by our own rules', () => {
    fc.assert(fc.property(organisations, (each) => {
      const fragment = mapOrganisation(each, SETTINGS);
      expect([...fragment.problems, ...checkFragment(fragment, SETTINGS.publicUrl)]).toEqual([]);
    }), { numRuns: 150 });
  });

  (hasXsd ? it : it.skip)('are valid against the official XSD', async () => {
    const fragments = fc.sample(organisations, 80).map((each, index) =>
      mapOrganisation({ ...each, id: `01890000-0000-7000-8000-${String(index).padStart(12, '0')}`, identifiers: each.identifiers.map((i) => ({ ...i, value: `${i.value}${index}` })) }, SETTINGS));
    expect(await xsdFaults(joinFragments(fragments, SETTINGS))).toEqual([]);
  });
});

describe('which class', () => {
  const offer = (eqf: number | undefined) => projection({
    code: null,
    content: {
      title: { en: 'T' }, learningOutcomes: [{ text: { en: 'O' } }], iscedFields: ['0542'], assessments: [{ type: 'QUIZ' }], languages: ['en'],
      ...(eqf !== undefined && { level: { eqf, basis: 'PROVIDER_STATEMENT' as const } }),
    },
    runs: [],
  });
  const inclusion = (framework: string, level: number) => ({
    recordId: PARTNER_ID, authorityId: PARTNER_ID, framework, level, validFrom: '2024-01-01', validTo: null, reference: null,
  });
  const xml = (each: ReturnType<typeof offer>) => joinFragments([mapOffer(offerSource(each), SETTINGS)], SETTINGS);

  it('is a Qualification while an inclusion holds', () => {
    const made = xml({ ...offer(6), nqfInclusion: inclusion('LTQF', 6) });
    expect(made).toContain('<qualification id="https://register.example.org/id/specification/');
    expect(made).toContain('<EQFLevel uri="http://data.europa.eu/snb/eqf/6"/><NQFLevel uri="http://data.europa.eu/snb/qdr/c_caa3091a"/>');
  });

  it('takes the EQF level of the national framework where the offer states none', () => {
    expect(xml({ ...offer(undefined), nqfInclusion: inclusion('LTQF', 5) })).toContain('<EQFLevel uri="http://data.europa.eu/snb/eqf/5"/>');
  });

  it.each([['no inclusion', null], ['a level outside the Europass list', inclusion('LTQF', 9)], ['a framework nobody knows', inclusion('nonsense', 6)]])(
    'is a LearningAchievementSpecification with %s', (_what, nqfInclusion) => {
      const made = xml({ ...offer(6), nqfInclusion });
      expect(made).toContain('<learningAchievementSpecification id=');
      expect(made).not.toContain('NQFLevel');
      expect(made).toContain('<educationLevel uri="http://data.europa.eu/snb/eqf/6">');
    });

  it('stands without an opportunity when nothing is to come', () => {
    expect(xml(offer(6))).toContain('<learningOpportunityReferences>\n</learningOpportunityReferences>');
  });
});
