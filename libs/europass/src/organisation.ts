import { contentHash, type LanguageMap } from '#libs/kernel';
import type { Identifier, OrganisationRecord, Statement } from '#libs/organisations';
import { identifierSchemes, organisationKinds } from '#libs/vocabularies';
import type { LoqFragment } from './fragment.js';
import { PUBLISHER } from './iris.js';
import { word, type Word } from './labels.js';
import { organisationLocation } from './locations.js';
import {
  concept, countryUri, identifier, inRegisterLanguages, labelled, mappingOf, registerScheme, released, topic, webResource, type Mapping,
} from './mapping.js';
import { Findings } from './problems.js';
import { MAPPING_VERSION, type FeedSettings } from './settings.js';
import { elements, languageTag, note, textsOf, type Texts } from './texts.js';
import { dateTime, mailtoAddress, webAddress } from './values.js';
import { coded, element, leaf, reference, type XmlElement } from './xml.js';

/** An organisation without what only matters inside the register: a status change alone must not re-render it. */
export const organisationKey = (organisation: OrganisationRecord, settings: FeedSettings): string => {
  const { provider, updatedAt } = organisation;
  return contentHash({
    mapping: MAPPING_VERSION, settings, ...organisation, version: undefined, updatedAt: updatedAt.toISOString(),
    provider: provider && [provider.kind, provider.recognitionPolicy, provider.internalQualityAssurance],
  });
};

/** Pure: one organisation of the register as ELM Organisation with its location. */
export function mapOrganisation(organisation: OrganisationRecord, settings: FeedSettings): LoqFragment {
  const mapping = mappingOf(settings, new Findings());
  const problems = new Findings();
  const legalNames = textsOf(organisation.legalName, { findings: mapping.findings, path: 'legalName' });
  const location = organisationLocation(mapping, organisation);
  if (!legalNames.length) problems.add('EUROPASS_NO_LEGAL_NAME', 'legalName');
  if (!location) problems.add('EUROPASS_NO_COUNTRY', 'country', { country: organisation.country });
  return {
    kind: 'organisation',
    id: organisation.id,
    parts: location ? { agents: [agent(mapping, organisation, legalNames)], locations: [location] } : {},
    organisationIds: [],
    losses: mapping.findings.all(),
    problems: problems.all(),
  };
}

/** The element order of OrganisationType in XSD 3.3.1. */
function agent(mapping: Mapping, organisation: OrganisationRecord, legalNames: Texts): XmlElement {
  const { iris } = mapping;
  const mailbox = mailtoAddress(organisation.mailbox);
  if (organisation.mailbox && !mailbox) mapping.findings.add('EUROPASS_UNUSABLE_ADDRESS', 'mailbox');
  return element('organisation', [
    elements('skos:altLabel', otherNames(organisation.otherNames, legalNames)),
    elements('legalName', legalNames),
    kindOf(organisation),
    identifiers(mapping, organisation),
    webResource(mapping, 'homepage', { address: organisation.homepage, path: 'homepage' }),
    statement(mapping, { value: organisation.provider?.recognitionPolicy, word: 'recognitionPolicy' }),
    statement(mapping, {
      value: organisation.provider?.internalQualityAssurance, word: 'internalQuality', subject: 'ACCREDITATION_AND_QUALITY_ASSURANCE',
    }),
    reference('location', iris.organisationLocation(organisation.id)),
    mailbox !== null && element('contactPoint', [leaf('emailAddress', mailbox)]),
    released(mapping, dateTime(organisation.updatedAt)),
  ], { id: iris.organisation(organisation.id) });
}

const kindOf = ({ provider }: OrganisationRecord): XmlElement | null => {
  const kind = provider && organisationKinds.get(provider.kind);
  return kind ? concept('type', kind.uri, kind) : null;
};

