import type { PublishedDocument } from './published-document.js';

/** Documents kept, not bytes: at about ten kilobytes each in memory this is some 100 MB at the most. */
const CAPACITY = 10_000;

/**
 * Published documents by hash, the least recently read given up first. A hash names one content for ever, so nothing
 * here can be out of date; whether a document may be shown is asked of the database each time.
 */
export class DocumentCache {
  private readonly documents = new Map<string, PublishedDocument>();

  constructor(private readonly capacity = CAPACITY) {}

  get(hash: string): PublishedDocument | undefined {
    const document = this.documents.get(hash);
    if (document) {
      // A map keeps the order of insertion: what is read moves to the end.
      this.documents.delete(hash);
      this.documents.set(hash, document);
    }
    return document;
  }

  set(hash: string, document: PublishedDocument): void {
    this.documents.delete(hash);
    this.documents.set(hash, deepFreeze(document));
    const [oldest] = this.documents.keys();
    if (this.documents.size > this.capacity && oldest !== undefined) this.documents.delete(oldest);
  }
}

/** Shared by all readers: whoever changed one would change it for everybody. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
