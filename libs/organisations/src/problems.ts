import { problemCatalogue } from '#libs/kernel';

const ERROR = 'ERROR' as const;
const WARNING = 'WARNING' as const;

/** Organisations, their identifiers and roles. */
export const organisationProblems = problemCatalogue({
  NAME_MISSING: { severity: ERROR, en: 'Give the legal name in at least one language.', lt: 'Nurodykite juridinį pavadinimą bent viena kalba.', source: 'DESIGN section 2' },
  TEXT_EMPTY: { severity: ERROR, en: 'The text in “{language}” is empty.', lt: 'Tekstas kalba „{language}“ tuščias.' },
  TEXT_TOO_LONG: { severity: ERROR, en: 'The text is longer than {limit} characters.', lt: 'Tekstas ilgesnis nei {limit} ženklų.' },
  TEXT_UNSTORABLE: { severity: ERROR, en: 'The text holds characters that cannot be stored.', lt: 'Tekste yra ženklų, kurių neįmanoma saugoti.' },
  LANGUAGE_TAG_INVALID: { severity: ERROR, en: '“{value}” is not a language tag.', lt: '„{value}“ nėra kalbos žymena.' },
  CODE_UNKNOWN: { severity: ERROR, en: '“{value}” is not a code of the list “{list}”.', lt: '„{value}“ nėra sąrašo „{list}“ kodas.' },
  REGION_OF_OTHER_COUNTRY: { severity: ERROR, en: 'The region {region} does not lie in {country}.', lt: 'Regionas {region} nepriklauso šaliai {country}.' },
  IDENTIFIER_MALFORMED: { severity: ERROR, en: '“{value}” is not a possible identifier of the scheme {scheme}.', lt: '„{value}“ negali būti schemos {scheme} identifikatorius.' },
  IDENTIFIER_REPEATED: { severity: ERROR, en: 'The identifier {scheme} {value} is given twice.', lt: 'Identifikatorius {scheme} {value} nurodytas du kartus.' },
  IDENTIFIER_TAKEN: { severity: ERROR, en: 'The identifier {scheme} {value} belongs to another organisation of the register.', lt: 'Identifikatorius {scheme} {value} priklauso kitai registro organizacijai.', source: 'DESIGN section 2' },
  URL_INVALID: { severity: ERROR, en: '“{value}” is not a web address (http or https).', lt: '„{value}“ nėra interneto adresas (http arba https).', source: 'DESIGN section 6' },
  MAILBOX_INVALID: { severity: ERROR, en: '“{value}” is not an e-mail address.', lt: '„{value}“ nėra el. pašto adresas.' },
  MAILBOX_PERSONAL: { severity: WARNING, en: 'The address looks like a person’s; give a functional mailbox.', lt: 'Adresas panašus į asmeninį; nurodykite bendrąjį pašto adresą.', source: 'DESIGN section 6, personal data' },
  DATE_IMPOSSIBLE: { severity: ERROR, en: '“{value}” is not an existing day written YYYY-MM-DD.', lt: '„{value}“ nėra egzistuojanti diena, užrašyta MMMM-mm-dd.' },
  VALIDITY_REVERSED: { severity: ERROR, en: 'The last day ({to}) lies before the first ({from}).', lt: 'Paskutinė diena ({to}) yra ankstesnė už pirmąją ({from}).' },
  ORGANISATION_UNKNOWN: { severity: ERROR, en: 'There is no organisation “{id}” in the register.', lt: 'Registre nėra organizacijos „{id}“.' },
  VERSION_CONFLICT: { severity: ERROR, en: 'Somebody else has changed this record: you started from version {expected}, it is now at version {actual}. Nothing was overwritten.', lt: 'Įrašą pakeitė kitas asmuo: jūs pradėjote nuo {expected} versijos, dabar yra {actual}. Niekas neperrašyta.', source: 'DESIGN section 6' },
  NEEDS_REGISTRAR: { severity: ERROR, en: 'Only the registrar changes this of an organisation that stands in the register; ask the registrar to.', lt: 'Registre esančios organizacijos šiuos duomenis keičia tik registro tvarkytojas; kreipkitės į jį.', source: 'issue of governance: names and identifiers are the registrar’s' },
  NAME_UNCHANGED: { severity: ERROR, en: 'The organisation already has this name.', lt: 'Organizacija jau turi šį pavadinimą.' },
  NAME_REASON_MISSING: { severity: ERROR, en: 'Give the reason for the new name, for example the decision it follows from.', lt: 'Nurodykite naujo pavadinimo priežastį, pavyzdžiui, sprendimą, kuriuo jis suteiktas.' },
  NAME_DATE_IN_FUTURE: { severity: ERROR, en: 'The former name cannot end on {date}: that day has not come yet.', lt: 'Ankstesnis pavadinimas negali baigti galioti {date}: ši diena dar neatėjo.' },
  NAME_DATE_BEFORE_PREVIOUS: { severity: ERROR, en: 'The former name cannot end on {date}: the one before it ended on {previous}.', lt: 'Ankstesnis pavadinimas negali baigti galioti {date}: prieš jį buvęs baigė galioti {previous}.' },
  ROLE_HELD: { severity: ERROR, en: 'The organisation already holds the role {role} in that time.', lt: 'Organizacija tuo laikotarpiu jau atlieka vaidmenį {role}.' },
  ROLE_NOT_HELD: { severity: ERROR, en: 'The organisation does not hold the role {role} on {date}.', lt: 'Organizacija {date} neatlieka vaidmens {role}.' },
});

