import type { RecognitionDetails } from '#libs/offers';
import type { GrantableRole } from '#libs/organisations';
import type { Pair } from './builders.js';
import type { AgencyKey, OrganisationKey, OtherKey } from './organisation-keys.js';
import type { OrganisationRow } from './providers.js';

/** Bodies that do not offer anything: agencies, the national authority, an assessor. All fictitious. */
export const bodies: readonly (OrganisationRow & { key: AgencyKey | OtherKey })[] = [
  { key: 'dragonfly', name: ['Laumžirgio studijų vertinimo agentūra', 'Dragonfly Agency for the Evaluation of Studies'], short: ['LSVA', 'DAES'], place: 'vilnius', domain: 'laumzirgis' },
  { key: 'cricket', name: ['Svirplio mokymo kokybės biuras', 'Cricket Bureau for the Quality of Training'], place: 'kaunas', domain: 'svirplys' },
  { key: 'stairs', name: ['Kvalifikacijų laiptelių taryba', 'Council of Qualification Steps'], place: 'vilnius', domain: 'laipteliai' },
  { key: 'scales', name: ['Teisingųjų svarstyklių vertinimo centras', 'Fair Scales Assessment Centre'], place: 'utena', domain: 'svarstykles' },
];

export const roles: readonly { organisation: OrganisationKey; role: GrantableRole; days: number }[] = [
  { organisation: 'stairs', role: 'AUTHORITY', days: 2000 },
  { organisation: 'jobs', role: 'AUTHORITY', days: 1500 },
  { organisation: 'scales', role: 'ASSESSOR', days: 900 },
  { organisation: 'scales', role: 'AWARDING_BODY', days: 900 },
  { organisation: 'hills', role: 'AWARDING_BODY', days: 1460 },
  { organisation: 'chamomile', role: 'AWARDING_BODY', days: 1160 },
  { organisation: 'forge', role: 'AWARDING_BODY', days: 1280 },
  { organisation: 'clouds', role: 'AWARDING_BODY', days: 380 },
];

/** Inclusions in the national framework, decided by the Council; days are counted from the day of loading. */
export interface InclusionRow {
  offer: string;
  level: number;
  from: number;
  to?: number;
}

export const inclusions: readonly InclusionRow[] = [
  { offer: 'SP-01', level: 5, from: -300 },
  { offer: 'TL-04', level: 4, from: -200, to: 900 },
  { offer: 'MK-101', level: 6, from: -400, to: 1060 },
  { offer: 'MK-109', level: 6, from: -150 },
  { offer: 'SK-01', level: 4, from: -90, to: 640 },
  { offer: 'GK-01', level: 4, from: -500, to: 600 },
  { offer: 'GK-07', level: 4, from: -120 },
  { offer: 'SV-01', level: 4, from: -60, to: 1035 },
  { offer: 'TZ-03', level: 4, from: -700, to: -30 },
  { offer: 'TZ-03', level: 4, from: -29 },
  { offer: 'TZ-04', level: 4, from: -250, to: 115 },
  { offer: 'ML-01', level: 4, from: -330, to: 30 },
  { offer: 'KB-04', level: 6, from: -45 },
  // No longer, and not yet: the provider's level then rests on nothing, and the sheet says so.
  { offer: 'GK-02', level: 4, from: -800, to: -40 },
  { offer: 'DP-04', level: 4, from: -500, to: -3 },
  { offer: 'SK-02', level: 4, from: 45 },
];

/** Public money, decided by the job search service for offers of others; days are counted from the day of loading. */
export interface FundingRow {
  offers: readonly string[];
  scheme: Pair;
  conditions: Pair;
  /** In euros, at the most. */
  amount?: number;
  from: number;
  to?: number;
}

export const fundings: readonly FundingRow[] = [
  {
    offers: ['SP-01', 'GK-01', 'SV-01', 'RR-01'], amount: 900, from: -120, to: 245,
    scheme: ['Mokymosi kuponas ieškantiems darbo', 'Learning voucher for job seekers'],
    conditions: ['Asmenims, registruotiems darbo paieškos tarnyboje.', 'For people registered with the job search service.'],
  },
  {
    offers: ['MK-101', 'DB-01', 'TZ-01'], amount: 350.5, from: -60,
    scheme: ['Skaitmeninių įgūdžių krepšelis', 'Digital skills basket'],
    conditions: ['Dirbantiesiems, kartą per dvejus metus.', 'For people in work, once in two years.'],
  },
  {
    offers: ['ML-01', 'DB-06'], from: -700, to: -10,
    scheme: ['Žaliosios pertvarkos mokymai', 'Training for the green transition'],
    conditions: ['Priemonė baigėsi.', 'The scheme has ended.'],
  },
];

/** Who recognises which offers of others; a fresh register shows the ledger with all purposes, past and present. */
export interface RecognitionRow {
  by: OrganisationKey;
  offers: readonly string[];
  purposes: RecognitionDetails['purposes'];
  conditions?: Pair;
  /** ECTS. */
  credits?: number;
  from: number;
  to?: number;
}

export const recognitions: readonly RecognitionRow[] = [
  {
    by: 'hills', offers: ['DB-01', 'DB-05', 'TZ-01'], purposes: ['ACADEMIC'], credits: 2, from: -200, to: 895,
    conditions: ['Stojantiems į informatikos studijas, per metus nuo baigimo.', 'For applicants to informatics, within a year of completion.'],
  },
  { by: 'lighthouse', offers: ['MK-101', 'MK-109'], purposes: ['ACADEMIC', 'TRAINING'], credits: 3, from: -90 },
  {
    by: 'steel', offers: ['GK-01', 'GK-02'], purposes: ['EMPLOYMENT'], from: -150,
    conditions: ['Vietoj įvadinio mokymo priimant į darbą.', 'In place of induction training when hired.'],
  },
  { by: 'chamomile', offers: ['TL-04'], purposes: ['TRAINING'], from: -400, to: -35 },
  {
    by: 'wheels', offers: ['TS-02'], purposes: ['EMPLOYMENT', 'TRAINING'], from: 30,
    conditions: ['Sąjungos nariams.', 'For members of the union.'],
  },
];
