import { Random } from './random.js';

/** A subject in both languages; the Lithuanian one in the genitive too, as titles and sentences inflect it. */
export interface Topic {
  lt: string;
  ltGenitive: string;
  en: string;
  isced: string;
}

const topic = (...[isced, en, lt, ltGenitive]: [string, string, string, string]): Topic => ({ isced, en, lt, ltGenitive });

export const TOPICS: readonly Topic[] = [
  topic('0542', 'data analysis', 'duomenų analizė', 'duomenų analizės'), topic('0613', 'programming', 'programavimas', 'programavimo'),
  topic('0612', 'computer networks', 'kompiuterių tinklai', 'kompiuterių tinklų'), topic('0612', 'cybersecurity', 'kibernetinis saugumas', 'kibernetinio saugumo'),
  topic('0619', 'artificial intelligence', 'dirbtinis intelektas', 'dirbtinio intelekto'), topic('0413', 'project management', 'projektų valdymas', 'projektų valdymo'),
  topic('0411', 'accounting', 'buhalterinė apskaita', 'buhalterinės apskaitos'), topic('0414', 'digital marketing', 'skaitmeninė rinkodara', 'skaitmeninės rinkodaros'),
  topic('0421', 'labour law', 'darbo teisė', 'darbo teisės'), topic('0311', 'economics', 'ekonomika', 'ekonomikos'),
  topic('0313', 'psychology', 'psichologija', 'psichologijos'), topic('0113', 'teaching methods', 'mokymo metodai', 'mokymo metodų'),
  topic('0231', 'English language', 'anglų kalba', 'anglų kalbos'), topic('0222', 'history of Lithuania', 'Lietuvos istorija', 'Lietuvos istorijos'),
  topic('0212', 'interior design', 'interjero dizainas', 'interjero dizaino'), topic('0215', 'music production', 'muzikos prodiusavimas', 'muzikos prodiusavimo'),
  topic('0711', 'chemical processes', 'cheminiai procesai', 'cheminių procesų'), topic('0713', 'solar energy', 'saulės energetika', 'saulės energetikos'),
  topic('0714', 'robotics', 'robotika', 'robotikos'), topic('0715', 'welding', 'suvirinimas', 'suvirinimo'),
  topic('0716', 'electric vehicles', 'elektromobiliai', 'elektromobilių'), topic('0721', 'food safety', 'maisto sauga', 'maisto saugos'),
  topic('0732', 'timber construction', 'medinė statyba', 'medinės statybos'), topic('0731', 'urban planning', 'miestų planavimas', 'miestų planavimo'),
  topic('0811', 'organic farming', 'ekologinis ūkininkavimas', 'ekologinio ūkininkavimo'), topic('0821', 'forest management', 'miškininkystė', 'miškininkystės'),
  topic('0831', 'fisheries', 'žvejyba', 'žvejybos'), topic('0841', 'animal care', 'gyvūnų priežiūra', 'gyvūnų priežiūros'),
  topic('0913', 'patient care', 'pacientų slauga', 'pacientų slaugos'), topic('0915', 'physiotherapy', 'kineziterapija', 'kineziterapijos'),
  topic('0922', 'early childhood care', 'ankstyvoji vaikų priežiūra', 'ankstyvosios vaikų priežiūros'), topic('0923', 'social work', 'socialinis darbas', 'socialinio darbo'),
  topic('1015', 'tourism', 'turizmas', 'turizmo'), topic('1013', 'hospitality', 'svetingumo paslaugos', 'svetingumo paslaugų'),
  topic('1022', 'occupational safety', 'darbuotojų sauga', 'darbuotojų saugos'), topic('1041', 'logistics', 'logistika', 'logistikos'),
  topic('0521', 'environmental protection', 'aplinkos apsauga', 'aplinkos apsaugos'), topic('0532', 'geographic information', 'geografinė informacija', 'geografinės informacijos'),
  topic('0512', 'biotechnology', 'biotechnologija', 'biotechnologijos'), topic('0541', 'statistics', 'statistika', 'statistikos'),
];

export const ANGLES: readonly { lt: string; en: string }[] = [
  { lt: 'pagrindai', en: 'basics of' }, { lt: 'praktika', en: 'practice of' }, { lt: 'taikymas versle', en: 'business use of' },
  { lt: 'tyrimai', en: 'research in' }, { lt: 'priemonės', en: 'tools for' }, { lt: 'etika', en: 'ethics of' },
  { lt: 'kokybė', en: 'quality in' }, { lt: 'skaitmeninimas', en: 'digitalisation of' }, { lt: 'vadyba', en: 'managing' }, { lt: 'naujovės', en: 'innovation in' },
];

export const VERBS: readonly { lt: string; en: string }[] = [
  { lt: 'paaiškina', en: 'explains' }, { lt: 'taiko', en: 'applies' }, { lt: 'lygina', en: 'compares' }, { lt: 'vertina', en: 'evaluates' },
  { lt: 'planuoja', en: 'plans' }, { lt: 'kuria', en: 'designs' }, { lt: 'matuoja', en: 'measures' }, { lt: 'dokumentuoja', en: 'documents' },
  { lt: 'pristato', en: 'presents' }, { lt: 'tobulina', en: 'improves' },
];

export const OBJECTS: readonly { lt: string; en: string }[] = [
  { lt: 'sprendimus', en: 'solutions' }, { lt: 'procesus', en: 'processes' }, { lt: 'rizikas', en: 'risks' }, { lt: 'reikalavimus', en: 'requirements' },
  { lt: 'rezultatus', en: 'results' }, { lt: 'duomenis', en: 'data' }, { lt: 'modelius', en: 'models' }, { lt: 'paslaugas', en: 'services' },
  { lt: 'standartus', en: 'standards' }, { lt: 'planus', en: 'plans' },
];

const ONSETS = ['b', 'br', 'd', 'dr', 'f', 'g', 'gl', 'k', 'kr', 'l', 'm', 'n', 'p', 'pl', 'r', 's', 'st', 'š', 't', 'tr', 'v', 'ž'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ie', 'ė', 'ū', 'y'];
const CODAS = ['', 'n', 's', 'r', 'l', 'm', 'k'];

/** A few thousand made-up terms: real catalogues have many rare words, which is what an index is made of. */
export const TERMS: readonly string[] = (() => {
  const random = new Random(7);
  const terms = new Set<string>();
  while (terms.size < 4000) {
    const syllables = 2 + random.below(3);
    terms.add(Array.from({ length: syllables }, () => random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS)).join(''));
  }
  return [...terms];
})();
