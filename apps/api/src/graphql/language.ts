const ANY = '*';

/**
 * The language a reader prefers, of an `accept-language` header: the best of the register's own languages that it
 * names, else the first tag it names (a text may exist in it), else the register's first.
 */
export function preferredLanguage(header: string | undefined, registerLanguages: readonly string[]): string {
  const first = registerLanguages[0] ?? 'en';
  if (!header) return first;
  const wanted = parse(header);
  const known = wanted.find((tag) => registerLanguages.includes(tag.split('-')[0] as string));
  return known?.split('-')[0] ?? wanted[0] ?? first;
}

function parse(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find((found) => found !== undefined);
      return { tag: normal(tag.trim()), quality: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, quality }) => quality > 0 && tag !== ANY && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** `LT-lt` and `lt-LT` are the same wish. */
function normal(tag: string): string {
  const [language = '', ...rest] = tag.split('-');
  return [language.toLowerCase(), ...rest].join('-');
}
