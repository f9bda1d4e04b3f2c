import { problemCatalogue } from '#libs/kernel';

const ERROR = 'ERROR' as const;
const WARNING = 'WARNING' as const;

/** Save gate: refuses only what cannot be stored. */
export const saveProblems = problemCatalogue({
  SHAPE_INVALID: { severity: ERROR, en: 'This does not have the expected form: {detail}.', lt: 'Netinkama forma: {detail}.', source: 'register’s own JSON Schema' },
  TOO_DEEPLY_NESTED: { severity: ERROR, en: 'The record is nested deeper than 20 levels.', lt: 'Įrašas įdėtas giliau nei 20 lygių.' },
  REQUIRED_MISSING: { severity: ERROR, en: '“{field}” is required.', lt: 'Laukas „{field}“ privalomas.' },
  TEXT_TOO_LONG: { severity: ERROR, en: 'The text is longer than {limit} characters.', lt: 'Tekstas ilgesnis nei {limit} ženklų.' },
  CODE_UNKNOWN: { severity: ERROR, en: '“{value}” is not a code of the list “{list}”.', lt: '„{value}“ nėra sąrašo „{list}“ kodas.' },
  DATE_IMPOSSIBLE: { severity: ERROR, en: '“{value}” is not an existing day written YYYY-MM-DD.', lt: '„{value}“ nėra egzistuojanti diena, užrašyta MMMM-mm-dd.' },
  DATES_REVERSED: { severity: ERROR, en: 'The end ({end}) lies before the beginning ({start}).', lt: 'Pabaiga ({end}) yra ankstesnė už pradžią ({start}).' },
  ALWAYS_OPEN_WITH_DATES: { severity: ERROR, en: 'A run that is always open has no start and no end.', lt: 'Nuolat vykstantis kursas neturi nei pradžios, nei pabaigos datos.' },
  URL_INVALID: { severity: ERROR, en: '“{value}” is not a web address (http or https).', lt: '„{value}“ nėra interneto adresas (http arba https).' },
  LANGUAGE_TAG_INVALID: { severity: ERROR, en: '“{value}” is not a language tag.', lt: '„{value}“ nėra kalbos žymena.' },
  RUN_CODE_TWICE: { severity: ERROR, en: 'The run code “{code}” is used twice in this offer.', lt: 'Vykdymo kodas „{code}“ šiame pasiūlyme pasikartoja.' },
  PARTY_UNNAMED: { severity: ERROR, en: 'Name the body, or give its register identifier.', lt: 'Nurodykite įstaigos pavadinimą arba jos registro identifikatorių.' },
  ORGANISATION_UNKNOWN: { severity: ERROR, en: 'There is no organisation “{id}” in the register.', lt: 'Registre nėra organizacijos „{id}“.' },
  PROVIDER_UNKNOWN: { severity: ERROR, en: 'There is no provider “{id}” in the register.', lt: 'Registre nėra teikėjo „{id}“.' },
  OFFER_UNKNOWN: { severity: ERROR, en: 'There is no offer “{id}”.', lt: 'Pasiūlymo „{id}“ nėra.' },
  CODE_TAKEN: { severity: ERROR, en: 'The provider already has a live offer with the code “{code}”.', lt: 'Teikėjas jau turi galiojantį pasiūlymą, kurio kodas „{code}“.', source: 'DESIGN section 2' },
  VERSION_CONFLICT: { severity: ERROR, en: 'Somebody else has changed this offer: you started from version {expected}, it is now at version {actual}. Nothing was overwritten.', lt: 'Pasiūlymą pakeitė kitas asmuo: jūs pradėjote nuo {expected} versijos, dabar yra {actual}. Niekas neperrašyta.' },
  OFFER_NOT_EDITABLE: { severity: ERROR, en: 'The offer is {status} and cannot be edited.', lt: 'Pasiūlymo būsena {status}, jo keisti negalima.' },
  RUN_UNKNOWN: { severity: ERROR, en: 'The offer has no run with the code “{code}”.', lt: 'Pasiūlymas neturi vykdymo, kurio kodas „{code}“.' },
  RUN_WITHOUT_START: { severity: ERROR, en: 'The run “{code}” has no first day, so that it cannot be moved to another term.', lt: 'Vykdymas „{code}“ neturi pradžios dienos, todėl jo perkelti į kitą laikotarpį negalima.' },
  UNKNOWN_KEY: { severity: WARNING, en: 'The key “{key}” is not known and was left out.', lt: 'Raktas „{key}“ nežinomas ir praleistas.' },
  HTML_CLEANED: { severity: WARNING, en: 'Markup that Europass does not take was removed; links were turned into text.', lt: 'Pašalintas „Europass“ nepriimamas žymėjimas; nuorodos paverstos tekstu.', source: 'ELM brief, trap 19' },
  CHARACTERS_DROPPED: { severity: WARNING, en: 'Characters that cannot be stored were removed.', lt: 'Pašalinti ženklai, kurių neįmanoma saugoti.' },
  LANGUAGE_VARIANT_MERGED: { severity: WARNING, en: 'The language “{tag}” was stored as “{language}”.', lt: 'Kalba „{tag}“ įrašyta kaip „{language}“.', source: 'ELM brief, trap 28' },
  LANGUAGE_VARIANT_DROPPED: { severity: WARNING, en: 'The text in “{tag}” was left out: there is already one in “{language}”.', lt: 'Tekstas kalba „{tag}“ praleistas: jau yra tekstas kalba „{language}“.', source: 'ELM brief, trap 28' },
});

