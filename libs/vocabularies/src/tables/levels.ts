import type { ElmRow, OwnRow } from './rows.js';

/**
 * Levels of the EQF and cycles of the QF-EHEA, and which entries of the NQF list are the levels of a country.
 * Source: EQF and NQF codes, ELM 3.3.1 XSD enumerations; cycles, the register's own list (Europass has none).
 * Lithuanian labels: the register's own translation. Taken: 2026-11-23.
 */

export const eqfRows: Readonly<Record<string, ElmRow>> = Object.fromEntries(
  ['1', '2', '3', '4', '5', '6', '7', '8'].map((level): [string, ElmRow] => [
    level, [level, `Level ${level}`, `${level} lygis`],
  ]),
);

export const QF_EHEA_CYCLES = ['SHORT_CYCLE', 'FIRST_CYCLE', 'SECOND_CYCLE', 'THIRD_CYCLE'] as const;
export type QfEheaCycle = (typeof QF_EHEA_CYCLES)[number];

export const qfEheaRows: Readonly<Record<QfEheaCycle, OwnRow>> = {
  SHORT_CYCLE: ['Short cycle', 'Trumpoji pakopa'],
  FIRST_CYCLE: ['First cycle', 'Pirmoji pakopa'],
  SECOND_CYCLE: ['Second cycle', 'Antroji pakopa'],
  THIRD_CYCLE: ['Third cycle', 'Trečioji pakopa'],
};

export interface CountryFramework {
  /** Code of the framework itself in the NQF list. */
  readonly framework: string;
  /** Codes in the NQF list, level 1 first. */
  readonly levels: readonly string[];
  /** Short name of the framework in Lithuanian, for the Lithuanian labels of its levels. */
  readonly lithuanian?: string;
}

/** Only countries somebody has checked: the list itself does not say which country a framework belongs to. */
export const countryFrameworks: ReadonlyMap<string, CountryFramework> = new Map([
  ['LT', {
    framework: 'c_a6d433f4',
    levels: [
      'c_98b42a9f', 'c_8525e36a', 'c_9d34b310', 'c_d1e9f55d', 'c_b62fa7ef', 'c_caa3091a', 'c_dbbbe65b', 'c_6e015474',
    ],
    lithuanian: 'LTKS',
  }],
]);
