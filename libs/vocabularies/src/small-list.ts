import {
  ELM_VERSION, europassScheme, europassUri, labelOf, OWN_SOURCE, OWN_VERSION, ownScheme, ownUri, type Concept,
} from './concept.js';
import type { ElmRow, OwnRow } from './tables/rows.js';
import { Vocabulary } from './vocabulary.js';

export interface ElmList {
  id: string;
  /** Name of the list inside Europass URIs: `http://data.europa.eu/snb/{list}/…`. */
  list: string;
  source?: string;
}

export function elmVocabulary({ id, list, source }: ElmList, table: Readonly<Record<string, ElmRow>>): Vocabulary {
  const concepts = Object.entries(table).map(
    ([code, [suffix, en, lt]]): Concept => ({
      code, uri: europassUri(list, suffix), scheme: europassScheme(list), label: { en, lt },
    }),
  );
  return new Vocabulary({ id, source: source ?? `Europass "${list}", XSD enumeration`, version: ELM_VERSION }, concepts);
}

export function ownVocabulary(id: string, table: Readonly<Record<string, OwnRow>>): Vocabulary {
  const concepts = Object.entries(table).map(
    ([code, [en, lt]]): Concept => ({ code, uri: ownUri(id, code), scheme: ownScheme(id), label: labelOf(en, lt) }),
  );
  return new Vocabulary({ id, source: OWN_SOURCE, version: OWN_VERSION }, concepts);
}
