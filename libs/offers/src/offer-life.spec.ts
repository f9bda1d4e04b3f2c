import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OFFER_STATUSES, type OfferStatus } from './offer.entity.js';
import { afterStep, OFFER_STEPS } from './offer-life.js';

const walk = fc.array(fc.constantFrom(...OFFER_STEPS), { maxLength: 40 });

/** Every status on the way; a step that cannot be taken leaves the offer where it is. */
function statuses(steps: readonly (typeof OFFER_STEPS)[number][]): OfferStatus[] {
  const way: OfferStatus[] = ['DRAFT'];
  for (const step of steps) way.push(afterStep(way.at(-1)!, step) ?? way.at(-1)!);
  return way;
}

describe('the life of an offer', () => {
  it('never makes a draft again of what was published, and never leaves SUPERSEDED', () => {
    fc.assert(fc.property(walk, (steps) => {
      const way = statuses(steps);
      const published = way.findIndex((status) => status !== 'DRAFT');
      if (published >= 0) expect(way.slice(published)).not.toContain('DRAFT');
      const superseded = way.indexOf('SUPERSEDED');
      if (superseded >= 0) expect(new Set(way.slice(superseded))).toEqual(new Set(['SUPERSEDED']));
    }), { numRuns: 500 });
  });

  it('leaves and enters the public only through PUBLISHED', () => {
    fc.assert(fc.property(walk, (steps) => {
      const way = statuses(steps);
      way.slice(1).forEach((status, index) => {
        if (status !== way[index]) expect([status, way[index]]).toContain('PUBLISHED');
      });
    }), { numRuns: 500 });
  });

  it('reaches every status, and knows an answer for every step from each', () => {
    const reached = new Set<OfferStatus>(['DRAFT']);
    for (const status of reached) OFFER_STEPS.forEach((step) => reached.add(afterStep(status, step) ?? status));
    expect([...reached].sort()).toEqual([...OFFER_STATUSES].sort());
  });

  it('is restored to the public only, and only after it left', () => {
    expect(OFFER_STATUSES.filter((status) => afterStep(status, 'restore') === 'PUBLISHED')).toEqual(['WITHDRAWN', 'ARCHIVED']);
    expect(OFFER_STATUSES.filter((status) => afterStep(status, 'edit') === status)).toEqual(['DRAFT', 'PUBLISHED']);
  });
});
