import type { OfferContent, Party, TextOrLink } from '#libs/offers';
import { creditFrameworks } from '#libs/vocabularies';
import { word, type Word } from './labels.js';
import { inRegisterLanguages, labelled, topic, type OfferMapping } from './mapping.js';
import { languagesOf, note, sentences, textIn, textsOf, type Texts } from './texts.js';
import { decimal, webAddress } from './values.js';
import type { XmlElement } from './xml.js';

type Notes = (mapping: OfferMapping, content: OfferContent) => XmlElement | null | (XmlElement | null)[];

/** What ELM has no property for, in words, in a fixed order. */
export const specificationNotes: Notes = (mapping, content) => [pitch, level, stackability, priorLearning, accessibility, coDevelopers, otherCredits, qualityAssurance, furtherInformation]
  .flatMap((make) => make(mapping, content));

const said = ({ findings }: OfferMapping, path: string, made: XmlElement | null): XmlElement | null => {
  if (made) findings.add('EUROPASS_AS_NOTE', path);
  return made;
};

const texts = ({ findings }: OfferMapping, map: OfferContent['pitch'], path: string): Texts => textsOf(map, { findings, path });

/** Where there is no description the pitch stands in its place. */
const pitch: Notes = (mapping, content) =>
  textsOf(content.description).length ? said(mapping, 'pitch', note('additionalNote', texts(mapping, content.pitch, 'pitch'))) : null;

const level: Notes = (mapping, content) =>
  content.level?.basis === 'PROVIDER_STATEMENT'
    ? said(mapping, 'level.basis', note('additionalNote', inRegisterLanguages(mapping, (language) => word('statedLevel', language))))
    : null;

const KINDS: Readonly<Record<string, Word>> = { STAND_ALONE: 'standAlone', STACKABLE: 'stackable' };

const stackability: Notes = (mapping, { stackability: value }) => {
  const kind = value && KINDS[value.kind];
  if (!kind) return null;
  const notes = [inRegisterLanguages(mapping, (language) => word(kind, language)), ...(value.into ?? []).map((into, index) => textOrLink(mapping, into, `stackability.into.${index}`))];
  return notes.map((each) => said(mapping, 'stackability', note('additionalNote', each, topic('PATHWAYS'))));
};

/** A text with its page behind it; a page alone with the register's word for it. */
export function textOrLink(mapping: OfferMapping, value: TextOrLink | undefined, path: string): Texts {
  if (!value) return [];
  const url = webAddress(value.url);
  if (value.url && !url) mapping.findings.add('EUROPASS_UNUSABLE_ADDRESS', `${path}.url`);
  const written = textsOf(value.text, { findings: mapping.findings, path: `${path}.text` });
  if (!url) return written;
  return written.length
    ? written.map(([language, text]) => [language, `${text} (${url})`] as const)
    : inRegisterLanguages(mapping, (language) => `${word('moreInformation', language)}: ${url}`);
}

const priorLearning: Notes = (mapping, { priorLearning: value }) => {
  if (!value) return null;
  const key = value.available ? 'priorLearning' : 'noPriorLearning';
  const how = texts(mapping, value.how, 'priorLearning.how');
  const all = new Map(inRegisterLanguages(mapping, (language) => word(key, language)));
  for (const [language, text] of how) all.set(language, `${word(key, language)} ${text}`);
  return said(mapping, 'priorLearning', note('additionalNote', [...all], topic('WAYS_TO_ACQUIRE')));
};

const accessibility: Notes = (mapping, content) =>
  said(mapping, 'accessibility', note('additionalNote', labelled('accessibility', texts(mapping, content.accessibility, 'accessibility'))));

/** The name of a party in the language, or the nearest one. */
export function partyName({ source, settings }: OfferMapping, party: Party, language: string): string {
  const own = party.organisationId ? source.names[party.organisationId] : undefined;
  return textIn(own ?? party.name, language, settings.languages);
}

const coDevelopers: Notes = (mapping, { coDevelopers: parties = [] }) => {
  if (!parties.length) return null;
  const { settings } = mapping;
  const tags = languagesOf(parties.flatMap(({ role }) => [role]), settings.languages);
  return said(mapping, 'coDevelopers', note('additionalNote', sentences(tags, (language) => {
    const list = parties.map((party) => {
      const role = textIn(party.role, language, settings.languages);
      const name = partyName(mapping, party, language);
      return role && name ? `${name} (${role})` : name || role;
    });
    return `${word('developedWith', language)}: ${list.filter(Boolean).join('; ')}`;
  })));
};

const otherCredits: Notes = (mapping, { otherCredits: credits = [] }) => {
  const free = credits.filter(({ framework }) => !creditFrameworks.has(framework));
  if (!free.length) return null;
  const list = free.map(({ framework, points }) => `${framework}: ${decimal(points, 2)}`).join('; ');
  return said(mapping, 'otherCredits', note('additionalNote', inRegisterLanguages(mapping, (language) => `${word('otherCredits', language)}: ${list}`)));
};

/** The answer, not the decisions: those are the business of the accreditation data set (AMS, DEQAR). */
const qualityAssurance: Notes = (mapping) => {
  const { status, basis, until, endPresumed } = mapping.source.assurance;
  if (status !== 'ASSURED' && status !== 'CONDITIONAL') return null;
  const about = basis === 'OFFER' ? 'aboutOffer' : 'aboutProvider';
  return said(mapping, 'assurance', note('additionalNote', inRegisterLanguages(mapping, (language) => {
    const end = until ? `, ${word(endPresumed ? 'untilPresumed' : 'until', language, { until })}` : '';
    return `${word(status === 'ASSURED' ? 'assured' : 'conditional', language)} ${word(about, language)}${end}.`;
  }), topic('ACCREDITATION_AND_QUALITY_ASSURANCE')));
};

/** The page goes to the supplementary documents; here only the text. */
const furtherInformation: Notes = (mapping, { furtherInformation: value }) =>
  note('additionalNote', texts(mapping, value?.text, 'furtherInformation.text'));