/** Publish gate: refuses what a learner or Europass could not rely on; warnings never refuse. */
export const publishProblems = problemCatalogue({
  LEARNING_OUTCOMES_MISSING: { severity: ERROR, en: 'Say what is learned: at least one learning outcome is needed.', lt: 'Nurodykite, ko išmokstama: reikia bent vieno mokymosi rezultato.', source: 'Recommendation, annex I, M6' },
  NO_COMMON_LANGUAGE: { severity: ERROR, en: 'Title and all learning outcomes must be there in one common language.', lt: 'Pavadinimas ir visi mokymosi rezultatai turi būti bent viena bendra kalba.', source: 'Recommendation, annex I, M2 and M6' },
  ASSESSMENT_MISSING: { severity: ERROR, en: 'Say how the outcomes are assessed: at least one assessment is needed.', lt: 'Nurodykite, kaip vertinami rezultatai: reikia bent vieno vertinimo.', source: 'Recommendation, 5(a) and annex I, M9' },
  ISCED_FIELD_MISSING: { severity: ERROR, en: 'Give the field of education (ISCED-F).', lt: 'Nurodykite švietimo sritį (ISCED-F).', source: 'ELM: ISCEDFCode 1..n' },
  LANGUAGE_OF_INSTRUCTION_MISSING: { severity: ERROR, en: 'Give the language of instruction.', lt: 'Nurodykite mokymo kalbą.', source: 'ELM: language 1..n' },
  PROVIDER_NOT_REGISTERED: { severity: ERROR, en: 'The provider is not registered (its status is {status}).', lt: 'Teikėjas neregistruotas (būsena {status}).' },
  LINK_MISSING: { severity: ERROR, en: 'Give a homepage of the offer, or a homepage or application link of a run.', lt: 'Nurodykite pasiūlymo svetainę arba vykdymo svetainės ar registracijos nuorodą.' },
  PRICE_WITHOUT_CURRENCY: { severity: ERROR, en: 'The price has no currency.', lt: 'Nenurodyta kainos valiuta.' },
  ECTS_CHANGE_NEEDS_SUPERSEDING: { severity: ERROR, en: 'The ECTS credits of a published offer cannot change: a credential may already cite them. Publish the change as a new offer that supersedes this one (supersedeOffer).', lt: 'Paskelbto pasiūlymo ECTS kreditų keisti negalima: jais jau gali remtis išduoti kredencialai. Paskelbkite pakeitimą kaip naują pasiūlymą, pakeičiantį šį (supersedeOffer).', source: 'DESIGN section 2' },
  OUTCOMES_CHANGE_NEEDS_SUPERSEDING: { severity: ERROR, en: 'The learning outcomes of a published offer cannot change: a credential may already cite them. Publish the change as a new offer that supersedes this one (supersedeOffer), or state the reason of a correction.', lt: 'Paskelbto pasiūlymo mokymosi rezultatų keisti negalima: jais jau gali remtis išduoti kredencialai. Paskelbkite pakeitimą kaip naują pasiūlymą, pakeičiantį šį (supersedeOffer), arba nurodykite taisymo priežastį.', source: 'DESIGN section 2' },
  NOTHING_TO_PUBLISH: { severity: ERROR, en: 'The offer is {status}; it cannot be published.', lt: 'Pasiūlymo būsena {status}; jo skelbti negalima.' },
  NOT_PUBLISHED: { severity: ERROR, en: 'The offer is not published (it is {status}).', lt: 'Pasiūlymas nepaskelbtas (būsena {status}).' },
  NOT_RESTORABLE: { severity: ERROR, en: 'The offer is {status}; only one that was withdrawn or archived can be restored.', lt: 'Pasiūlymo būsena {status}; atkurti galima tik atsiimtą arba suarchyvuotą pasiūlymą.' },
  SUPERSEDED_NOT_LIVE: { severity: ERROR, en: 'The offer to be superseded is no longer published.', lt: 'Pakeičiamas pasiūlymas jau nebeskelbiamas.' },
  SUCCESSOR_EXISTS: { severity: ERROR, en: 'The offer already has a successor: {id}.', lt: 'Pasiūlymas jau turi jį pakeičiantį pasiūlymą: {id}.' },
  REASON_MISSING: { severity: ERROR, en: 'Give the reason; the public will read it.', lt: 'Nurodykite priežastį; ją matys visuomenė.' },
  ECTS_VERY_HIGH: { severity: WARNING, en: '{ects} ECTS is a lot for a micro-credential; 60 is a full year of study.', lt: '{ects} ECTS kreditų mikrokredencialui labai daug; 60 kreditų yra visi studijų metai.', source: 'Recommendation, 5(a): a small volume of learning' },
  WORKLOAD_AGAINST_ECTS: { severity: WARNING, en: '{hours} hours do not fit {ects} ECTS: one credit stands for 25 to 30 hours.', lt: '{hours} val. neatitinka {ects} ECTS: vienas kreditas atitinka 25–30 valandų.', source: 'ECTS Users’ Guide 2015' },
  ANNEX_ELEMENT_MISSING: { severity: WARNING, en: 'Element of annex I not given: {element}.', lt: 'Nenurodytas I priedo elementas: {element}.', source: 'Recommendation, annex I' },
  LEVEL_BASIS_UNSUPPORTED: { severity: WARNING, en: 'The level is said to rest on an NQF inclusion, but no authority has recorded one that holds today.', lt: 'Nurodyta, kad lygis grindžiamas įtraukimu į nacionalinę kvalifikacijų sandarą, tačiau tokio galiojančio įrašo nėra.', source: 'Recommendation, 9(d)' },
});

