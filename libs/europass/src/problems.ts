import { problemCatalogue, type Problem, type ProblemParameters } from '#libs/kernel';

/**
 * What can be said about a record on its way to Europass. Errors keep it out of the feed; notes name what ELM does not
 * carry, or carries in another place or in words only.
 */
export const europassProblems = problemCatalogue({
  EUROPASS_NO_TITLE: {
    severity: 'ERROR', source: 'ELM brief, section 4',
    en: 'Europass takes no offer without a title.', lt: 'Europass nepriima pasiūlymo be pavadinimo.',
  },
  EUROPASS_NO_FIELD: {
    severity: 'ERROR', source: 'ELM brief, section 4 (ISCEDFCode 1..n)',
    en: 'No ISCED-F field of the Europass list is given.', lt: 'Nenurodyta nė viena „Europass“ sąrašo ISCED-F sritis.',
  },
  EUROPASS_NO_LANGUAGE: {
    severity: 'ERROR', source: 'ELM brief, section 4 (dc:language 1..n)',
    en: 'No language of instruction of the Europass list is given.', lt: 'Nenurodyta nė viena „Europass“ sąrašo mokymo kalba.',
  },
  EUROPASS_NO_LEGAL_NAME: {
    severity: 'ERROR', source: 'ELM brief, section 4 (legalName 1..n)',
    en: 'The organisation has no legal name.', lt: 'Organizacija neturi teisinio pavadinimo.',
  },
  EUROPASS_NO_COUNTRY: {
    severity: 'ERROR', source: 'ELM brief, section 4 (countryCode 1..1)',
    en: 'The country {country} of the organisation is not in the Europass list.', lt: 'Organizacijos šalies {country} nėra „Europass“ sąraše.',
  },
  EUROPASS_STRUCTURE: {
    severity: 'ERROR', source: 'LOQ XSD 3.3.1',
    en: 'The record does not fit the Europass structure: {detail}.', lt: 'Įrašas neatitinka „Europass“ struktūros: {detail}.',
  },
  EUROPASS_ORGANISATION_LEFT_OUT: {
    severity: 'ERROR', source: 'ELM brief, section 7 (links must resolve inside the file)',
    en: 'Organisation {id}, which the offer names, cannot be sent.', lt: 'Pasiūlyme nurodytos organizacijos {id} išsiųsti negalima.',
  },
  EUROPASS_NOTATION_TAKEN: {
    severity: 'ERROR', source: 'ELM brief, trap 17',
    en: 'The identifier {notation} is already used by another record of the file.', lt: 'Identifikatorių {notation} jau naudoja kitas failo įrašas.',
  },
  EUROPASS_RUN_CANCELLED: {
    severity: 'INFO', en: 'Run {code} is cancelled and therefore not sent.', lt: 'Laida {code} atšaukta, todėl nesiunčiama.',
  },
  EUROPASS_RUN_FINISHED: {
    severity: 'INFO', en: 'Run {code} is finished and therefore not sent.', lt: 'Laida {code} pasibaigusi, todėl nesiunčiama.',
  },
  EUROPASS_AS_NOTE: {
    severity: 'INFO', en: 'ELM has no property for this: it is sent as a note in words.',
    lt: 'ELM modelyje tam nėra savybės: siunčiama kaip pastaba žodžiais.',
  },
  EUROPASS_LEVEL_AS_EDUCATION_LEVEL: {
    severity: 'INFO', source: 'ELM brief, section 3 and trap 27',
    en: 'Without an inclusion in the national qualifications framework the EQF level is sent as an education level.',
    lt: 'Kol kvalifikacija neįtraukta į nacionalinę kvalifikacijų sandarą, EKS lygis siunčiamas kaip išsilavinimo lygis.',
  },
  EUROPASS_LEVEL_DIFFERS: {
    severity: 'INFO', en: 'The offer states EQF level {stated}, the authority included it at level {included}: both are sent.',
    lt: 'Pasiūlyme nurodytas EKS {stated} lygis, institucija įtraukė {included} lygiu: siunčiami abu.',
  },
  EUROPASS_OUTCOME_KIND: {
    severity: 'INFO', en: 'ELM knows knowledge and skills only: "responsibility and autonomy" is sent as a note.',
    lt: 'ELM skiria tik žinias ir įgūdžius: „atsakomybė ir savarankiškumas“ siunčiama kaip pastaba.',
  },
  EUROPASS_NOT_SENT: {
    severity: 'INFO', en: 'ELM has no place for this: it is not sent.', lt: 'ELM modelyje tam nėra vietos: nesiunčiama.',
  },
  EUROPASS_UNKNOWN_CODE: {
    severity: 'INFO', en: '"{code}" is not in the Europass list and is not sent.', lt: '„{code}“ nėra „Europass“ sąraše, todėl nesiunčiama.',
  },
  EUROPASS_UNUSABLE_ADDRESS: {
    severity: 'INFO', en: 'The address is not a usable http(s) address and is not sent.', lt: 'Adresas nėra tinkamas http(s) adresas, todėl nesiunčiamas.',
  },
  EUROPASS_LANGUAGE_VARIANT: {
    severity: 'INFO', source: 'ELM brief, trap 28',
    en: 'Only one text a language is sent: "{dropped}" gave way to "{kept}".', lt: 'Siunčiamas tik vienas tekstas viena kalba: vietoj „{dropped}“ siunčiama „{kept}“.',
  },
  EUROPASS_APPROXIMATED: {
    severity: 'INFO', en: 'Sent approximately: {detail}.', lt: 'Siunčiama apytiksliai: {detail}.',
  },
});

export type EuropassProblemCode = keyof (typeof europassProblems)['definitions'];

/** Gathers what is found while a record is rendered; the same finding at the same place counts once. */
export class Findings {
  private readonly found = new Map<string, Problem>();

  add(code: EuropassProblemCode, path = '', parameters: ProblemParameters = {}): void {
    const key = `${code} ${path} ${Object.values(parameters).join(' ')}`;
    if (!this.found.has(key)) this.found.set(key, europassProblems.make(code, path, parameters));
  }

  all(): Problem[] {
    return [...this.found.values()];
  }
}
