import type { LanguageMap } from '#libs/kernel';

/** One entry of a code list. `code` is what the register stores, `uri` what it publishes. */
export interface Concept {
  readonly code: string;
  readonly uri: string;
  /** URI of the concept scheme, as `skos:inScheme` wants it. */
  readonly scheme: string;
  /** English always; Lithuanian wherever a name was found or is the register's own translation. */
  readonly label: LanguageMap;
  /** Code (in the same list) of the next broader concept. */
  readonly broader?: string;
}

/** Where a list comes from: shown with the list, so that its age can be judged. */
export interface VocabularySource {
  readonly id: string;
  readonly source: string;
  readonly version: string;
}

export const ELM_VERSION = 'ELM 3.3.1';

/** Version of the lists that are the register's own. */
export const OWN_VERSION = '1';
export const OWN_SOURCE = 'The register';

/** Scheme of a list of the register's own. A URN: the lists are the same wherever the register is installed. */
export const ownScheme = (list: string): string => `urn:microcredential-register:${list}`;

export const ownUri = (list: string, code: string): string => `${ownScheme(list)}:${code}`;

/** Europass lists share one pattern: `…/snb/{list}/{code}`, and 25831c2 is the scheme of each of them. */
export const europassUri = (list: string, code: string): string => `http://data.europa.eu/snb/${list}/${code}`;

export const europassScheme = (list: string): string => europassUri(list, '25831c2');

/** Lists of the EU Vocabularies (languages, countries, currencies). */
export const authorityScheme = (list: string): string => `http://publications.europa.eu/resource/authority/${list}`;

export const authorityUri = (list: string, code: string): string => `${authorityScheme(list)}/${code}`;

export const labelOf = (en: string, lt?: string): LanguageMap => (lt ? { en, lt } : { en });
