/** Text by language: BCP 47 keys, two letters wherever ISO 639-1 has them (`{"lt": "…", "en": "…"}`). */
export type LanguageMap = Readonly<Record<string, string>>;

export interface LocalisedText {
  value: string;
  /** The language the text is really in: differs from the one asked for when a fallback was used. */
  language: string;
}

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export const isLanguageTag = (value: string): boolean => TAG.test(value);

/**
 * The register's one fallback: the language asked for, then the register's languages in order, then any
 * (the first by tag, so that the answer does not depend on key order).
 */
export function localise(
  map: LanguageMap | null | undefined,
  asked: string | null | undefined,
  registerLanguages: readonly string[],
): LocalisedText | null {
  if (!map) return null;
  const base = asked?.split('-')[0];
  for (const language of [asked, base, ...registerLanguages]) {
    if (language && Object.hasOwn(map, language) && map[language]) return { value: map[language], language };
  }
  const any = Object.keys(map).filter((key) => map[key]).sort()[0];
  return any === undefined ? null : { value: map[any] as string, language: any };
}

/** The languages in which every one of the maps has text, sorted. */
export function commonLanguages(maps: readonly LanguageMap[]): string[] {
  const [first, ...rest] = maps;
  if (!first) return [];
  return Object.keys(first).filter((key) => first[key]?.trim() && rest.every((map) => map[key]?.trim())).sort();
}
