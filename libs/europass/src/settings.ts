import type { Config, CountryProfile } from '#libs/config';

/** Raised whenever the same record would be written differently: every stored fragment is then rendered again. */
export const MAPPING_VERSION = 1;

export const FORMAT = 'europass-loq';

/** What of the configuration stands in the feed. */
export interface FeedSettings {
  publicUrl: string;
  country: string;
  languages: readonly string[];
  timeZone: string;
  currency: string;
  nationalFramework: string;
  registerName: CountryProfile['registerName'];
  publisher: CountryProfile['publisher'];
}

export const feedSettings = ({ http, country }: Pick<Config, 'http' | 'country'>): FeedSettings => ({
  publicUrl: http.publicUrl,
  country: country.country,
  languages: country.languages,
  timeZone: country.timeZone,
  currency: country.currency,
  nationalFramework: country.nationalFramework,
  registerName: country.registerName,
  publisher: country.publisher,
});
