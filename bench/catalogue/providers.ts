import { ORGANISATION_KINDS } from '#libs/vocabularies';
import { Random } from './random.js';
import { TOPICS } from './words.js';

/** Several hundred for a whole catalogue, a few dozen for a small one. */
export const providerCount = (offers: number): number => Math.min(600, Math.max(20, Math.round(offers / 50)));

const codeOf = (index: number): string => String(300_000_000 + index);
const CITIES = [['Vilniaus', 'Vilnius'], ['Kauno', 'Kaunas'], ['Klaipėdos', 'Klaipėda'], ['Šiaulių', 'Šiauliai'], ['Panevėžio', 'Panevėžys']] as const;

/** A fictitious provider, as the register's own import format describes one. */
export function providerEntry(index: number) {
  const random = new Random(500_000 + index);
  const [lt, en] = random.pick(CITIES);
  const topic = random.pick(TOPICS);
  return {
    identifiers: [{ scheme: 'NATIONAL_REGISTER' as const, value: codeOf(index) }],
    legalName: { lt: `${lt} ${topic.ltGenitive} mokykla ${index}`, en: `${en} School of ${topic.en} ${index}` },
    kind: random.pick(ORGANISATION_KINDS),
    country: 'LT',
    homepage: `https://provider-${index}.example/`,
    mailbox: `info@provider-${index}.example`,
  };
}

/** Large providers have many offers, most have few. */
export const providerOfOffer = (offer: number, providers: number): number => Math.floor(new Random(900_000 + offer).next() ** 1.7 * providers);
