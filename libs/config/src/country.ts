import type { LanguageMap } from '#libs/kernel';

/** What differs from country to country; everything else in the product is the same everywhere. */
export interface CountryProfile {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The register's languages, first one first: order of fallback. */
  languages: readonly string[];
  /** IANA time zone in which validity dates are days. */
  timeZone: string;
  currency: string;
  registerName: LanguageMap;
  /** Name of the national qualifications framework as Europass lists its levels ("LTQF Level 6"). */
  nationalFramework: string;
  /** The body that publishes the feeds, until it is an organisation in the register. */
  publisher: { name: LanguageMap; homepage: string };
}

const LT: CountryProfile = {
  country: 'LT',
  languages: ['lt', 'en'],
  timeZone: 'Europe/Vilnius',
  currency: 'EUR',
  registerName: { lt: 'Mikrokredencialų registras', en: 'Register of micro-credentials' },
  nationalFramework: 'LTQF',
  publisher: {
    name: { lt: 'Mikrokredencialų registro tvarkytojas', en: 'Register of micro-credentials authority' },
    homepage: 'https://register.example.org/',
  },
};

export const COUNTRY_PROFILES: Readonly<Record<string, CountryProfile>> = { LT };
