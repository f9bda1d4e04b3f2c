import type { EnrolmentPeriod, Price, RunContent } from '#libs/offers';
import { currencies, languages, modes, schedules } from '#libs/vocabularies';
import { encodeCode } from './iris.js';
import { labelIn, word } from './labels.js';
import { runLocation } from './locations.js';
import { codedAll, identifier, inRegisterLanguages, registerScheme, released, webResource, type OfferMapping } from './mapping.js';
import { ownPages } from './specification.js';
import { elements, htmlElements, languageTag, note, textsOf } from './texts.js';
import { dayEnd, daysDuration, dayStart, webAddress } from './values.js';
import { coded, element, leaf, reference, type XmlElement } from './xml.js';

/** One run with its place. XSD 3.3.1, LearningOpportunityType, in its order. */
export function opportunity(mapping: OfferMapping, run: RunContent, path: string): { element: XmlElement; location: XmlElement | null } {
  const { source, iris } = mapping;
  const { offerId, specification: content } = source.document;
  const place = runLocation(mapping, run, `${path}.place`);
  const spoken = [...new Set((run.languages?.length ? run.languages : content.languages).map(languageTag))];
  return {
    location: place,
    element: element('learningOpportunity', [
      identifier({
        notation: `offering-${offerId}-${encodeCode(run.code)}`, schemeName: registerScheme(mapping, 'offering number'), schemeId: iris.offeringScheme(),
      }),
      mapping.title,
      mapping.description,
      notes(mapping, { run, path, spoken }),
      homepages(mapping, run, path),
      applicationPage(mapping, run, path),
      temporal(mapping, run),
      run.start && run.end ? leaf('duration', daysDuration(run.start, run.end)) : null,
      codedAll(mapping, 'mode', { codes: [run.mode], list: modes, path: `${path}.mode` }),
      schedule(mapping, run, path),
      admission(mapping, run, path),
      deadlines(mapping, run.enrolment),
      run.price ? price(mapping, run.price, `${path}.price`) : null,
      [...new Set([source.document.providerId, ...(content.coProviderIds ?? [])])].map((id) => reference('providedBy', iris.organisation(id))),
      place ? reference('location', iris.offeringLocation(offerId, run.code)) : null,
      reference('learningAchievementSpecification', iris.specification(offerId)),
      defaultLanguage(spoken),
      released(mapping, source.modified),
    ], { id: iris.offering(offerId, run.code) }),
  };
}

interface RunParts {
  run: RunContent;
  path: string;
  /** Languages of instruction, two letters. */
  spoken: readonly string[];
}

/** What of a run ELM has no property for: one note each, in the register's languages. */
function notes(mapping: OfferMapping, { run, path, spoken }: RunParts): (XmlElement | null)[] {
  const { platform } = run;
  const platformUrl = webAddress(platform?.url);
  if (platform?.url && !platformUrl) mapping.findings.add('EUROPASS_UNUSABLE_ADDRESS', `${path}.platform.url`);
  const platformText = [platform?.name, platformUrl && (platform?.name ? `(${platformUrl})` : platformUrl)].filter(Boolean).join(' ');
  const made: [string, (language: string) => string | null][] = [
    ['full', (language) => (run.full ? word('full', language) : null)],
    ['places', (language) => (run.places === undefined ? null : word('places', language, { count: run.places }))],
    ['platform', (language) => (platformText ? `${word('platform', language)}: ${platformText}` : null)],
    ['languages', (language) => (spoken.length > 1 ? `${word('languages', language)}: ${spoken.map((code) => labelIn(languages, code, language)).join(', ')}` : null)],
  ];
  return made.map(([field, words]) => asNote(mapping, `${path}.${field}`, note('additionalNote', inRegisterLanguages(mapping, words))));
}

function asNote({ findings }: OfferMapping, path: string, made: XmlElement | null): XmlElement | null {
  if (made) findings.add('EUROPASS_AS_NOTE', path);
  return made;
}

