/**
 * Letters in the order of a language's dictionary, as far as it differs from plain a–z. Letters in one group differ
 * only by an accent that does not decide the order (Lithuanian: a = ą, i = į = y; but č, š and ž are letters of their own).
 */
const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  lt: ['aą', 'b', 'c', 'č', 'd', 'eęė', 'f', 'g', 'h', 'iįy', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 'š', 't', 'uųū', 'v', 'w', 'x', 'z', 'ž'],
};
const PLAIN = [...'abcdefghijklmnopqrstuvwxyz'];
const DIGITS = [...'0123456789'];
const LENGTH = 60;

const rankTables = new Map<string, ReadonlyMap<string, string>>();

function ranksOf(language: string): ReadonlyMap<string, string> {
  const known = rankTables.get(language);
  if (known) return known;
  const ranks = new Map<string, string>();
  [...DIGITS, ...(ALPHABETS[language] ?? PLAIN)].forEach((letters, index) => {
    // Two letters for each character: the engine compares keys byte by byte after folding case and accents.
    for (const letter of letters) ranks.set(letter, `b${String.fromCharCode(97 + Math.floor(index / 20))}${String.fromCharCode(97 + (index % 20))}`);
  });
  rankTables.set(language, ranks);
  return ranks;
}

/** A key by which the engine's plain comparison sorts titles as a dictionary of the language would. */
export function titleKey(title: string, language: string): string {
  const ranks = ranksOf(language);
  const rank = (letter: string) => ranks.get(letter) ?? (/\p{L}/u.test(letter) ? 'z' : '0');
  const folded = (letter: string) => letter.normalize('NFD').replace(/\p{M}/gu, '');
  return [...title.normalize('NFC').toLowerCase()]
    .slice(0, LENGTH)
    .flatMap((letter) => ranks.get(letter) ?? [...folded(letter)].map(rank))
    .join('')
    .replace(/0+/g, '0')
    .replace(/^0/, '');
}
