import type { LanguageMap } from '#libs/kernel';
import { countries, languages, nuts, noteTopics, type Vocabulary } from '#libs/vocabularies';
import { Iris, PUBLISHER } from './iris.js';
import { word, type Word } from './labels.js';
import type { OfferSource } from './offer-source.js';
import type { Findings } from './problems.js';
import type { FeedSettings } from './settings.js';
import { elements, sentences, textsOf, type Texts } from './texts.js';
import { webAddress } from './values.js';
import { coded, element, leaf, reference, type XmlElement } from './xml.js';

/** What every part of the mapper is given. */
export interface Mapping {
  settings: FeedSettings;
  iris: Iris;
  findings: Findings;
}

export interface OfferMapping extends Mapping {
  source: OfferSource;
  /** The same on the specification and on every run. */
  title: XmlElement[];
  description: XmlElement[];
}

export const mappingOf = (settings: FeedSettings, findings: Findings): Mapping => ({
  settings, findings, iris: new Iris(settings.publicUrl),
});

export interface IdentifierText {
  notation: string;
  schemeName: string;
  schemeId?: string;
}

/** The order of the type: notation, schemeName, schemeId. The notation is unique in the whole file (trap 17). */
export const identifier = ({ notation, schemeName, schemeId }: IdentifierText): XmlElement =>
  element('identifier', [leaf('skos:notation', notation), leaf('schemeName', schemeName), schemeId && leaf('schemeId', schemeId)].filter(isElement));

const isElement = (child: XmlElement | '' | undefined): child is XmlElement => Boolean(child);

export const registerScheme = ({ settings }: Mapping, what: string): string =>
  `${settings.registerName.en ?? Object.values(settings.registerName)[0] ?? ''}: ${what}`;

/** `<name uri="…"/>` for each code that its list knows; the others are named in the findings. */
export function codedAll(mapping: Mapping, name: string, { codes, list, path }: CodeList): XmlElement[] {
  return [...new Set(codes)].flatMap((code) => {
    const concept = list.get(code);
    if (!concept) mapping.findings.add('EUROPASS_UNKNOWN_CODE', path, { code });
    return concept ? [coded(name, concept.uri)] : [];
  });
}

export interface CodeList {
  codes: readonly string[];
  list: Vocabulary;
  path: string;
}

/** A concept of a list that Europass does not have: with its names, so that it says something by itself. */
export const concept = (name: string, uri: string, { label, scheme }: { label: LanguageMap; scheme?: string }): XmlElement =>
  element(name, [elements('skos:prefLabel', textsOf(label)), scheme !== undefined && leaf('skos:inScheme', scheme)], { uri });

/** A web page: http(s) only, or nothing, which is then named in the findings. */
export function webResource(mapping: Mapping, name: string, { address, path, language, title }: WebPage): XmlElement | null {
  const url = webAddress(address);
  if (!url) {
    if (address) mapping.findings.add('EUROPASS_UNUSABLE_ADDRESS', path);
    return null;
  }
  const uri = language && languages.get(language)?.uri;
  return element(name, [elements('title', title ?? []), uri ? coded('language', uri) : null, leaf('contentUrl', url)]);
}

export interface WebPage {
  address: string | null | undefined;
  path: string;
  language?: string;
  title?: Texts;
}

export const topic = (code: string): string | undefined => noteTopics.get(code)?.uri;

/** Texts with the register's own word in front: a note's subject alone would not tell what the text is about. */
export const labelled = (key: Word, texts: Texts): Texts => texts.map(([language, text]) => [language, `${word(key, language)}: ${text}`] as const);

/** The register's own words in each of its languages. */
export const inRegisterLanguages = ({ settings }: Mapping, words: (language: string) => string | null): Texts =>
  sentences(settings.languages, words);

/** Public, changed when, and by whom it is published. Only public records are ever in the feed (trap 26). */
export const released = ({ iris }: Mapping, modified: string): XmlElement[] => [
  leaf('status', 'released'), leaf('modified', modified), reference('publisher', iris.organisation(PUBLISHER)),
];

export const countryUri = (code: string | undefined): string | undefined => (code ? countries.get(code)?.uri : undefined);

/** ISO country of a NUTS code, which says EL and UK. */
export const countryOfNuts = (code: string | undefined): string | undefined => {
  if (!code || !nuts.has(code)) return undefined;
  const prefix = code.slice(0, 2);
  return { EL: 'GR', UK: 'GB' }[prefix] ?? prefix;
};
