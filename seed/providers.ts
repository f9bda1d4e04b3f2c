import type { ProviderStatus } from '#libs/organisations';
import type { IdentifierScheme, OrganisationKind } from '#libs/vocabularies';
import type { Pair } from './builders.js';
import type { OrganisationKey, ProviderKey } from './organisation-keys.js';
import type { PlaceKey } from './places.js';

/** One fictitious organisation. Names, numbers and addresses are invented; the domains lie under the reserved example.org. */
export interface OrganisationRow {
  key: OrganisationKey;
  name: Pair;
  short?: Pair;
  place: PlaceKey;
  /** Label under example.org. */
  domain: string;
  /** Further identifiers beside the number in the (invented) national register. */
  identifiers?: readonly (readonly [IdentifierScheme, string])[];
}

export interface ProviderRow extends OrganisationRow {
  key: ProviderKey;
  kind: OrganisationKind;
  recognition: Pair;
  quality: Pair;
  /** Days before loading: application and registration; the last step of those that did not stay. */
  applied: number;
  registered?: number;
  ended?: { status: Extract<ProviderStatus, 'SUSPENDED' | 'CLOSED'>; days: number; reason: string; successor?: ProviderKey };
}

const BY_OUTCOMES: Pair = [
  'Kitų teikėjų mikrokredencialus pripažįstame palyginę mokymosi rezultatus ir apimtį; sprendimą priimame per 15 darbo dienų.',
  'We recognise other providers’ micro-credentials by comparing outcomes and volume, and decide within 15 working days.',
];
const ASSURED_ONLY: Pair = [
  'Be papildomo vertinimo pripažįstame mikrokredencialus, kurių kokybė išoriškai patvirtinta; kitus vertiname pagal darbų aplanką.',
  'Micro-credentials with external quality assurance are recognised without further assessment, others on the basis of a portfolio.',
];
const BY_TASK: Pair = [
  'Ankstesnį mokymąsi pripažįstame atlikus praktinę užduotį mūsų vertintojui.',
  'Earlier learning is recognised after a practical task for our assessor.',
];
const CASE_BY_CASE: Pair = [
  'Kiekvieną prašymą nagrinėjame atskirai ir atsakymą pagrindžiame raštu.',
  'Every request is considered individually and answered with reasons in writing.',
];

const REVIEWED: Pair = [
  'Kiekvieną kursą kasmet peržiūri komitetas, kuriame yra besimokančiųjų ir darbdavių; apklausų rezultatai skelbiami.',
  'A committee with learners and employers reviews every course each year; survey results are published.',
];
const FEEDBACK: Pair = [
  'Po kiekvieno kurso renkame dalyvių grįžtamąjį ryšį ir per mėnesį nusprendžiame, ką keisti.',
  'After each course we collect feedback and decide within a month what to change.',
];
const PEERS: Pair = [
  'Vertinimo užduotis rengia du vertintojai, o jų sprendimus pasirinktinai tikrina trečias.',
  'Two assessors prepare each assessment; a third samples their decisions.',
];

