import type { OfferRow } from '../builders.js';
import { businessAndPublicSector } from './business-and-public-sector.js';
import { digital } from './digital.js';
import { healthAndCare } from './health-and-care.js';
import { industryAndEnergy } from './industry-and-energy.js';
import { landNatureAndCulture } from './land-nature-and-culture.js';
import { languagesAndTeaching } from './languages-and-teaching.js';
import { transportAndConstruction } from './transport-and-construction.js';

/** What the public sees of the demo, theme by theme. */
export const currentOffers: readonly OfferRow[] = [
  ...healthAndCare, ...digital, ...industryAndEnergy, ...transportAndConstruction, ...businessAndPublicSector, ...languagesAndTeaching,
  ...landNatureAndCulture,
];

export { drafts, pastOffers } from './past-and-unfinished.js';