/** The provider's life in the register. */
export const providerProblems = problemCatalogue({
  PROVIDER_UNKNOWN: { severity: ERROR, en: 'There is no provider “{id}” in the register.', lt: 'Registre nėra teikėjo „{id}“.' },
  PROVIDER_EXISTS: { severity: ERROR, en: 'The organisation is already a provider of the register.', lt: 'Organizacija jau yra registro teikėja.' },
  STATUS_NOT_REACHABLE: { severity: ERROR, en: 'A provider that is {from} cannot become {to}.', lt: 'Teikėjo būsenos {from} pakeisti į {to} negalima.', source: 'issue of governance: APPLIED ⇄ RETURNED, REFUSED → APPLIED, REGISTERED ⇄ SUSPENDED → CLOSED' },
  STATUS_REASON_MISSING: { severity: ERROR, en: 'Give the reason for {status}; the provider will read it, and of a suspension or closing the public too.', lt: 'Nurodykite būsenos {status} priežastį; ją matys teikėjas, o sustabdžius ar uždarius – ir visuomenė.' },
  ANSWER_MISSING: { severity: ERROR, en: 'Write what you answer, or what is different now.', lt: 'Parašykite atsakymą arba kas pasikeitė.' },
  NOT_ASKED_BACK: { severity: ERROR, en: 'Only an application that was returned or refused can be sent again; this one is {status}.', lt: 'Pakartotinai teikti galima tik grąžintą arba atmestą paraišką; šios būsena {status}.' },
  APPLICANT_NO_PERSON: { severity: ERROR, en: 'Only a person who has signed in applies to the register.', lt: 'Paraišką registrui teikia tik prisijungęs asmuo.' },
  APPLICATIONS_TOO_MANY: { severity: ERROR, en: 'You already have {limit} open applications; wait until one of them is decided.', lt: 'Jau turite nagrinėjamų paraiškų: {limit}. Palaukite, kol dėl vienos iš jų bus nuspręsta.' },
  STATUS_DATE_IN_FUTURE: { severity: ERROR, en: 'The status cannot change on {date}: that day has not come yet.', lt: 'Būsena negali pasikeisti {date}: ši diena dar neatėjo.' },
  STATUS_DATE_BEFORE_PREVIOUS: { severity: ERROR, en: 'The status cannot change on {date}: the previous change is of {previous}.', lt: 'Būsena negali pasikeisti {date}: ankstesnis pakeitimas yra {previous}.' },
  SUCCESSOR_ONLY_WHEN_CLOSING: { severity: ERROR, en: 'A successor is named only when a provider is closed.', lt: 'Teisių perėmėjas nurodomas tik uždarant teikėją.' },
  SUCCESSOR_IMPOSSIBLE: { severity: ERROR, en: 'The successor must be another provider of the register that is not closed.', lt: 'Teisių perėmėjas turi būti kitas, neuždarytas registro teikėjas.' },
});
