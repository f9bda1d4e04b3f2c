import sanitizeHtml from 'sanitize-html';
import type { LanguageMap } from '#libs/kernel';
import type { OfferProjection } from '#libs/offers';
import { escoSkills, iscedFields } from '#libs/vocabularies';

/** The searchable fields, weightiest first; each has one attribute for every register language and one for all others. */
export const TEXT_FIELDS = ['title', 'skills', 'pitch', 'outcomes', 'field', 'provider', 'description'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const OTHER_LANGUAGES = 'other';

const MAX_LENGTH = 20_000;

/** The texts of an offer by attribute (`title_lt`, `outcomes_en`, `description_other`); absent where there is none. */
export function textAttributes(projection: OfferProjection, languages: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  const maps = textMaps(projection);
  for (const field of TEXT_FIELDS) {
    const byLanguage = new Map<string, string[]>();
    for (const map of maps[field]) {
      for (const tag of Object.keys(map).sort()) {
        const base = tag.split('-')[0] as string;
        const key = languages.includes(base) ? base : OTHER_LANGUAGES;
        byLanguage.set(key, [...(byLanguage.get(key) ?? []), map[tag] as string]);
      }
    }
    for (const [language, texts] of byLanguage) {
      const text = [...new Set(texts)].join('\n').slice(0, MAX_LENGTH).trim();
      if (text) found[`${field}_${language}`] = text;
    }
  }
  return found;
}

function textMaps({ offer, provider, organisations }: OfferProjection): Record<TextField, LanguageMap[]> {
  const content = offer.document.specification;
  const bodies = [provider.id, ...(content.awardingBodyIds ?? []), ...(content.coProviderIds ?? [])]
    .map((id) => organisations.get(id) ?? (id === provider.id ? provider : undefined));
  return {
    title: [content.title],
    skills: content.learningOutcomes.flatMap((outcome) => outcome.skills ?? []).flatMap((uri) => labelsOf(escoSkills.byUri(uri))),
    pitch: content.pitch ? [content.pitch] : [],
    outcomes: content.learningOutcomes.map((outcome) => outcome.text),
    field: content.iscedFields.flatMap((code) => labelsOf(iscedFields.get(code))),
    provider: bodies.flatMap((body) => (body ? [body.legalName, ...body.otherNames] : [])),
    description: content.description
      ? [Object.fromEntries(Object.entries(content.description).map(([language, html]) => [language, plainText(html)]))]
      : [],
  };
}

const labelsOf = (concept: { label: LanguageMap } | undefined): LanguageMap[] => (concept ? [concept.label] : []);

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };

/** The words of a piece of HTML; two paragraphs do not grow together into one word. */
export const plainText = (html: string): string =>
  sanitizeHtml(html.replace(/</g, ' <'), { allowedTags: [], allowedAttributes: {} })
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] as string)
    .replace(/\s+/g, ' ')
    .trim();
