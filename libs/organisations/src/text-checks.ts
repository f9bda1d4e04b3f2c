import { isLanguageTag, isWebAddress, type LanguageMap, type Problem } from '#libs/kernel';
import { languages } from '#libs/vocabularies';
import { organisationProblems } from './problems.js';

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
