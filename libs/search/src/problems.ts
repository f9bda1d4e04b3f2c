import { problemCatalogue } from '#libs/kernel';

export const searchProblems = problemCatalogue({
  SEARCH_FILTER_VALUE_UNKNOWN: {
    severity: 'ERROR',
    en: '"{value}" is not a value of the filter {group}; allowed: {allowed}.',
    lt: '„{value}“ nėra filtro {group} reikšmė; galimos: {allowed}.',
  },
  SEARCH_FILTER_PROVIDER_UNKNOWN: {
    severity: 'ERROR',
    en: '"{value}" is not the identifier of a provider; allowed are the identifiers of this register\'s providers.',
    lt: '„{value}“ nėra teikėjo identifikatorius; galimi tik šio registro teikėjų identifikatoriai.',
  },
  SEARCH_FILTER_UNKNOWN: {
    severity: 'ERROR',
    en: 'There is no filter "{group}"; there are: {allowed}.',
    lt: 'Filtro „{group}“ nėra; yra: {allowed}.',
  },
  SEARCH_FILTER_TOO_MANY_VALUES: {
    severity: 'ERROR',
    en: 'The filter {group} names {count} values; at most {limit} can be asked for at once.',
    lt: 'Filtre {group} nurodyta {count} reikšmių; vienu metu galima nurodyti ne daugiau kaip {limit}.',
    source: 'DESIGN section 6, limits',
  },
  SEARCH_FACET_UNKNOWN: {
    severity: 'ERROR',
    en: 'There is no facet "{group}"; there are: {allowed}.',
    lt: 'Briaunos „{group}“ nėra; yra: {allowed}.',
  },
  SEARCH_SORT_UNKNOWN: {
    severity: 'ERROR',
    en: 'Results cannot be sorted by "{sort}"; allowed: {allowed}.',
    lt: 'Rezultatų negalima rikiuoti pagal „{sort}“; galima: {allowed}.',
  },
  SEARCH_TEXT_TOO_LONG: {
    severity: 'ERROR',
    en: 'The search text has {length} characters; at most {limit} are allowed.',
    lt: 'Paieškos tekstą sudaro {length} ženklai (-ų); leidžiama ne daugiau kaip {limit}.',
    source: 'DESIGN section 6, limits',
  },
  SEARCH_PAGE_NUMBER_INVALID: {
    severity: 'ERROR',
    en: 'The page number must be a whole number of at least 1.',
    lt: 'Puslapio numeris turi būti sveikasis skaičius, ne mažesnis kaip 1.',
  },
  SEARCH_PAGE_SIZE_INVALID: {
    severity: 'ERROR',
    en: 'The page size must be a whole number from 1 to {limit}.',
    lt: 'Puslapio dydis turi būti sveikasis skaičius nuo 1 iki {limit}.',
    source: 'DESIGN section 6, limits',
  },
  SEARCH_UNAVAILABLE: {
    severity: 'ERROR',
    en: 'Search is not available just now. Please try again in a moment.',
    lt: 'Paieška šiuo metu neveikia. Pabandykite dar kartą po akimirkos.',
  },
});
