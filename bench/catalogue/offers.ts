import type { OfferContent, OfferDraft, RunContent } from '#libs/offers';
import { ASSESSMENT_TYPES, escoSkills, SCHEDULES, TARGET_GROUPS } from '#libs/vocabularies';
import { Random } from './random.js';
import { ANGLES, OBJECTS, TERMS, TOPICS, VERBS, type Topic } from './words.js';

const PLACES = [
  ['Vilnius', 'LT011'], ['Alytus', 'LT021'], ['Kaunas', 'LT022'], ['Klaipėda', 'LT023'], ['Marijampolė', 'LT024'],
  ['Panevėžys', 'LT025'], ['Šiauliai', 'LT026'], ['Tauragė', 'LT027'], ['Telšiai', 'LT028'], ['Utena', 'LT029'],
] as const;
const RUN_MODES = ['ONLINE', 'ONSITE', 'BLENDED', 'ONLINE', 'ONSITE', 'WORK_BASED'] as const;
const RUN_LANGUAGES = ['lt', 'lt', 'en', 'en', 'ru', 'pl'] as const;
const DAY_MS = 86_400_000;

const skillUris = escoSkills.all().map((skill) => skill.uri);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export interface OfferWish {
  index: number;
  /** Run dates lie around this day. */
  today: Date;
}

/** A publishable offer of about 4 kB in two languages with up to four runs; the same index gives the same offer. */
export function offerDraft({ index, today }: OfferWish): OfferDraft {
  const random = new Random(1000 + index);
  const runs = Array.from({ length: random.below(5) }, (_, at) => run(random, { at, today }));
  return { code: `B-${String(index).padStart(7, '0')}`, content: content(random, index), runs };
}

function content(random: Random, index: number): OfferContent {
  const topic = random.pickSkewed(TOPICS);
  const angle = random.pick(ANGLES);
  const term = random.pickSkewed(TERMS);
  const ects = random.pick([1, 2, 3, 4, 5, 6, 10, 15]);
  return {
    title: { lt: capital(`${topic.ltGenitive} ${angle.lt}: ${term}`), en: capital(`${angle.en} ${topic.en}: ${term}`) },
    pitch: { lt: `${capital(topic.lt)} dirbantiems: ${sentenceLt(random, topic).slice(0, 120)}`, en: `${capital(topic.en)} for people at work: ${sentenceEn(random, topic).slice(0, 120)}` },
    description: { lt: paragraphs(random, () => sentenceLt(random, topic)), en: paragraphs(random, () => sentenceEn(random, topic)) },
    learningOutcomes: Array.from({ length: 3 + random.below(4) }, () => ({
      text: { lt: sentenceLt(random, topic), en: sentenceEn(random, topic) },
      kind: random.pick(['KNOWLEDGE', 'SKILL', 'RESPONSIBILITY_AND_AUTONOMY'] as const),
      ...(random.chance(0.3) && { skills: [random.pick(skillUris)] }),
    })),
    ects,
    workloadHours: ects * 26,
    level: { eqf: 3 + random.below(5), basis: 'PROVIDER_STATEMENT' },
    iscedFields: [topic.isced],
    learningSetting: random.pick(['FORMAL', 'NON_FORMAL'] as const),
    assessments: random.some(ASSESSMENT_TYPES, 1 + random.below(2)).map((type) => ({
      type, description: { lt: sentenceLt(random, topic), en: sentenceEn(random, topic) },
    })),
    languages: [random.pick(['lt', 'en'])],
    ...(random.chance(0.5) && { prerequisites: { lt: sentenceLt(random, topic), en: sentenceEn(random, topic) } }),
    targetGroups: random.some(TARGET_GROUPS, 1),
    homepage: `https://provider.example/courses/${index}`,
  };
}

const sentenceLt = (random: Random, topic: Topic): string =>
  `${capital(random.pick(VERBS).lt)} ${topic.ltGenitive} ${random.pick(OBJECTS).lt}, ${random.pickSkewed(TERMS)} ir ${random.pickSkewed(TERMS)}.`;
const sentenceEn = (random: Random, topic: Topic): string =>
  `${capital(random.pick(VERBS).en)} ${random.pick(OBJECTS).en} of ${topic.en} with ${random.pickSkewed(TERMS)} and ${random.pickSkewed(TERMS)}.`;

const paragraphs = (random: Random, sentence: () => string): string =>
  Array.from({ length: 1 + random.below(3) }, () => `<p>${Array.from({ length: 2 + random.below(3) }, sentence).join(' ')}</p>`).join('');

function run(random: Random, { at, today }: { at: number; today: Date }): RunContent {
  const mode = random.pick(RUN_MODES);
  const [locality, nutsRegion] = random.pickSkewed(PLACES);
  // Some are over: a register keeps the runs of last year.
  const start = random.below(400) - 80;
  const day = (offset: number): string => new Date(today.getTime() + offset * DAY_MS).toISOString().slice(0, 10);
  return {
    code: `run-${at + 1}`,
    ...(random.chance(0.1) ? { alwaysOpen: true } : { start: day(start), end: day(start + 20 + random.below(100)) }),
    mode,
    ...(mode !== 'ONLINE' && { place: { locality, country: 'LT', nutsRegion, address: { lt: `Pavyzdžio g. ${at + 1}, ${locality}`, en: `Pavyzdžio g. ${at + 1}, ${locality}` } } }),
    languages: [random.pick(RUN_LANGUAGES)],
    schedule: random.pick(SCHEDULES),
    places: 10 + random.below(90),
    price: { amount: random.chance(0.25) ? 0 : 20 * (1 + random.below(60)), currency: 'EUR' },
    applicationUrl: 'https://provider.example/apply',
  };
}