/** The register's pages first, then the provider's: of the run, else of the offer. */
function homepages(mapping: OfferMapping, run: RunContent, path: string): XmlElement[] {
  const { homepage } = mapping.source.document.specification;
  const theirs = webResource(mapping, 'homepage', run.homepage
    ? { address: run.homepage, path: `${path}.homepage` }
    : { address: homepage, path: 'homepage' });
  return [...ownPages(mapping, mapping.source.document.specification), ...(theirs ? [theirs] : [])];
}

const applicationPage = (mapping: OfferMapping, run: RunContent, path: string): XmlElement | null =>
  webResource(mapping, 'supplementaryDocument', {
    address: run.applicationUrl, path: `${path}.applicationUrl`, title: inRegisterLanguages(mapping, (language) => word('apply', language)),
  });

/** Days of the register's time zone as instants. */
function temporal(mapping: OfferMapping, run: RunContent): XmlElement | null {
  const { timeZone } = mapping.settings;
  if (run.alwaysOpen) {
    return element('temporal', [elements('skos:prefLabel', inRegisterLanguages(mapping, (language) => word('alwaysOpen', language)))]);
  }
  if (!run.start && !run.end) return null;
  return element('temporal', [
    run.start ? leaf('startDate', dayStart(run.start, timeZone)) : null,
    run.end ? leaf('endDate', dayEnd(run.end, timeZone)) : null,
  ]);
}

/** ELM's learning schedule is about workload (full time, part time): evening or weekend can only be said. */
function schedule(mapping: OfferMapping, { schedule: code }: RunContent, path: string): XmlElement | null {
  if (!code) return null;
  return asNote(mapping, `${path}.schedule`, note('scheduleInformation', inRegisterLanguages(mapping, (language) => labelIn(schedules, code, language))));
}

/** ELM knows deadlines only: when enrolment begins, and where to apply, is said here. */
function admission(mapping: OfferMapping, run: RunContent, path: string): XmlElement | null {
  const periods = (run.enrolment ?? []).filter(({ from, to }) => from ?? to);
  const url = webAddress(run.applicationUrl);
  if (periods.some(({ from }) => from)) mapping.findings.add('EUROPASS_AS_NOTE', `${path}.enrolment`);
  return note('admissionProcedure', inRegisterLanguages(mapping, (language) => [
    periods.length ? `${word('enrolment', language)}: ${periods.map((period) => periodText(period, language)).join('; ')}.` : '',
    url ? `${word('apply', language)}: ${url}` : '',
  ].filter(Boolean).join(' ')));
}

const periodText = ({ from = '', to = '' }: EnrolmentPeriod, language: string): string =>
  word(from && to ? 'fromTo' : from ? 'from' : 'to', language, { from, to });

const deadlines = ({ settings }: OfferMapping, periods: readonly EnrolmentPeriod[] = []): XmlElement[] =>
  [...new Set(periods.flatMap(({ to }) => to ?? []))].sort().map((to) => leaf('applicationDeadline', dayEnd(to, settings.timeZone)));

/** One amount, one currency; free is 0.00 (trap 29). Nothing at all without a currency, unless it is free. */
function price(mapping: OfferMapping, { amount, currency, covers }: Price, path: string): XmlElement | null {
  const code = currency ?? (amount === 0 ? mapping.settings.currency : undefined);
  const unit = code === undefined ? undefined : currencies.get(code);
  if (!unit) mapping.findings.add('EUROPASS_UNKNOWN_CODE', `${path}.currency`, { code: code ?? '' });
  const description = htmlElements('description', textsOf(covers, { findings: mapping.findings, path: `${path}.covers` }));
  if (!unit && !description.length) return null;
  return element('priceDetail', [
    unit && element('amount', [coded('unit', unit.uri), leaf('value', amount.toFixed(2))]),
    unit && elements('skos:prefLabel', inRegisterLanguages(mapping, (language) => word(amount === 0 ? 'free' : 'fee', language))),
    description,
  ]);
}

/** One only (1..1); all of them are on the specification and, where the run has several, in a note. */
function defaultLanguage(spoken: readonly string[]): XmlElement | null {
  const first = spoken.map((code) => languages.get(code)).find((language) => language !== undefined);
  return first ? coded('defaultLanguage', first.uri) : null;
}
