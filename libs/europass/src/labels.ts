import type { Vocabulary } from '#libs/vocabularies';

/** The register's own words in notes: English for whoever has no Lithuanian. */
const WORDS = {
  apply: { en: 'Apply', lt: 'Paraiška' },
  enrolment: { en: 'Enrolment', lt: 'Registracija' },
  from: { en: 'from {from}', lt: 'nuo {from}' },
  to: { en: 'to {to}', lt: 'iki {to}' },
  fromTo: { en: 'from {from} to {to}', lt: 'nuo {from} iki {to}' },
  full: { en: 'This run is full.', lt: 'Laisvų vietų nėra.' },
  places: { en: 'Places: {count}', lt: 'Vietų skaičius: {count}' },
  platform: { en: 'Platform', lt: 'Platforma' },
  languages: { en: 'Languages of instruction', lt: 'Mokymo kalbos' },
  alwaysOpen: { en: 'Can be started at any time', lt: 'Galima pradėti bet kada' },
  free: { en: 'Free of charge', lt: 'Nemokama' },
  fee: { en: 'Fee', lt: 'Kaina' },
  criteria: { en: 'Assessment criteria', lt: 'Vertinimo kriterijai' },
  supervision: { en: 'Supervision and identity verification', lt: 'Priežiūra ir tapatybės tikrinimas' },
  assessedBy: { en: 'Assessed by', lt: 'Vertina' },
  developedWith: { en: 'Developed with', lt: 'Parengta kartu su' },
  standAlone: { en: 'A stand-alone micro-credential.', lt: 'Savarankiškas mikrokredencialas.' },
  stackable: { en: 'Can be combined into larger credentials.', lt: 'Galima kaupti siekiant didesnės apimties kvalifikacijos.' },
  priorLearning: {
    en: 'Can be acquired by validation of prior learning.', lt: 'Galima įgyti pripažinus ankstesnio mokymosi pasiekimus.',
  },
  noPriorLearning: {
    en: 'Cannot be acquired by validation of prior learning.', lt: 'Ankstesnio mokymosi pasiekimų pripažinimo būdu įgyti negalima.',
  },
  accessibility: { en: 'Accessibility', lt: 'Prieinamumas' },
  otherCredits: { en: 'Other credits', lt: 'Kiti kreditai' },
  statedLevel: { en: 'The level is the provider\'s own statement.', lt: 'Lygį nurodė pats teikėjas.' },
  responsibility: { en: 'Responsibility and autonomy', lt: 'Atsakomybė ir savarankiškumas' },
  assured: { en: 'Quality-assured by an external decision', lt: 'Kokybė užtikrinta išoriniu sprendimu' },
  conditional: {
    en: 'Quality-assured by an external decision with conditions', lt: 'Kokybė užtikrinta išoriniu sprendimu su sąlygomis',
  },
  aboutOffer: { en: 'about this offer', lt: 'dėl šio pasiūlymo' },
  aboutProvider: { en: 'about the provider', lt: 'dėl teikėjo' },
  until: { en: 'until {until}', lt: 'iki {until}' },
  untilPresumed: { en: 'until {until} (end presumed)', lt: 'iki {until} (pabaiga numanoma)' },
  recognitionPolicy: { en: 'Recognition of other providers\' micro-credentials', lt: 'Kitų teikėjų mikrokredencialų pripažinimas' },
  internalQuality: { en: 'Internal quality assurance', lt: 'Vidinis kokybės užtikrinimas' },
  moreInformation: { en: 'More information', lt: 'Daugiau informacijos' },
} as const satisfies Record<string, { en: string; lt: string }>;

export type Word = keyof typeof WORDS;

export function word(key: Word, language: string, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence = WORDS[key][language === 'lt' ? 'lt' : 'en'];
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Label of a code in the language, else in English, else the code itself. */
export function labelIn(vocabulary: Vocabulary, code: string, language: string): string {
  const label = vocabulary.get(code)?.label;
  return label?.[language] ?? label?.en ?? code;
}
