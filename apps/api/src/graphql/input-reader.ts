import { fail, isLanguageTag, problemCatalogue, type LanguageMap, type Outcome, type Problem } from '#libs/kernel';
import type { LocalisedTextInput } from './localised-text.type.js';

export const inputProblems = problemCatalogue({
  LANGUAGE_TWICE: {
    severity: 'ERROR',
    en: 'The text is given twice in the language “{language}”.',
    lt: 'Tekstas kalba „{language}“ pateiktas du kartus.',
  },
  LANGUAGE_TAG_INVALID: {
    severity: 'ERROR',
    en: '“{language}” is not a language tag.',
    lt: '„{language}“ nėra kalbos žymena.',
  },
  TEXT_UNSTORABLE: {
    severity: 'ERROR',
    en: 'The text holds characters that cannot be stored.',
    lt: 'Tekste yra ženklų, kurių neįmanoma saugoti.',
  },
  TEXT_TOO_LONG: {
    severity: 'ERROR',
    en: 'The text is longer than {limit} characters.',
    lt: 'Tekstas ilgesnis nei {limit} ženklų.',
  },
  RUN_UNKNOWN: {
    severity: 'ERROR',
    en: 'The offer has no run with the code “{code}”.',
    lt: 'Pasiūlymas neturi vykdymo, kurio kodas „{code}“.',
  },
  RUN_EXISTS: {
    severity: 'ERROR',
    en: 'The offer already has a run with the code “{code}”.',
    lt: 'Pasiūlymas jau turi vykdymą, kurio kodas „{code}“.',
  },
});

/** Of reasons and references. */
const PLAIN_LIMIT = 2_000;

/** Turns inputs into the register's own shapes and collects what cannot be turned. */
export class InputReader {
  readonly problems: Problem[] = [];

  /** A list of texts as a language map; left out when nothing was given. */
  text(texts: readonly LocalisedTextInput[] | null | undefined, path: string): LanguageMap | undefined {
    if (!texts) return undefined;
    const map: Record<string, string> = {};
    texts.forEach(({ language, value }, index) => {
      const at = `${path}.${index}.language`;
      if (!isLanguageTag(language)) this.problems.push(inputProblems.make('LANGUAGE_TAG_INVALID', at, { language }));
      else if (Object.hasOwn(map, language)) this.problems.push(inputProblems.make('LANGUAGE_TWICE', at, { language }));
      else map[language] = value;
    });
    return map;
  }

  /** A plain text that goes into the database as it is: a reason, a reference. */
  plain<T extends string | null | undefined>(value: T, path: string): T {
    if (typeof value !== 'string') return value;
    if (value.includes('\0') || !value.isWellFormed()) this.problems.push(inputProblems.make('TEXT_UNSTORABLE', path));
    if (value.length > PLAIN_LIMIT) this.problems.push(inputProblems.make('TEXT_TOO_LONG', path, { limit: PLAIN_LIMIT }));
    return value;
  }

  /** Does the work with what was read, unless some of it could not be. */
  proceed<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.problems.length ? Promise.resolve(fail(...this.problems)) : work();
  }
}

/** The object without what is null or undefined: an input's null says "not given", as a draft says it by leaving out. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], null>;
  };
}