export const providers: readonly ProviderRow[] = [
  {
    key: 'hills', kind: 'HIGHER_EDUCATION', name: ['Mėlynųjų Kalvelių universitetas', 'University of the Blue Hillocks'], short: ['MKU', 'UBH'],
    place: 'vilnius', domain: 'melynosios-kalveles', recognition: BY_OUTCOMES, quality: REVIEWED, applied: 1500, registered: 1460,
    identifiers: [['DEQARINST', 'DEQARINST990001'], ['ETER', 'LT9901'], ['PIC', '000000101'], ['SCHAC', 'melynosios-kalveles.example.org'], ['ERASMUS', 'LT XDEMO99'], ['EU_VAT', 'LT999000101']],
  },
  {
    key: 'lighthouse', kind: 'HIGHER_EDUCATION', name: ['Tyliojo Švyturio kolegija', 'Silent Lighthouse College of Applied Sciences'],
    place: 'klaipeda', domain: 'tylusis-svyturys', recognition: BY_OUTCOMES, quality: REVIEWED, applied: 1400, registered: 1350,
    identifiers: [['DEQARINST', 'DEQARINST990002'], ['ETER', 'LT9902'], ['SCHAC', 'tylusis-svyturys.example.org']],
  },
  {
    key: 'chamomile', kind: 'HIGHER_EDUCATION', name: ['Baltosios Ramunės sveikatos akademija', 'White Chamomile Academy of Health'],
    place: 'kaunas', domain: 'baltoji-ramune', recognition: ASSURED_ONLY, quality: REVIEWED, applied: 1200, registered: 1160,
    identifiers: [['DEQARINST', 'DEQARINST990003'], ['PIC', '000000103']],
  },
  {
    key: 'forge', kind: 'VOCATIONAL', name: ['Geltonosios Kalvės profesinio mokymo centras', 'Yellow Forge Vocational Training Centre'],
    place: 'panevezys', domain: 'geltonoji-kalve', recognition: BY_TASK, quality: PEERS, applied: 1300, registered: 1280, identifiers: [['EU_VAT', 'LT999000104']],
  },
  {
    key: 'meadow', kind: 'VOCATIONAL', name: ['Margosios Lankos žemės ūkio mokykla', 'Dappled Meadow School of Agriculture'],
    place: 'marijampole', domain: 'margoji-lanka', recognition: BY_TASK, quality: PEERS, applied: 1600, registered: 1580,
  },
  {
    key: 'candles', kind: 'ADULT_EDUCATION', name: ['Trijų Žvakelių suaugusiųjų mokymo namai', 'Three Little Candles House of Adult Learning'],
    place: 'siauliai', domain: 'trys-zvakeles', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 900, registered: 880,
  },
  {
    key: 'owlets', kind: 'SCHOOL', name: ['Septynių Pelėdžiukų gimnazija', 'Seven Owlets Gymnasium'],
    place: 'utena', domain: 'septyni-peledziukai', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 700, registered: 690,
  },
  {
    key: 'steel', kind: 'EMPLOYER', name: ['UAB „Žvilgplienis“', 'Žvilgplienis UAB'],
    place: 'kaunas', domain: 'zvilgplienis', recognition: BY_TASK, quality: PEERS, applied: 600, registered: 580, identifiers: [['EU_VAT', 'LT999000108'], ['EIDAS', 'NTRLT-999000108']],
  },
  {
    key: 'sun', kind: 'EMPLOYER', name: ['UAB „Saulvijūnė“', 'Saulvijūnė UAB'],
    place: 'vilnius', domain: 'saulvijune', recognition: BY_TASK, quality: PEERS, applied: 550, registered: 540, identifiers: [['EU_VAT', 'LT999000109']],
  },
  {
    key: 'wheels', kind: 'SOCIAL_PARTNER', name: ['Riedančių Ratelių vežėjų sąjunga', 'Rolling Wheels Union of Hauliers'],
    place: 'klaipeda', domain: 'riedantys-rateliai', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 800, registered: 790,
  },
  {
    key: 'bridge', kind: 'CIVIL_SOCIETY', name: ['Asociacija „Lieptelis per upokšnį“', 'Footbridge over the Brook Association'],
    place: 'vilnius', domain: 'lieptelis', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 500, registered: 480,
  },
  {
    key: 'jobs', kind: 'PUBLIC_EMPLOYMENT_SERVICE', name: ['Vidukrantės krašto darbo paieškos tarnyba', 'Job Search Service of the Vidukrantė Region'],
    place: 'alytus', domain: 'vidukrantes-darbas', recognition: ASSURED_ONLY, quality: FEEDBACK, applied: 1000, registered: 990,
  },
  {
    key: 'town', kind: 'PUBLIC_AUTHORITY', name: ['Vidukrantės miestelio savivaldybė', 'Municipality of Vidukrantė'],
    place: 'telsiai', domain: 'vidukrante', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 650, registered: 640,
  },
  {
    key: 'algae', kind: 'RESEARCH', name: ['Lazerių ir dumblių tyrimų institutas', 'Institute for Laser and Algae Research'],
    place: 'vilnius', domain: 'lazeriai-ir-dumbliai', recognition: BY_OUTCOMES, quality: REVIEWED, applied: 450, registered: 420,
    identifiers: [['ROR', '0zzzzzz01'], ['PIC', '000000114']],
  },
  {
    key: 'cuttings', kind: 'OTHER', name: ['VšĮ „Karpinių skrynelė“', 'Little Chest of Paper Cuttings'], short: ['Karpinių skrynelės biblioteka', 'Paper Cuttings Library'],
    place: 'taurage', domain: 'karpiniu-skrynele', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 350, registered: 340,
  },
  {
    key: 'clouds', kind: 'OTHER', name: ['UAB „Debesynės dirbtuvėlė“', 'Debesynės dirbtuvėlė UAB'],
    place: 'alytus', domain: 'debesyne', recognition: ASSURED_ONLY, quality: PEERS, applied: 400, registered: 380, identifiers: [['EU_VAT', 'LT999000116']],
  },
  {
    key: 'shortcut', kind: 'ADULT_EDUCATION', name: ['VšĮ „Trumpuko takelis“', 'Trumpukas Shortcut Courses'],
    place: 'alytus', domain: 'trumpuko-takelis', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 300, registered: 280,
    ended: { status: 'SUSPENDED', days: 6, reason: 'Registracija sustabdyta, kol bus pateikti vertinimo įrašai. / Registration suspended until the assessment records are handed in.' },
  },
  {
    key: 'morning', kind: 'CIVIL_SOCIETY', name: ['Asociacija „Rytmetinė dirbtuvėlė“', 'Morning Workshop Association'],
    place: 'vilnius', domain: 'rytmetine-dirbtuvele', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 12,
  },
  {
    key: 'mill', kind: 'ADULT_EDUCATION', name: ['VšĮ „Girgždantis malūnėlis“', 'The Creaking Little Mill'],
    place: 'siauliai', domain: 'girgzdantis-malunelis', recognition: CASE_BY_CASE, quality: FEEDBACK, applied: 1700, registered: 1690,
    ended: { status: 'CLOSED', days: 60, reason: 'Veiklą perėmė kitas teikėjas. / Another provider took over the activity.', successor: 'candles' },
  },
];
