import type { LanguageMap } from '#libs/kernel';
import type { Place, RunContent } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { nuts } from '#libs/vocabularies';
import { countryOfNuts, countryUri, type Mapping, type OfferMapping } from './mapping.js';
import { elements, note, textsOf, type TextOrigin, type Texts } from './texts.js';
import { coded, element, leaf, type XmlElement } from './xml.js';

interface LocationParts {
  iri: string;
  names: Texts;
  nuts?: string | null | undefined;
  address: Texts;
  countryUri: string;
  coordinates?: { latitude: number; longitude: number } | undefined;
  path: string;
}

function location(mapping: Mapping, parts: LocationParts): XmlElement {
  const region = parts.nuts ? nuts.get(parts.nuts) : undefined;
  if (parts.nuts && !region) mapping.findings.add('EUROPASS_UNKNOWN_CODE', parts.path, { code: parts.nuts });
  return element('location', [
    elements('geographicName', parts.names),
    coded('spatialCode', region?.uri ?? parts.countryUri),
    element('address', [note('fullAddress', parts.address), coded('countryCode', parts.countryUri)]),
    parts.coordinates && element('locn:geometry', [
      leaf('clv:longitude', String(parts.coordinates.longitude)), leaf('clv:latitude', String(parts.coordinates.latitude)),
    ]),
  ], { id: parts.iri });
}

/** Null where the country is not in the Europass list: without one there is no location, and without it no organisation. */
export function organisationLocation(mapping: Mapping, organisation: OrganisationRecord): XmlElement | null {
  const uri = countryUri(organisation.country);
  if (!uri) return null;
  const { address } = organisation;
  const origin = { findings: mapping.findings, path: 'address' };
  return location(mapping, {
    iri: mapping.iris.organisationLocation(organisation.id),
    names: inFirstLanguage(mapping, address?.locality),
    nuts: organisation.nutsRegion,
    address: addressText(mapping, { text: address?.text, lines: [address?.postcode, address?.locality] }, origin),
    countryUri: uri,
    path: 'nutsRegion',
  });
}

/** Null where the run has no place, or nothing is known of it. */
export function runLocation(mapping: OfferMapping, run: RunContent, path: string): XmlElement | null {
  const { place } = run;
  if (!place || !Object.values(place).some(isSaid)) return null;
  const uri = countryUri(place.country) ?? countryUri(countryOfNuts(place.nutsRegion));
  const assumed = countryUri(mapping.source.providerCountry);
  if (!uri && !assumed) return null;
  if (!uri) mapping.findings.add('EUROPASS_APPROXIMATED', `${path}.country`, { detail: `country = ${mapping.source.providerCountry}` });
  const origin = { findings: mapping.findings, path: `${path}.name` };
  const names = textsOf(place.name, origin);
  return location(mapping, {
    iri: mapping.iris.offeringLocation(mapping.source.document.offerId, run.code),
    names: names.length ? names : inFirstLanguage(mapping, place.locality),
    nuts: place.nutsRegion,
    address: addressText(mapping, { text: place.address, lines: [place.locality] }, { ...origin, path: `${path}.address` }),
    countryUri: (uri ?? assumed) as string,
    coordinates: coordinatesOf(place),
    path: `${path}.nutsRegion`,
  });
}

const isSaid = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(isSaid) : value !== undefined && value !== null && value !== '';

const coordinatesOf = ({ latitude, longitude }: Place): LocationParts['coordinates'] =>
  latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };

/** A locality is stored without a language; it is said in the register's first. */
const inFirstLanguage = ({ settings }: Mapping, text: string | undefined): Texts =>
  textsOf({ [settings.languages[0] ?? 'en']: text ?? '' });

interface AddressParts {
  text: LanguageMap | undefined;
  lines: (string | undefined)[];
}

function addressText(mapping: Mapping, { text, lines }: AddressParts, origin: TextOrigin): Texts {
  const written = textsOf(text, origin);
  return written.length ? written : inFirstLanguage(mapping, lines.filter(Boolean).join(' '));
}
