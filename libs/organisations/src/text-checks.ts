import { isLanguageTag, type LanguageMap, type Problem } from '#libs/kernel';
import { languages } from '#libs/vocabularies';
import { organisationProblems } from './problems.js';

const URL_LIMIT = 2000;

/** An absolute http(s) address without user name or password (DESIGN section 6: text from outside is hostile). */
export function isWebAddress(value: unknown): value is string {
  // The URL parser forgives blanks and control characters; a browser or a feed may read such an address differently.
  if (typeof value !== 'string' || value.length > URL_LIMIT || /[\s\u0000-\u001f\u007f<>"]/.test(value)) return false;
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && /^https?:\/\//i.test(value) && !url.username && !url.password;
}

// Control characters that PostgreSQL or XML cannot carry.
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Problems of one text: characters that can be stored, and not too many of them. */
export function checkText(text: string, path: string, limit = 500): Problem[] {
  if (UNSTORABLE.test(text) || !text.isWellFormed()) return [organisationProblems.make('TEXT_UNSTORABLE', path)];
  return text.length > limit ? [organisationProblems.make('TEXT_TOO_LONG', path, { limit })] : [];
}

/** Problems of a text in several languages: known languages, no empty text, at most `limit` characters each. */
export function checkTexts(map: LanguageMap, path: string, limit = 500): Problem[] {
  return Object.entries(map).flatMap(([language, text]) => {
    const at = `${path}.${language}`;
    if (!isLanguageTag(language) || !languages.has(language.split('-')[0] as string)) {
      return [organisationProblems.make('LANGUAGE_TAG_INVALID', at, { value: language })];
    }
    if (typeof text !== 'string' || !text.trim()) return [organisationProblems.make('TEXT_EMPTY', at, { language })];
    return checkText(text, at, limit);
  });
}

export const checkWebAddress = (value: string, path: string): Problem[] =>
  isWebAddress(value) ? [] : [organisationProblems.make('URL_INVALID', path, { value })];
