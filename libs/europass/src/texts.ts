import { withoutXmlForbidden, type LanguageMap } from '#libs/kernel';
import { cleanHtml } from '#libs/offers';
import { languages } from '#libs/vocabularies';
import type { Findings } from './problems.js';
import { element, leaf, type XmlElement } from './xml.js';

/** Texts as ELM wants them: two-letter tags, one text a language, none of them empty (brief, traps 20 and 28). */
export type Texts = readonly (readonly [language: string, text: string])[];

const twoLetters = new Map<string, string>();
for (const { code, uri, iso6392b } of languages.all()) {
  if (code.length !== 2) continue;
  for (const three of [uri.slice(uri.lastIndexOf('/') + 1).toLowerCase(), iso6392b]) if (three) twoLetters.set(three, code);
}

/** `en-GB` → `en`, `lit` → `lt`; a language without two letters keeps its three. */
export function languageTag(tag: string): string {
  const base = (tag.split('-')[0] as string).toLowerCase();
  return twoLetters.get(base) ?? base;
}

/** Where a text came from, for the findings about it. */
export interface TextOrigin {
  findings: Findings;
  path: string;
}

export function textsOf(map: LanguageMap | null | undefined, origin?: TextOrigin): Texts {
  if (!map) return [];
  const chosen = new Map<string, { key: string; text: string }>();
  // The plain tag first, then the others by name: which of two variants is sent must not depend on key order.
  const keys = Object.keys(map).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const key of keys) {
    const text = withoutXmlForbidden(map[key] ?? '').trim();
    if (!text) continue;
    const tag = languageTag(key);
    const kept = chosen.get(tag);
    if (!kept) chosen.set(tag, { key, text });
    else if (kept.text !== text) origin?.findings.add('EUROPASS_LANGUAGE_VARIANT', origin.path, { dropped: key, kept: kept.key });
  }
  return [...chosen].map(([tag, { text }]) => [tag, text] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Plain text as HTML text: descriptions and notes are read as HTML by Europass (brief, trap 19). */
export const asHtml = (plain: string): string => plain.replace(/&(?=#|[A-Za-z][A-Za-z0-9]*;)/g, '&amp;').replaceAll('<', '&lt;');

export const elements = (name: string, texts: Texts): XmlElement[] => texts.map(([language, text]) => leaf(name, text, { language }));

/** Elements Europass reads as HTML, from plain text. */
export const htmlElements = (name: string, texts: Texts): XmlElement[] =>
  texts.map(([language, text]) => leaf(name, asHtml(text), { language }));

/** HTML texts of ours, cut to the white list once more: what was stored under older rules must not block the file. */
export const cleanTexts = (texts: Texts): Texts =>
  texts.map(([language, html]) => [language, /[<&]/.test(html) ? cleanHtml(html).html : html] as const).filter(([, html]) => html.trim());

/** A Note, or nothing where there is no text. `subject` is the URI of a note topic. */
export function note(name: string, texts: Texts, subject?: string): XmlElement | null {
  if (!texts.length) return null;
  return element(name, [subject ? { name: 'dc:subject', attributes: { uri: subject }, children: [], text: null } : null, htmlElements('noteLiteral', texts)]);
}

/** A sentence in each language, its words made by the function; a language it has no words for is left out. */
export const sentences = (tags: readonly string[], words: (language: string) => string | null): Texts =>
  [...new Set(tags)].sort().flatMap((tag) => {
    const text = words(tag)?.trim();
    return text ? [[tag, text] as const] : [];
  });

/** All languages in which any of the maps has text; the given ones where none has. */
export function languagesOf(maps: readonly (LanguageMap | undefined)[], otherwise: readonly string[]): string[] {
  const found = new Set(maps.flatMap((map) => textsOf(map).map(([language]) => language)));
  return found.size ? [...found].sort() : [...otherwise];
}

/** The text in the language, else in the nearest other one. */
export function textIn(map: LanguageMap | undefined, language: string, fallback: readonly string[]): string {
  const texts = new Map(textsOf(map));
  for (const tag of [language, ...fallback]) if (texts.has(tag)) return texts.get(tag) as string;
  return [...texts.values()][0] ?? '';
}
