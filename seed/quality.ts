import type { Decision, Framework, Nature, OutcomeScope } from '#libs/quality';
import type { Pair } from './builders.js';
import type { AgencyKey, ProviderKey } from './organisation-keys.js';

/** Days here and below are counted from the day of loading. */
export interface AgencyRow {
  key: AgencyKey;
  deqarId?: string;
  eqarFrom?: number;
  eqarTo?: number;
  countries: string[];
  activeFrom: number;
}

export const agencies: readonly AgencyRow[] = [
  { key: 'dragonfly', deqarId: '999001', eqarFrom: -2300, eqarTo: 800, countries: ['LT'], activeFrom: -5000 },
  { key: 'cricket', countries: [], activeFrom: -2000 },
];

export interface ProcedureRow {
  key: string;
  agency: AgencyKey;
  title: Pair;
  framework: Framework;
  nature: Nature;
  from?: number;
  to?: number;
  deqarActivity?: string;
  description: Pair;
}

export const procedures = [
  {
    key: 'institution', agency: 'dragonfly', framework: 'ESG', nature: 'OBLIGATORY', from: -1800, deqarActivity: '999011',
    title: ['Aukštosios mokyklos išorinis vertinimas', 'External evaluation of a higher education institution'],
    description: ['Vertinama visa institucija pagal ESG nuostatas, kartu su mikrokredencialų kokybės užtikrinimu.', 'Evaluates the whole institution against the ESG, micro-credentials included.'],
  },
  {
    key: 'oldCycle', agency: 'dragonfly', framework: 'ESG', nature: 'OBLIGATORY', from: -4000, to: -1801, deqarActivity: '999010',
    title: ['Aukštosios mokyklos išorinis vertinimas (ankstesnis ciklas)', 'External evaluation of an institution (earlier cycle)'],
    description: ['Ankstesnio ciklo tvarka, nebetaikoma.', 'Procedure of the earlier cycle, no longer used.'],
  },
  {
    key: 'programme', agency: 'dragonfly', framework: 'ESG', nature: 'VOLUNTARY', from: -1000, deqarActivity: '999012',
    title: ['Trumpųjų studijų programų vertinimas', 'Evaluation of short study programmes'],
    description: ['Savanoriškas atskirų mikrokredencialų vertinimas.', 'Voluntary evaluation of single micro-credentials.'],
  },
  {
    key: 'eqavet', agency: 'cricket', framework: 'EQAVET', nature: 'VOLUNTARY', from: -1900,
    title: ['Profesinio mokymo teikėjo kokybės peržiūra', 'Quality review of a training provider'],
    description: ['Vertinama pagal EQAVET rodiklius.', 'Reviewed against the EQAVET indicators.'],
  },
  {
    key: 'annexIv', agency: 'cricket', framework: 'EQF_ANNEX_IV', nature: 'VOLUNTARY', from: -1900,
    title: ['Mokymo ir vertinimo atitiktis EKS rekomendacijos IV priedui', 'Conformity of training and assessment with annex IV of the EQF recommendation'],
    description: ['Skirta darbdaviams ir kitiems teikėjams už formaliojo švietimo ribų.', 'For employers and other providers outside formal education.'],
  },
  {
    key: 'label', agency: 'cricket', framework: 'OTHER', nature: 'VOLUNTARY', from: -1500,
    title: ['Neformaliojo mokymosi kokybės ženklas', 'Quality label for non-formal learning'],
    description: ['Ženklas suteikiamas įvertinus mokymosi aplinką ir dalyvių grįžtamąjį ryšį.', 'The label is given after a look at the learning environment and participants’ feedback.'],
  },
] as const satisfies readonly ProcedureRow[];

export type ProcedureKey = (typeof procedures)[number]['key'];

export interface OutcomeRow {
  procedure: ProcedureKey;
  provider: ProviderKey;
  /** Codes of the offers decided about; left out: the provider as a whole. */
  offers?: string[];
  decision: Decision;
  decided: number;
  from?: number;
  /** Left out: the decision names no end, and one is presumed. */
  to?: number;
  scope?: Partial<OutcomeScope>;
  contributing?: AgencyKey[];
  report?: boolean;
  withdrawn?: { on: number; reason: string };
  /** The same decision as first entered, wrongly; the row itself corrects it. */
  firstEnteredAs?: Partial<Pick<OutcomeRow, 'decision' | 'to' | 'from' | 'scope'>>;
}

