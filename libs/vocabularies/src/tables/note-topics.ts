/**
 * Subjects of notes (`dc:subject` of an ELM Note): [code, topic list, end of the URI, English, Lithuanian].
 * Source: ELM 3.3.1 XSD enumeration of note subjects; it has no labels, both languages are the register's own.
 * Taken: 2026-11-23.
 */
export const rows: readonly (readonly [string, 'qualification' | 'learningOpportunity', string, string, string])[] = [
  ['ACCREDITATION_AND_QUALITY_ASSURANCE', 'qualification', 'accreditation-and-quality-assurance',
    'accreditation and quality assurance', 'akreditavimas ir kokybės užtikrinimas'],
  ['ASSESSMENT', 'qualification', 'assessment', 'assessment', 'vertinimas'],
  ['AWARDING_ACTIVITY', 'qualification', 'awarding-activity', 'awarding activity', 'suteikimas'],
  ['REGULATIONS_AND_CERTIFICATES', 'qualification', 'regulations-and-certificates',
    'regulations and certificates', 'teisės aktai ir pažymėjimai'],
  ['LEARNING_OUTCOMES', 'qualification', 'learning-outcomes', 'learning outcomes', 'mokymosi rezultatai'],
  ['ENTRY_REQUIREMENTS', 'qualification', 'entry-requirements', 'entry requirements', 'priėmimo reikalavimai'],
  ['LABOUR_MARKET_AND_EMPLOYMENT', 'qualification', 'labour-market-and-employment',
    'labour market and employment', 'darbo rinka ir užimtumas'],
  ['CONTACT_INFO', 'qualification', 'contact-info', 'contact info', 'kontaktinė informacija'],
  ['WAYS_TO_ACQUIRE', 'qualification', 'ways-to-acquire', 'ways to acquire', 'įgijimo būdai'],
  ['HISTORY_AND_LIFECYCLE', 'qualification', 'history-and-lifecycle', 'history and lifecycle', 'istorija ir gyvavimo ciklas'],
  ['PATHWAYS', 'qualification', 'pathways', 'pathways', 'tolesnio mokymosi keliai'],
  ['DURATION_INFORMATION', 'learningOpportunity', 'duration-information', 'duration information', 'trukmė'],
  ['PROVIDER_TYPE', 'learningOpportunity', 'provider-type', 'provider type', 'teikėjo tipas'],
  ['GRANTS', 'learningOpportunity', 'grants', 'grants', 'parama'],
  ['COSTS', 'learningOpportunity', 'costs', 'costs', 'kaina'],
  ['START_DATE', 'learningOpportunity', 'start-date', 'start date', 'pradžios data'],
];
