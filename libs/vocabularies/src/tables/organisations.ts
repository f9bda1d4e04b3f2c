import type { OwnRow } from './rows.js';

/**
 * Kinds of organisations and schemes of their identifiers.
 * Source: kinds follow point 5(b) of the Council Recommendation of 16 June 2022 (OJ C 243/02); both lists and their labels
 * are the register's own. Taken: 2026-11-23.
 */

export const ORGANISATION_KINDS = [
  'HIGHER_EDUCATION', 'VOCATIONAL', 'ADULT_EDUCATION', 'SCHOOL', 'EMPLOYER', 'SOCIAL_PARTNER', 'CIVIL_SOCIETY',
  'PUBLIC_EMPLOYMENT_SERVICE', 'PUBLIC_AUTHORITY', 'RESEARCH', 'OTHER',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const organisationKindRows: Readonly<Record<OrganisationKind, OwnRow>> = {
  HIGHER_EDUCATION: ['Higher education institution', 'Aukštoji mokykla'],
  VOCATIONAL: ['Vocational education and training institution', 'Profesinio mokymo įstaiga'],
  ADULT_EDUCATION: ['Adult education institution', 'Suaugusiųjų švietimo įstaiga'],
  SCHOOL: ['School', 'Bendrojo ugdymo mokykla'],
  EMPLOYER: ['Employer or industry', 'Darbdavys arba pramonės įmonė'],
  SOCIAL_PARTNER: ['Social partner', 'Socialinis partneris'],
  CIVIL_SOCIETY: ['Civil society organisation', 'Pilietinės visuomenės organizacija'],
  PUBLIC_EMPLOYMENT_SERVICE: ['Public employment service', 'Valstybinė užimtumo tarnyba'],
  PUBLIC_AUTHORITY: ['National, regional or local authority', 'Nacionalinė, regioninė arba vietos valdžios institucija'],
  RESEARCH: ['Research institution', 'Mokslinių tyrimų įstaiga'],
  OTHER: ['Other', 'Kita'],
};

export const IDENTIFIER_SCHEMES = [
  'NATIONAL_REGISTER', 'EU_VAT', 'EIDAS', 'DEQARINST', 'ETER', 'ROR', 'PIC', 'SCHAC', 'ERASMUS',
] as const;
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number];

export interface IdentifierSchemeRow {
  readonly en: string;
  readonly lt: string;
  /** Source of a RegExp for the whole identifier. */
  readonly pattern: string;
  /** What, followed by the identifier, makes its URI. */
  readonly uriBase?: string;
}

export const identifierSchemeRows: Readonly<Record<IdentifierScheme, IdentifierSchemeRow>> = {
  NATIONAL_REGISTER: {
    en: 'Number in the national register of legal entities', lt: 'Kodas nacionaliniame juridinių asmenų registre',
    pattern: '^[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,38}[A-Za-z0-9])?$',
  },
  EU_VAT: { en: 'EU VAT number', lt: 'ES PVM mokėtojo kodas', pattern: '^[A-Z]{2}[A-Z0-9+*]{2,12}$' },
  EIDAS: {
    en: 'eIDAS legal person identifier (ETSI EN 319 412-1)', lt: 'eIDAS juridinio asmens identifikatorius (ETSI EN 319 412-1)',
    pattern: '^(?:[A-Z]{3}|[A-Z]{2}:)[A-Z]{2}-[!-~]{1,100}$',
  },
  DEQARINST: { en: 'DEQAR institution identifier', lt: 'DEQAR institucijos identifikatorius', pattern: '^DEQARINST[0-9]{4,}$' },
  ETER: { en: 'ETER identifier', lt: 'ETER identifikatorius', pattern: '^[A-Z]{2}[0-9]{4}(?:\\.[0-9]{1,2})?$' },
  ROR: {
    en: 'Research Organization Registry (ROR) identifier', lt: 'Mokslinių tyrimų organizacijų registro (ROR) identifikatorius',
    pattern: '^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$', uriBase: 'https://ror.org/',
  },
  PIC: {
    en: 'Participant Identification Code (PIC)', lt: 'Dalyvio identifikavimo kodas (PIC)', pattern: '^[0-9]{9}$',
  },
  SCHAC: {
    en: 'SCHAC home organisation (domain)', lt: 'SCHAC organizacijos domenas',
    pattern: '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$',
  },
  ERASMUS: {
    en: 'Erasmus institution code', lt: '„Erasmus“ institucijos kodas', pattern: '^[A-Z]{1,3} *[A-Z-]{3,8}[0-9]{2,3}$',
  },
};
