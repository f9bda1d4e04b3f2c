import { ELM_VERSION, europassScheme, europassUri, type Concept } from './concept.js';
import { rows } from './tables/isced-f.js';
import { Vocabulary } from './vocabulary.js';

/** ISCED-F 2013: broad (2 digits), narrow (3) and detailed (4) fields. */
export const iscedFields = new Vocabulary(
  { id: 'isced-fields', source: 'ISCED-F 2013, Europass "isced-f", XSD enumeration', version: ELM_VERSION },
  rows.map(([code, en, lt]): Concept => ({
    code, uri: europassUri('isced-f', code), scheme: europassScheme('isced-f'), label: { en, lt },
    ...(code.length > 2 && { broader: code.slice(0, -1) }),
  })),
);

/** ISCED-F: the field one level up (`0542` → `054`); none above a broad field. */
export const broader = (code: string): string | undefined => iscedFields.get(code)?.broader;

/** ISCED-F: the broad field (two digits) of a field. */
export const broadField = (code: string): string | undefined => (iscedFields.has(code) ? code.slice(0, 2) : undefined);

/** ISCED-F: whether a scope given as a field covers another field: itself and everything below it. */
export const iscedCovers = (scopeCode: string, code: string): boolean =>
  iscedFields.has(scopeCode) && iscedFields.has(code) && code.startsWith(scopeCode);
