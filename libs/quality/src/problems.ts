import { problemCatalogue } from '#libs/kernel';

const ERROR = 'ERROR' as const;
const WARNING = 'WARNING' as const;

/** Agencies, their procedures and their decisions. */
export const qualityProblems = problemCatalogue({
  CODE_UNKNOWN: { severity: ERROR, en: '“{value}” is not a code of the list “{list}”.', lt: '„{value}“ nėra sąrašo „{list}“ kodas.' },
  DATE_IMPOSSIBLE: { severity: ERROR, en: '“{value}” is not an existing day written YYYY-MM-DD.', lt: '„{value}“ nėra egzistuojanti diena, užrašyta MMMM-mm-dd.' },
  VALIDITY_REVERSED: { severity: ERROR, en: 'The last day ({to}) lies before the first ({from}).', lt: 'Paskutinė diena ({to}) yra ankstesnė už pirmąją ({from}).' },
  VERSION_CONFLICT: { severity: ERROR, en: 'Somebody else has changed this record: you started from version {expected}, it is now at version {actual}. Nothing was overwritten.', lt: 'Įrašą pakeitė kitas asmuo: jūs pradėjote nuo {expected} versijos, dabar yra {actual}. Niekas neperrašyta.' },
  NEEDS_REGISTRAR: { severity: ERROR, en: 'Only the registrar changes “{field}”.', lt: 'Lauką „{field}“ keičia tik registro tvarkytojas.' },
  AGENCY_EXISTS: { severity: ERROR, en: 'The organisation is already an agency of the register.', lt: 'Organizacija jau yra registro agentūra.' },
  AGENCY_UNKNOWN: { severity: ERROR, en: 'There is no agency “{id}” in the register.', lt: 'Registre nėra agentūros „{id}“.' },
  DEQAR_ID_MALFORMED: { severity: ERROR, en: '“{value}” is not a number of an agency or activity in DEQAR.', lt: '„{value}“ nėra DEQAR agentūros arba veiklos numeris.', source: 'DEQAR brief, section 3' },
  TITLE_MISSING: { severity: ERROR, en: 'Give the title in at least one language.', lt: 'Nurodykite pavadinimą bent viena kalba.' },
  PROCEDURE_UNKNOWN: { severity: ERROR, en: 'There is no procedure “{id}” in the register.', lt: 'Registre nėra procedūros „{id}“.' },
  FRAMEWORK_IN_USE: { severity: ERROR, en: 'The framework cannot change: decisions have been recorded in this procedure ({count}), and assurance of the past would change with it.', lt: 'Procedūros pagrindo (ESG, EQAVET ir kt.) keisti negalima: pagal ją jau įrašyta sprendimų ({count}), todėl pasikeistų praeities kokybės užtikrinimas.' },
  DECISIONS_OUTSIDE_WINDOW: { severity: ERROR, en: 'Recorded decisions would lie outside the window: they were made between {first} and {last}.', lt: 'Įrašyti sprendimai nebepatektų į galiojimo laikotarpį: jie priimti nuo {first} iki {last}.', source: 'DESIGN section 2' },
  SUBJECT_UNKNOWN: { severity: ERROR, en: 'There is no provider “{id}” in the register to decide about.', lt: 'Registre nėra teikėjo „{id}“, dėl kurio būtų sprendžiama.' },
  OFFERS_EMPTY: { severity: ERROR, en: 'Name the offers decided about, or none at all for the provider as a whole.', lt: 'Nurodykite pasiūlymus, dėl kurių sprendžiama, arba nenurodykite jokių, jei sprendžiama dėl viso teikėjo.' },
  OFFER_ID_MALFORMED: { severity: ERROR, en: '“{value}” is not an identifier of an offer.', lt: '„{value}“ nėra pasiūlymo identifikatorius.' },
  DECISION_IN_FUTURE: { severity: ERROR, en: 'A decision of {date} cannot be recorded yet.', lt: '{date} sprendimo dar negalima įrašyti.' },
  DECISION_BEFORE_AGENCY: { severity: ERROR, en: 'The decision of {date} is older than the agency, which begins on {from}.', lt: '{date} sprendimas senesnis už agentūrą, kuri veikia nuo {from}.' },
  DECISION_OUTSIDE_PROCEDURE: { severity: ERROR, en: 'The decision of {date} lies outside the procedure’s window ({from} to {to}).', lt: '{date} sprendimas nepatenka į procedūros galiojimo laikotarpį (nuo {from} iki {to}).', source: 'DESIGN section 2; DEQAR rule R10' },
  NEVER_IN_FORCE: { severity: WARNING, en: 'The validity ends ({to}) before the decision takes effect ({from}): it will never count.', lt: 'Galiojimas baigiasi ({to}) anksčiau, nei sprendimas įsigalioja ({from}): jis niekada nebus taikomas.' },
  LEVEL_UNKNOWN: { severity: ERROR, en: '{value} is not an EQF level (1 to 8).', lt: '{value} nėra EKS lygis (1–8).' },
  URL_INVALID: { severity: ERROR, en: '“{value}” is not a web address (http or https).', lt: '„{value}“ nėra interneto adresas (http arba https).', source: 'DESIGN section 6' },
  REPORT_LANGUAGE_MISSING: { severity: ERROR, en: 'Say in which language the report is written.', lt: 'Nurodykite ataskaitos kalbą.', source: 'DEQAR brief, section 7' },
  CONTRIBUTOR_IS_AGENCY: { severity: ERROR, en: 'The deciding agency is not a contributing agency at the same time.', lt: 'Sprendžianti agentūra kartu negali būti prisidedanti agentūra.' },
  SOURCE_MISSING: { severity: ERROR, en: 'Say where the decision was taken from: words, a page, or both. The public will see it.', lt: 'Nurodykite, iš kur paimtas sprendimas: tekstą, nuorodą arba abu. Tai matys visuomenė.' },
  SOURCE_OF_AGENCY: { severity: ERROR, en: 'The agency itself records its decision: leave the source out.', lt: 'Sprendimą įrašo pati agentūra: šaltinio nenurodykite.' },
  OUTCOME_UNKNOWN: { severity: ERROR, en: 'There is no outcome “{id}” in the register.', lt: 'Registre nėra išorinio vertinimo rezultato „{id}“.' },
  CORRECTION_OF_OTHER: { severity: ERROR, en: 'A correction keeps the procedure and the provider of the outcome it corrects.', lt: 'Taisant procedūra ir teikėjas turi likti tie patys kaip taisomo rezultato.' },
  ALREADY_CORRECTED: { severity: ERROR, en: 'The outcome has already been corrected by {id}.', lt: 'Rezultatas jau ištaisytas kitu: {id}.' },
  ALREADY_WITHDRAWN: { severity: ERROR, en: 'The outcome has already been withdrawn; what was decided since is recorded as a new outcome.', lt: 'Rezultatas jau atšauktas; vėlesnis sprendimas įrašomas kaip naujas rezultatas.' },
  WITHDRAWAL_REASON_MISSING: { severity: ERROR, en: 'Give the reason of the withdrawal; the public will read it.', lt: 'Nurodykite atšaukimo priežastį; ją matys visuomenė.' },
  YEARS_OUT_OF_RANGE: { severity: ERROR, en: 'The years ({value}) are a whole number from 1 to 50, or left out where no end is presumed.', lt: 'Metai ({value}) nurodomi sveikuoju skaičiumi nuo 1 iki 50 arba nenurodomi, jei pabaiga nenumanoma.' },
  REASON_MISSING: { severity: ERROR, en: 'Give the reason; the public will read it.', lt: 'Nurodykite priežastį; ją matys visuomenė.' },
  PRESUMPTION_UNCHANGED: { severity: ERROR, en: 'This rule is in force already.', lt: 'Ši taisyklė jau galioja.' },
  WITHDRAWN_BEFORE_DECISION: { severity: ERROR, en: 'The withdrawal of {date} lies before the decision of {decision}.', lt: 'Atšaukimas ({date}) yra ankstesnis už sprendimą ({decision}).' },
});
