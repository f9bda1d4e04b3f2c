/** The fictitious organisations by short keys; the tables of offers and decisions name them so. */
export const PROVIDER_KEYS = [
  'hills', 'lighthouse', 'chamomile', 'forge', 'meadow', 'candles', 'owlets', 'steel', 'sun', 'wheels', 'bridge',
  'jobs', 'town', 'algae', 'cuttings', 'clouds', 'shortcut', 'morning', 'mill',
] as const;
export type ProviderKey = (typeof PROVIDER_KEYS)[number];

export const AGENCY_KEYS = ['dragonfly', 'cricket'] as const;
export type AgencyKey = (typeof AGENCY_KEYS)[number];

/** Bodies that neither offer nor assure: the national authority, and an assessor on its own. */
export const OTHER_KEYS = ['stairs', 'scales'] as const;
export type OtherKey = (typeof OTHER_KEYS)[number];

export type OrganisationKey = ProviderKey | AgencyKey | OtherKey;
