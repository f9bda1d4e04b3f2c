import { authorityScheme, authorityUri, ELM_VERSION, labelOf, type Concept } from './concept.js';
import { rows as countryRows } from './tables/countries.js';
import { rows as currencyRows } from './tables/currencies.js';
import { rows as languageRows } from './tables/languages.js';
import { rows as nutsRows } from './tables/nuts.js';
import { Vocabulary } from './vocabulary.js';

export interface Language extends Concept {
  /** ISO 639-2/B (`ger`, `fre`), which DEQAR wants; known where the code has two letters. */
  readonly iso6392b?: string;
}

export interface Country extends Concept {
  /** ISO 3166-1 alpha-3. */
  readonly alpha3: string;
}

/** Codes: ISO 639-1 in lower case, three letters for languages that have no two. */
export const languages = new Vocabulary<Language>(
  { id: 'languages', source: 'EU Vocabularies "language"; Unicode CLDR 48 (Lithuanian)', version: ELM_VERSION },
  languageRows.map(([code, authority, en, lt, iso6392b]): Language => ({
    code, uri: authorityUri('language', authority), scheme: authorityScheme('language'), label: labelOf(en, lt),
    ...(iso6392b && { iso6392b }),
  })),
);

/** Codes: ISO 3166-1 alpha-2 (Greece is GR, the United Kingdom GB, Kosovo XK). */
export const countries = new Vocabulary<Country>(
  { id: 'countries', source: 'EU Vocabularies "country"; Unicode CLDR 48 (Lithuanian)', version: ELM_VERSION },
  countryRows.map(([code, authority, en, lt, alpha3]): Country => ({
    code, uri: authorityUri('country', authority), scheme: authorityScheme('country'), label: { en, lt },
    alpha3: alpha3 ?? authority,
  })),
);

/** Codes: ISO 4217. */
export const currencies = new Vocabulary(
  { id: 'currencies', source: 'EU Vocabularies "currency"; Unicode CLDR 48 (Lithuanian)', version: ELM_VERSION },
  currencyRows.map(([code, en, lt]): Concept => ({
    code, uri: authorityUri('currency', code), scheme: authorityScheme('currency'), label: { en, lt },
  })),
);

const NUTS_SCHEME = 'http://data.europa.eu/nuts';
const nutsCodes = new Set(nutsRows.map(([code]) => code));

function parentOf(code: string): string | undefined {
  if (code.length <= 2) return undefined;
  const shorter = code.slice(0, -1);
  // Northern Ireland's second ten of NUTS 3 (UKN10–UKN16) has no UKN1 above it: all of them belong to UKN0.
  return nutsCodes.has(shorter) ? shorter : `${shorter.slice(0, -1)}0`;
}

/** Regions and, at the top of each tree, countries by their NUTS code (Greece is EL here, the United Kingdom UK). */
export const nuts = new Vocabulary(
  { id: 'nuts', source: 'Eurostat NUTS, XSD enumeration', version: ELM_VERSION },
  nutsRows.map(([code, en, lt]): Concept => {
    const broader = parentOf(code);
    return {
      code, uri: `${NUTS_SCHEME}/code/${code}`, scheme: NUTS_SCHEME, label: labelOf(en, lt), ...(broader && { broader }),
    };
  }),
);

export const isNuts = (code: string): boolean => nuts.has(code);

/** The region one level up; a country has none. */
export const nutsParent = (code: string): string | undefined => nuts.get(code)?.broader;

/** Whether the region lies in (or is) the wider one. */
export function nutsCovers(wider: string, code: string): boolean {
  for (let at: string | undefined = code; at !== undefined; at = nutsParent(at)) {
    if (at === wider) return isNuts(code);
  }
  return false;
}
