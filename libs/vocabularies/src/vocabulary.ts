import type { Concept, VocabularySource } from './concept.js';

/** A closed code list, in the order in which it is to be shown. */
export class Vocabulary<C extends Concept = Concept> {
  readonly id: string;
  readonly source: string;
  readonly version: string;
  private readonly byCode: ReadonlyMap<string, C>;
  private readonly uris: ReadonlyMap<string, C>;

  constructor({ id, source, version }: VocabularySource, private readonly concepts: readonly C[]) {
    this.id = id;
    this.source = source;
    this.version = version;
    this.byCode = new Map(concepts.map((concept) => [concept.code, concept]));
    this.uris = new Map(concepts.map((concept) => [concept.uri, concept]));
  }

  get(code: string): C | undefined {
    return this.byCode.get(code);
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  byUri(uri: string): C | undefined {
    return this.uris.get(uri);
  }

  all(): readonly C[] {
    return this.concepts;
  }

  codes(): readonly string[] {
    return [...this.byCode.keys()];
  }
}
