import type { LanguageMap } from '#libs/kernel';
import type { SourceFormat } from './reader.js';

/**
 * A tree in the shape of what is to be made. Strings are JSONata expressions over the record, numbers and booleans are
 * themselves; `{"each": "…", "as": …}` makes a list with one element for each value of the expression.
 */
export type MappingTree = string | number | boolean | MappingTree[] | { [key: string]: MappingTree };

/** A file beside the imported one whose records belong to its records. */
export interface JoinedSource extends SourceFormat {
  /** Name of the file, in the folder of the imported one. */
  file: string;
  /** Field that holds the key of the record it belongs to. */
  key: string;
}

/** How the records of one foreign catalogue become offers: data, no code (`profiles/profile.schema.json`). */
export interface Profile {
  name: string;
  title: LanguageMap;
  source: SourceFormat;
  /** Field of the record by which joined records refer to it. */
  key?: string;
  /** By the name under which expressions find them: `$runs`. */
  joined?: Record<string, JoinedSource>;
  /** Values of the source and what they mean here; null for values known to mean nothing. Read with `$coded(table, value)`. */
  tables?: Record<string, Record<string, unknown>>;
  /** What the profile takes for granted; every report says so. */
  assumptions?: LanguageMap[];
  /** Fields that are left out on purpose, each with the reason. */
  notTaken?: Record<string, string>;
  /** The provider: identifiers and, for --register-providers, everything else. */
  organisation: MappingTree;
  /** The OfferDraft: code, content, runs. */
  offer: MappingTree;
}