/** Decisions of authorities beside the offer. */
export const authorityProblems = problemCatalogue({
  NOT_AN_AUTHORITY: { severity: ERROR, en: 'The organisation does not hold the role of an authority today ({day}).', lt: 'Organizacija šiandien ({day}) neturi įgaliotos institucijos vaidmens.' },
  OWN_OFFER: { severity: ERROR, en: 'Nobody decides on an offer of their own: the organisation is its provider or co-provider.', lt: 'Dėl savo pasiūlymo niekas nesprendžia: organizacija yra jo teikėja arba bendrateikėja.', source: 'Recommendation, 9(d)' },
  TEXT_MISSING: { severity: ERROR, en: 'Give a text in at least one language.', lt: 'Pateikite tekstą bent viena kalba.' },
  PURPOSE_MISSING: { severity: ERROR, en: 'Say for what the body recognises the offer: at least one purpose is needed.', lt: 'Nurodykite, kokiu tikslu įstaiga pripažįsta pasiūlymą: reikia bent vieno tikslo.' },
  AMOUNT_IMPOSSIBLE: { severity: ERROR, en: '{value} is not an amount of money: from 0 to {limit}, with two decimals at most.', lt: '{value} nėra pinigų suma: nuo 0 iki {limit}, ne daugiau kaip du skaitmenys po kablelio.' },
  CREDITS_IMPOSSIBLE: { severity: ERROR, en: '{value} is not a number of credits: more than 0, at most {limit}, with two decimals at most.', lt: '{value} nėra kreditų skaičius: daugiau nei 0, ne daugiau kaip {limit} ir ne daugiau kaip du skaitmenys po kablelio.' },
  AUTHORITY_UNKNOWN: { severity: ERROR, en: 'There is no organisation “{id}” that could be the authority.', lt: 'Nėra organizacijos „{id}“, kuri galėtų būti įgaliota institucija.' },
  NQF_LEVEL_UNKNOWN: { severity: ERROR, en: 'The framework “{framework}” has no level {level}.', lt: 'Sandaroje „{framework}“ nėra {level} lygio.' },
  VALIDITY_REVERSED: { severity: ERROR, en: 'The last day ({to}) lies before the first ({from}).', lt: 'Paskutinė diena ({to}) yra ankstesnė už pirmąją ({from}).' },
  RECORD_UNKNOWN: { severity: ERROR, en: 'There is no authority record “{id}”.', lt: 'Institucijos įrašo „{id}“ nėra.' },
  RECORD_ENDED: { severity: ERROR, en: 'The record already ends on {to}.', lt: 'Įrašo galiojimo pabaiga jau nustatyta: {to}.' },
});
