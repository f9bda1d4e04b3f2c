import { describe, expect, it } from '@jest/globals';
import { joinFragments } from './loq-file.js';
import { mapOffer } from './map-offer.js';
import { offerSource } from './offer-source.js';
import { organisation, PARTNER_ID, PROVIDER_ID, sampleProjections, SETTINGS } from './offers.fixture.js';
import { mapOrganisation } from './organisation.js';
import { hasXsd, xsdFaults } from './xsd.fixture.js';

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 20);

describe('many generated offers', () => {
  const parties = [organisation(PROVIDER_ID), organisation(PARTNER_ID)].map((each) => mapOrganisation(each, SETTINGS));

  (hasXsd ? it : it.skip)('are valid against the official XSD, a thousand a file', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const seed = (Date.now() + round) % 2 ** 31;
      const fragments = sampleProjections(1000, seed).map((each) => mapOffer(offerSource(each), SETTINGS));
      expect({ seed, faults: await xsdFaults(joinFragments([...fragments, ...parties], SETTINGS)) }).toEqual({ seed, faults: [] });
    }
  });
});
