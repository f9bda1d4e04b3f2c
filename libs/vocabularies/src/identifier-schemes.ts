import { OWN_SOURCE, OWN_VERSION, ownScheme, ownUri, type Concept } from './concept.js';
import { IDENTIFIER_SCHEMES, identifierSchemeRows } from './tables/organisations.js';
import { Vocabulary } from './vocabulary.js';

export interface IdentifierSchemeConcept extends Concept {
  /** Source of a RegExp for the whole identifier. */
  readonly pattern: string;
  /** What, followed by the identifier, makes its URI; only where such URIs exist. */
  readonly uriBase?: string;
}

const ID = 'identifier-schemes';

export const identifierSchemes = new Vocabulary<IdentifierSchemeConcept>(
  { id: ID, source: OWN_SOURCE, version: OWN_VERSION },
  IDENTIFIER_SCHEMES.map((code): IdentifierSchemeConcept => {
    const { en, lt, ...rest } = identifierSchemeRows[code];
    return { code, uri: ownUri(ID, code), scheme: ownScheme(ID), label: { en, lt }, ...rest };
  }),
);