export const outcomes: readonly OutcomeRow[] = [
  { procedure: 'oldCycle', provider: 'hills', decision: 'POSITIVE', decided: -2600, to: -500, report: true },
  { procedure: 'institution', provider: 'hills', decision: 'POSITIVE', decided: -510, from: -499, to: 1690, scope: { jurisdictions: ['LT'] }, contributing: ['cricket'], report: true },
  { procedure: 'institution', provider: 'lighthouse', decision: 'CONDITIONAL', decided: -300, to: 430, report: true },
  { procedure: 'programme', provider: 'lighthouse', offers: ['TS-01'], decision: 'POSITIVE', decided: -120, to: 975, report: true },
  // No end is named: six years are presumed. Bachelor and master level only.
  { procedure: 'institution', provider: 'chamomile', decision: 'POSITIVE', decided: -900, scope: { eqfLevels: [6, 7] }, report: true },
  { procedure: 'annexIv', provider: 'chamomile', offers: ['SP-01'], decision: 'POSITIVE', decided: -80, to: 1000 },
  { procedure: 'eqavet', provider: 'forge', decision: 'POSITIVE', decided: -200, to: 895, scope: { iscedFields: ['07'] }, report: true },
  { procedure: 'eqavet', provider: 'meadow', decision: 'POSITIVE', decided: -1500, to: -30, report: true },
  { procedure: 'eqavet', provider: 'meadow', offers: ['ML-01'], decision: 'POSITIVE', decided: -15, to: 1080 },
  { procedure: 'label', provider: 'candles', decision: 'POSITIVE', decided: -100, to: 630 },
  { procedure: 'eqavet', provider: 'candles', offers: ['TZ-03', 'TZ-02'], decision: 'POSITIVE', decided: -260, to: 835, scope: { iscedFields: ['041'] }, report: true },
  // The later decision of the same procedure replaces the earlier.
  { procedure: 'label', provider: 'owlets', decision: 'CONDITIONAL', decided: -420, to: 310 },
  { procedure: 'label', provider: 'owlets', decision: 'POSITIVE', decided: -50, to: 680 },
  { procedure: 'annexIv', provider: 'steel', decision: 'NEGATIVE', decided: -90, to: 640, report: true },
  {
    procedure: 'annexIv', provider: 'sun', decision: 'POSITIVE', decided: -400, to: 695,
    withdrawn: { on: -20, reason: 'Teikėjas pakeitė vertinimo tvarką ir jos nepateikė peržiūrai. / The provider changed its assessment and did not submit it for review.' },
  },
  { procedure: 'annexIv', provider: 'wheels', decision: 'POSITIVE', decided: -150, to: 945, firstEnteredAs: { to: 94 } },
  // Nothing was decided: the application was taken back.
  { procedure: 'label', provider: 'bridge', decision: 'NO_DECISION', decided: -70 },
  { procedure: 'label', provider: 'bridge', offers: ['TL-01'], decision: 'POSITIVE', decided: -10, to: 720 },
  { procedure: 'label', provider: 'jobs', decision: 'CONDITIONAL', decided: -35 },
  { procedure: 'programme', provider: 'algae', offers: ['SD-01'], decision: 'POSITIVE', decided: -230, to: 1960, report: true },
  { procedure: 'label', provider: 'cuttings', decision: 'POSITIVE', decided: -760, to: -12 },
  // Decided, but in force only in a month.
  { procedure: 'annexIv', provider: 'cuttings', offers: ['KB-04'], decision: 'POSITIVE', decided: -10, from: 30, to: 1125 },
  { procedure: 'annexIv', provider: 'clouds', decision: 'POSITIVE', decided: -180, to: 915, contributing: ['dragonfly'] },
  { procedure: 'annexIv', provider: 'clouds', offers: ['DB-02'], decision: 'NEGATIVE', decided: -25, to: 340, report: true },
  { procedure: 'label', provider: 'shortcut', decision: 'POSITIVE', decided: -210, to: 520 },
];
