import { problemCatalogue } from '#libs/kernel';

const FORMATS = 'docs/import.md, "Formats"';
const BAD_INPUT = 'brief, "Import": bad input, each with its own clear Problem and nothing half-written';
const NO_LOSS = 'DESIGN section 6, "No silent loss"';

/** Everything the import itself can say; what is said about an offer comes from the offers' own rules. */
export const intakeProblems = problemCatalogue({
  FILE_MISSING: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'There is no file "{file}".', lt: 'Failo „{file}“ nėra.',
  },
  FILE_NOT_READABLE: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The file "{file}" cannot be read ({reason}).', lt: 'Failo „{file}“ perskaityti nepavyksta ({reason}).',
  },
  FILE_EMPTY: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The file "{file}" holds no records.', lt: 'Faile „{file}“ nėra įrašų.',
  },
  FILE_TOO_LARGE: {
    severity: 'ERROR', source: 'DESIGN section 6, "Limits"',
    en: 'The file "{file}" is larger than {limit} bytes; cut it into parts.',
    lt: 'Failas „{file}“ didesnis nei {limit} baitų; padalykite jį į dalis.',
  },
  FILE_NOT_UTF8: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The file "{file}" is not UTF-8: line {line}, byte {byte}. Save it as UTF-8 and try again.',
    lt: 'Failo „{file}“ koduotė nėra UTF-8: {line} eilutė, {byte} baitas. Išsaugokite jį UTF-8 koduote ir bandykite dar kartą.',
  },
  JSON_TRUNCATED: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The JSON of "{file}" ends in the middle (line {line}): the file was probably cut off. Nothing was taken in.',
    lt: '„{file}“ JSON nutrūksta viduryje ({line} eilutė): failas greičiausiai nukirstas. Nieko neimportuota.',
  },
  JSON_BROKEN: {
    severity: 'ERROR', source: BAD_INPUT,
    en: '"{file}" is not valid JSON (line {line}, or the record that begins there). Nothing was taken in.',
    lt: '„{file}“ nėra taisyklingas JSON ({line} eilutė arba joje prasidedantis įrašas). Nieko neimportuota.',
  },
  JSON_LIST_MISSING: {
    severity: 'ERROR', source: FORMATS,
    en: '"{file}" has no list of records at "{path}" (line {line}); is it the right profile?',
    lt: 'Faile „{file}“ ties „{path}“ nėra įrašų sąrašo ({line} eilutė); ar tinkamas profilis?',
  },
  JSON_ROOT_OTHER: {
    severity: 'ERROR', source: FORMATS,
    en: '"{file}" is not one JSON object (line {line}); is it the right profile?',
    lt: '„{file}“ nėra vienas JSON objektas ({line} eilutė); ar tinkamas profilis?',
  },
  JSON_KEY_TWICE: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The key "{key}" stands twice in "{file}" (line {line}).',
    lt: 'Raktas „{key}“ faile „{file}“ pasikartoja ({line} eilutė).',
  },
  JSON_TOO_MANY_KEYS: {
    severity: 'ERROR', source: 'DESIGN section 6, "Limits"',
    en: 'An object around the records of "{file}" has more than {limit} keys (line {line}).',
    lt: 'Failo „{file}“ įrašus gaubiantis objektas turi daugiau nei {limit} raktų ({line} eilutė).',
  },
  RECORD_TOO_LARGE: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'A record or line of "{file}" (from line {line}) is larger than {limit} bytes. Nothing was taken in.',
    lt: 'Failo „{file}“ įrašas ar eilutė (nuo {line} eilutės) didesni nei {limit} baitų. Nieko neimportuota.',
  },
  RECORD_TOO_DEEP: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'A record of "{file}" (line {line}) is nested deeper than {limit} levels. Nothing was taken in.',
    lt: 'Failo „{file}“ įrašas ({line} eilutė) įdėtas giliau nei {limit} lygių. Nieko neimportuota.',
  },
  RECORD_NOT_AN_OBJECT: {
    severity: 'ERROR', source: FORMATS,
    en: 'The record is not a JSON object.', lt: 'Įrašas nėra JSON objektas.',
  },
  CSV_COLUMN_COUNT: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'Line {line} of "{file}" has {found} columns, the header has {expected}. Nothing was taken in.',
    lt: 'Failo „{file}“ {line} eilutėje stulpelių yra {found}, antraštėje – {expected}. Nieko neimportuota.',
  },
  CSV_BROKEN: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'Line {line} of "{file}" is not valid CSV ({reason}). Nothing was taken in.',
    lt: 'Failo „{file}“ {line} eilutė nėra taisyklingas CSV ({reason}). Nieko neimportuota.',
  },
  CSV_DELIMITER: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The header of "{file}" is one single column: the profile expects "{expected}" between columns, the file seems to use "{found}".',
    lt: 'Failo „{file}“ antraštė – vienas stulpelis: profilis tikisi skirtuko „{expected}“, o faile, regis, „{found}“.',
  },
  CSV_HEADER: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The header of "{file}" cannot be used: column {column} is empty or has the name of an earlier one ("{name}").',
    lt: 'Failo „{file}“ antraštė netinka: {column} stulpelis tuščias arba pavadintas taip pat kaip ankstesnis („{name}“).',
  },
  CSV_FORMULA_CELL: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The cell of column "{column}" begins like a spreadsheet formula; remove the leading sign.',
    lt: 'Stulpelio „{column}“ langelis prasideda kaip skaičiuoklės formulė; pašalinkite pirmąjį ženklą.',
  },
  PROFILE_UNKNOWN: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'There is no profile "{name}". Known profiles: {known}.', lt: 'Profilio „{name}“ nėra. Žinomi profiliai: {known}.',
  },
  PROFILE_INVALID: {
    severity: 'ERROR', source: FORMATS,
    en: 'The profile "{name}" cannot be used: {reason}.', lt: 'Profilis „{name}“ netinka: {reason}.',
  },
  FORMAT_NOT_STATED: {
    severity: 'ERROR', source: FORMATS,
    en: '"{file}" does not say "format": "{format}"; a file of another format needs a profile ({known}).',
    lt: 'Faile „{file}“ nenurodyta "format": "{format}"; kito formato failui reikia profilio ({known}).',
  },
  SOURCE_MISSING: {
    severity: 'ERROR', source: FORMATS,
    en: 'The profile needs the file "{file}" beside the imported one, and it is not there.',
    lt: 'Profiliui reikia failo „{file}“ greta importuojamojo, o jo nėra.',
  },
  SOURCE_RECORD_ORPHAN: {
    severity: 'ERROR', source: NO_LOSS,
    en: 'The record belongs to "{key}", which is not in the imported file; it was not taken in.',
    lt: 'Įrašas priklauso „{key}“, kurio importuojamame faile nėra; jis neimportuotas.',
  },
  SOURCE_RECORD_NO_KEY: {
    severity: 'ERROR', source: NO_LOSS,
    en: 'The record does not say to which offer it belongs ("{field}" is empty); it was not taken in.',
    lt: 'Įraše nenurodyta, kuriam pasiūlymui jis priklauso („{field}“ tuščias); jis neimportuotas.',
  },
  SOURCE_TOO_MANY: {
    severity: 'ERROR', source: 'DESIGN section 6, "Limits"',
    en: 'More than {limit} records of "{source}" belong to this one.',
    lt: 'Šiam įrašui priklauso daugiau nei {limit} „{source}“ įrašų.',
  },
  MAPPING_FAILED: {
    severity: 'ERROR', source: FORMATS,
    en: 'The profile cannot map this record: {reason}', lt: 'Profilis šio įrašo pertvarkyti negali: {reason}',
  },
  MAPPING_TIMEOUT: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The profile did not finish with this record within {limit} ms.',
    lt: 'Profilis šio įrašo per {limit} ms nepertvarkė.',
  },
  MAPPING_ENDLESS: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The profile "{name}" does not come to an end ({count} records in a row took longer than allowed). Nothing was taken in.',
    lt: 'Profilis „{name}“ nesibaigia (leistiną laiką viršijo {count} įrašai). Nieko neimportuota.',
  },
  VALUE_UNKNOWN: {
    severity: 'WARNING', source: NO_LOSS,
    en: 'The value "{value}" is not in the profile\'s table "{table}"; it was left out.',
    lt: 'Reikšmės „{value}“ profilio lentelėje „{table}“ nėra; ji praleista.',
  },
  VALUE_NOT_A_NUMBER: {
    severity: 'WARNING', source: NO_LOSS,
    en: 'The value "{value}" is not a number; it was left out.', lt: 'Reikšmė „{value}“ nėra skaičius; ji praleista.',
  },
  VALUE_NOT_A_DATE: {
    severity: 'WARNING', source: NO_LOSS,
    en: 'The value "{value}" is not a date (YYYY-MM-DD); it was left out.',
    lt: 'Reikšmė „{value}“ nėra data (MMMM-mm-dd); ji praleista.',
  },
  FIELD_NOT_TAKEN: {
    severity: 'INFO', source: NO_LOSS,
    en: 'The field "{field}" of the source is not taken over. {reason}',
    lt: 'Šaltinio laukas „{field}“ neperimamas. {reason}',
  },
  ASSUMPTION: {
    severity: 'INFO', source: NO_LOSS,
    en: 'Assumed by the profile: {text}', lt: 'Profilio prielaida: {text}',
  },
  ENTRY_KEY_UNKNOWN: {
    severity: 'WARNING', source: NO_LOSS,
    en: 'The key "{key}" is not known; it was left out.', lt: 'Raktas „{key}“ nežinomas; jis praleistas.',
  },
  CODE_MISSING: {
    severity: 'ERROR', source: 'docs/import.md, "What happens to a record"',
    en: 'The record has no code; without one a second import could not find it again.',
    lt: 'Įrašas neturi kodo; be jo kartojant importą įrašo rasti neįmanoma.',
  },
  DUPLICATE_CODE: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The code "{code}" stands twice in the file: record {first} (line {firstLine}) and record {second} (line {secondLine}). The second was refused.',
    lt: 'Kodas „{code}“ faile pasikartoja: {first} įrašas ({firstLine} eilutė) ir {second} įrašas ({secondLine} eilutė). Antrasis atmestas.',
  },
  PROVIDER_NOT_STATED: {
    severity: 'ERROR', source: FORMATS,
    en: 'The record does not name its provider by identifier (scheme and value).',
    lt: 'Įraše nenurodytas teikėjo identifikatorius (schema ir reikšmė).',
  },
  IMPORT_PROVIDER_UNKNOWN: {
    severity: 'ERROR', source: BAD_INPUT,
    en: 'The register knows no provider {scheme} {value}. Register it first, or import with --register-providers if the file or profile describes it.',
    lt: 'Registre nėra teikėjo {scheme} {value}. Pirmiausia jį įregistruokite arba, jei jis aprašytas faile ar profilyje, importuokite su --register-providers.',
  },
  PROVIDER_INVALID: {
    severity: 'ERROR', source: FORMATS,
    en: 'The description of the provider cannot be used: {detail}.', lt: 'Teikėjo aprašas netinka: {detail}.',
  },
  PROVIDER_AMBIGUOUS: {
    severity: 'ERROR', source: FORMATS,
    en: 'The identifiers belong to different organisations of the register.', lt: 'Identifikatoriai priklauso skirtingoms registro organizacijoms.',
  },
  ENRICHMENT_INVALID: {
    severity: 'ERROR', source: 'docs/import.md, "Enrichment"',
    en: 'The enrichment file "{file}" cannot be used: {reason}.', lt: 'Papildymo failas „{file}“ netinka: {reason}.',
  },
  ENRICHMENT_UNUSED: {
    severity: 'WARNING', source: NO_LOSS,
    en: 'The enrichment for "{code}" belongs to no record of the file.',
    lt: '„{code}“ papildymas nepriklauso nė vienam failo įrašui.',
  },
  ENRICHMENT_NOT_NEEDED: {
    severity: 'INFO', source: NO_LOSS,
    en: 'The source itself states "{key}"; the enrichment of it was not used.',
    lt: '„{key}“ nurodytas pačiame šaltinyje; papildymas nepanaudotas.',
  },
  IMPORT_RUNNING: {
    severity: 'ERROR', source: 'docs/import.md, "Limits"',
    en: 'Another import is running; wait until it has finished.', lt: 'Vyksta kitas importas; palaukite, kol jis baigsis.',
  },
});

export type IntakeProblemCode = keyof typeof intakeProblems.definitions;
