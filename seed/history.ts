import { eur, knows, text, type OfferRow, type Pair } from './builders.js';

/** An earlier form of an offer, published first; the table's row is what it became. */
export interface EarlierForm {
  code: string;
  before: (row: OfferRow) => OfferRow;
  /** Why published outcomes were corrected and not changed. */
  correction?: string;
}

const priced = (...amounts: number[]) => (row: OfferRow): OfferRow => ({
  ...row,
  runs: row.runs.map((run, index) => (amounts[index] === undefined ? run : { ...run, price: eur(amounts[index]) })),
});

/** The same offer, published twice: history without a new specification where only runs differ. */
export const earlierEditions: readonly EarlierForm[] = [
  { code: 'MK-101', before: priced(290, 250) },
  { code: 'GK-01', before: priced(450, 450) },
  { code: 'TS-01', before: priced(330, 330) },
  { code: 'TZ-03', before: priced(270) },
  { code: 'SV-01', before: (row) => ({ ...row, runs: row.runs.slice(0, 1) }) },
  { code: 'TL-03', before: (row) => ({ ...row, runs: row.runs.map((run) => ({ ...run, full: false })) }) },
  { code: 'DB-05', before: (row) => ({ ...row, pitch: ['Duomenų apsauga trumpai ir praktiškai.', 'Data protection, short and practical.'] }) },
  {
    code: 'SP-05',
    before: (row) => ({
      ...row,
      outcomes: row.outcomes.map((outcome, index) =>
        (index === 0 ? { ...outcome, text: text(['Gaivina suaugusįjį ir naudoja atomatinį defibriliatorių.', 'Resuscitates an adult and uses an automatic defibrillator.']) } : outcome)),
    }),
    correction: 'Ištaisyta rašybos klaida ir termino vertimas. / A spelling mistake and the translation of a term were corrected.',
  },
];

/** Offers that replaced another one, because credits or outcomes changed. */
export const replacedForms: readonly EarlierForm[] = [
  { code: 'DB-06', before: (row) => ({ ...row, ects: 3, outcomes: row.outcomes.filter((_, index) => index !== 1) }) },
  { code: 'MK-106', before: (row) => ({ ...row, ects: 2, runs: row.runs.slice(0, 1) }) },
  { code: 'TZ-01', before: (row) => ({ ...row, hours: 30, outcomes: row.outcomes.slice(0, 2) }) },
];

/** The successor is being prepared; the offer itself is still shown. */
export const pendingSuccessors: readonly { code: string; next: (row: OfferRow) => OfferRow }[] = [
  {
    code: 'MK-103',
    next: (row) => ({
      ...row, ects: 2,
      outcomes: [...row.outcomes, knows(['Žino, ko iš dirbtinio intelekto sistemų reikalauja teisė.', 'Knows what the law asks of AI systems.'], 'principles of artificial intelligence')],
    }),
  },
];

const reason = ([lt, en]: Pair): string => `${lt} / ${en}`;

export const withdrawals: readonly { code: string; reason: string }[] = [
  { code: 'TS-07', reason: reason(['Kursas nebevyks: per mažai norinčiųjų.', 'The course will not run: too few applicants.']) },
  { code: 'GK-08', reason: reason(['Dirbtuvės pertvarkomos, dujinio suvirinimo nebemokome.', 'The workshops are being rebuilt; gas welding is no longer taught.']) },
  { code: 'ZP-04', reason: reason(['Vidinis mokymas: jis nėra mikrokredencialas.', 'Internal training: it is not a micro-credential.']) },
];
