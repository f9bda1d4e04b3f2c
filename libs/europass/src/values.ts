import { daysBetween, endOfDay, startOfDay, type LocalDate } from '#libs/kernel';

/** Instants without milliseconds, as every XML Schema processor takes them. */
export const dateTime = (instant: Date): string => isoOf(instant.toISOString());

export const isoOf = (instant: string): string => instant.replace(/\.\d{3}Z$/, 'Z');

/** Time zone arithmetic is slow, and the days of a catalogue are few: each is worked out once. */
const REMEMBERED = 10_000;

function remember(make: (...key: [string, string]) => string): (...key: [string, string]) => string {
  const known = new Map<string, string>();
  return (...key) => {
    const name = key.join(' ');
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const value = make(...key);
    known.set(name, value);
    return value;
  };
}

export const dayStart = remember((day: LocalDate, timeZone) => dateTime(startOfDay(day, timeZone)));

export const dayEnd = remember((day: LocalDate, timeZone) => dateTime(endOfDay(day, timeZone)));

/** Calendar length of a run, both days counted. */
export const daysDuration = remember((from: LocalDate, to: LocalDate) => `P${daysBetween(from, to) + 1}D`);

/** Hours as xsd:duration. It has no weeks, and `P78H` or `PT7.5H` are none (brief, trap 9). */
export function hoursDuration(hours: number): string {
  const minutes = Math.round(hours * 60);
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${whole}H${rest ? `${rest}M` : ''}`;
}

/** A number as xsd:decimal: no exponent, no needless zeros. */
export function decimal(value: number, places: number): string {
  const fixed = value.toFixed(places);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

const ADDRESS = /[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/gu;

/**
 * The address as a URI every validator takes, or null where it is no http(s) address. The parts a browser is lenient
 * about (`|`, `[`, a lone `%`, a second `#`) are percent-encoded.
 */
export function webAddress(text: string | null | undefined): string | null {
  if (!text) return null;
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname || url.username || url.password) return null;
  // An IPv6 host keeps its brackets; nowhere else may they stand.
  const rest = url.href.slice(url.origin.length);
  const encoded = rest.replace(ADDRESS, (character) => encodeURIComponent(character)).replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  const hash = encoded.indexOf('#');
  return url.origin + (hash < 0 ? encoded : encoded.slice(0, hash + 1) + encoded.slice(hash + 1).replaceAll('#', '%23'));
}

/** A mailbox as the IRI ELM wants (brief, trap 15), or null where it is none. */
export function mailtoAddress(mailbox: string | null | undefined): string | null {
  const match = /^([^\s@<>"]+)@([A-Za-z0-9.-]+)$/.exec(mailbox?.trim() ?? '');
  return match ? `mailto:${encodeURIComponent(match[1] as string)}@${match[2]}` : null;
}