/** Other names must differ from the legal name (shape OrganisationShape: sh:disjoint). */
function otherNames(maps: readonly LanguageMap[], legalNames: Texts): Texts {
  const taken = new Set(legalNames.map(([, text]) => text));
  const seen = new Set<string>();
  return maps.flatMap((map) => textsOf(map)).filter(([language, text]) => {
    const key = `${language} ${text}`;
    if (taken.has(text) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Legal identifiers where ELM has a property for the scheme, one where it takes one; everything else as identifier. */
function identifiers(mapping: Mapping, { id, country, identifiers: all }: OrganisationRecord): XmlElement[] {
  const sorted = [...all].sort((a, b) => (a.scheme + a.value < b.scheme + b.value ? -1 : 1));
  const of = (scheme: Identifier['scheme']) => sorted.filter((each) => each.scheme === scheme);
  const eidas = of('EIDAS').slice(0, 1);
  const registration = of('NATIONAL_REGISTER').slice(0, 1);
  const vat = of('EU_VAT');
  const legal = new Set([...eidas, ...registration, ...vat]);
  const spatial = countryUri(country);
  const write = (name: string, list: readonly Identifier[]) => (spatial ? list.map((each) => legalIdentifier(name, each.value, spatial)) : []);
  return [
    identifier({
      notation: `organisation-${id}`, schemeName: registerScheme(mapping, 'organisation number'), schemeId: mapping.iris.organisationScheme(),
    }),
    ...sorted.filter((each) => !legal.has(each)).map(otherIdentifier),
    ...write('eidasLegalIdentifier', eidas),
    ...write('registration', registration),
    ...write('vatIdentifier', vat),
  ];
}

const legalIdentifier = (name: string, value: string, spatial: string): XmlElement =>
  element(name, [leaf('skos:notation', value), coded('spatial', spatial)]);

/** The scheme stands in front: a PIC and the number of another scheme may be the same digits (trap 17). */
function otherIdentifier({ scheme, value }: Identifier): XmlElement {
  const known = identifierSchemes.get(scheme);
  const schemeId = webAddress(known?.uriBase);
  return identifier({ notation: `${scheme}:${value}`, schemeName: known?.label.en ?? scheme, ...(schemeId && { schemeId }) });
}

interface StatementParts {
  value: Statement | null | undefined;
  word: Word;
  subject?: string;
}

function statement(mapping: Mapping, { value, word: key, subject }: StatementParts): XmlElement | null {
  if (!value) return null;
  const url = webAddress(value.url);
  const texts = textsOf(value.text, { findings: mapping.findings, path: key });
  const said = texts.length ? labelled(key, texts) : inRegisterLanguages(mapping, (language) => (url ? word(key, language) : null));
  return note('additionalNote', url ? said.map(([language, text]) => [language, `${text} (${url})`] as const) : said, subject && topic(subject));
}

/** The body that publishes the feed: it is configuration, so it is written anew into every file. */
export function mapPublisher(settings: FeedSettings): { agent: XmlElement; location: XmlElement } {
  const mapping = mappingOf(settings, new Findings());
  const { iris } = mapping;
  const uri = countryUri(settings.country);
  if (!uri) throw new Error(`Country ${settings.country} of the register is not in the Europass list`);
  return {
    agent: element('organisation', [
      elements('legalName', textsOf(settings.publisher.name)),
      identifier({
        notation: `organisation-${PUBLISHER}`, schemeName: registerScheme(mapping, 'organisation number'), schemeId: iris.organisationScheme(),
      }),
      webResource(mapping, 'homepage', { address: settings.publisher.homepage, path: '', language: languageTag(settings.languages[0] ?? 'en') }),
      reference('location', iris.organisationLocation(PUBLISHER)),
    ], { id: iris.organisation(PUBLISHER) }),
    location: element('location', [
      coded('spatialCode', uri), element('address', [coded('countryCode', uri)]),
    ], { id: iris.organisationLocation(PUBLISHER) }),
  };
}
