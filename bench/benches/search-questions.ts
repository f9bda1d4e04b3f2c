import type { FacetGroup, RunGroup, SearchFilters } from '#libs/search';
import { Random } from '../catalogue/random.js';
import { TERMS, TOPICS } from '../catalogue/words.js';

export interface Question {
  text: string;
  filters: SearchFilters;
}

export interface QuestionKind {
  name: string;
  /** How many groups of run facts are filtered. */
  runGroups: number;
}

export const QUESTION_KINDS: readonly QuestionKind[] = [
  { name: 'no run filter', runGroups: 0 }, { name: 'one run filter', runGroups: 1 },
  { name: 'two run filters', runGroups: 2 }, { name: 'three run filters', runGroups: 3 },
];

const COUNT = 60;
const RUN_VALUES: Readonly<Record<RunGroup, readonly string[]>> = {
  mode: ['ONLINE', 'ONSITE', 'BLENDED', 'WORK_BASED'], language: ['lt', 'en', 'ru', 'pl'], region: ['LT01', 'LT02', 'LT011', 'LT022', 'LT'], free: ['true', 'false'],
};
const OFFER_VALUES: Partial<Record<FacetGroup, readonly string[]>> = {
  eqfLevel: ['4', '5', '6', '7'], iscedBroad: ['04', '05', '06', '07', '09'], assured: ['true'],
};

/** Different questions, as people ask them: half without or with one word, some misspelt, some in the other case of the noun. */
export function questions({ runGroups }: QuestionKind): Question[] {
  const random = new Random(runGroups + 1);
  return Array.from({ length: COUNT }, () => ({ text: text(random), filters: { ...offerFilters(random), ...runFilters(random, runGroups) } }));
}

function text(random: Random): string {
  const topic = random.pickSkewed(TOPICS);
  const drawn = random.next();
  if (drawn < 0.25) return '';
  if (drawn < 0.4) return random.pickSkewed(TERMS);
  if (drawn < 0.55) return topic.en;
  if (drawn < 0.7) return topic.lt;
  if (drawn < 0.85) return topic.ltGenitive;
  return misspelt(random, random.chance(0.5) ? topic.lt : topic.en);
}

function misspelt(random: Random, words: string): string {
  const at = 2 + random.below(Math.max(1, words.length - 3));
  return words.slice(0, at) + words.slice(at + 1);
}

function offerFilters(random: Random): SearchFilters {
  if (random.chance(0.5)) return {};
  const [group, values] = random.pick(Object.entries(OFFER_VALUES));
  return { [group]: random.some(values, 1 + random.below(2)) };
}

/** One value for each group, sometimes two of one: then the register has to ask the engine once more. */
function runFilters(random: Random, count: number): SearchFilters {
  const groups = random.some(Object.keys(RUN_VALUES) as RunGroup[], count);
  return Object.fromEntries(groups.map((group) => [group, random.some(RUN_VALUES[group], group !== 'free' && random.chance(0.2) ? 2 : 1)]));
}
