import { Injectable } from '@nestjs/common';
import type { IndexDocument } from './index-document.js';
import { IndexDocuments } from './index-documents.js';
import { IndexSource } from './index-source.js';
import { Indexer, type Applied } from './indexer.js';
import { MeiliConnection } from './meili-connection.js';

const PAGE = 1000;

/** Where index and database differ, by offer id, sorted. */
export interface IndexDifference {
  /** Public, but not in the index. */
  missing: string[];
  /** In the index, but not public. */
  extra: string[];
  /** In the index with another content. */
  stale: string[];
  /** Outbox rows still to be worked off: what they name may differ without anything being wrong. */
  pending: number;
  documents: number;
}

/** Compares the index with the database, document by document. */
@Injectable()
export class IndexCheck {
  constructor(
    private readonly source: IndexSource,
    private readonly documents: IndexDocuments,
    private readonly indexer: Indexer,
    private readonly connection: MeiliConnection,
  ) {}

  async compare(): Promise<IndexDifference> {
    const held = await this.held();
    const difference: IndexDifference = { missing: [], extra: [], stale: [], pending: 0, documents: held.size };
    for await (const documents of this.source.pages(PAGE)) {
      for (const { id, hash } of documents) {
        const found = held.get(id);
        if (found === undefined) difference.missing.push(id);
        else if (found !== hash) difference.stale.push(id);
        held.delete(id);
      }
    }
    difference.extra = [...held.keys()].sort();
    difference.pending = await this.source.pending();
    return difference;
  }

  /** Looks a second time at what differed: what merely changed during the comparison falls out. */
  async confirm(first: IndexDifference): Promise<IndexDifference> {
    const difference: IndexDifference = { ...first, missing: [], extra: [], stale: [] };
    const ids = idsOf(first);
    for (let at = 0; at < ids.length; at += PAGE) {
      const part = ids.slice(at, at + PAGE);
      const held = await this.indexer.hashes(part);
      const { documents, gone } = await this.documents.load(part);
      for (const { id, hash } of documents) {
        if (!held.has(id)) difference.missing.push(id);
        else if (held.get(id) !== hash) difference.stale.push(id);
      }
      difference.extra.push(...gone.filter((id) => held.has(id)));
    }
    return difference;
  }

  /** Applies the present state of every offer that differs; the outbox lock must be held. */
  repair(difference: IndexDifference): Promise<Applied> {
    return this.indexer.apply(idsOf(difference));
  }

  /** Id and hash of every document in the index. */
  private async held(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    if (!(await this.connection.exists())) return found;
    for (let offset = 0; ; offset += PAGE) {
      const { results } = await this.connection.index().getDocuments<IndexDocument>({ fields: ['id', 'hash'], limit: PAGE, offset });
      for (const { id, hash } of results) found.set(id, hash);
      if (results.length < PAGE) return found;
    }
  }
}

export const idsOf = ({ missing, extra, stale }: IndexDifference): string[] => [...missing, ...extra, ...stale].sort();
