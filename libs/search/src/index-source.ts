import { Injectable } from '@nestjs/common';
import { outboxLag, UnitOfWork } from '#libs/database';
import { OfferReader, type PublicOffer } from '#libs/offers';
import type { IndexDocument } from './index-document.js';
import { IndexDocuments } from './index-documents.js';

/** All that the index ought to hold. */
@Injectable()
export class IndexSource {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: OfferReader,
    private readonly documents: IndexDocuments,
  ) {}

  /** The documents of all public offers, page by page in order of id. */
  async *pages(size: number): AsyncGenerator<IndexDocument[]> {
    for await (const offers of this.offers(size)) yield await this.documents.of(offers);
  }

  /** The ids of all public offers, page by page. */
  async *ids(size: number): AsyncGenerator<string[]> {
    for await (const offers of this.offers(size)) yield offers.map((offer) => offer.id);
  }

  /** Outbox rows still to be worked off. */
  async pending(): Promise<number> {
    return (await outboxLag(this.uow.read)).rows;
  }

  private async *offers(size: number): AsyncGenerator<PublicOffer[]> {
    for (let after: string | null = null; ; ) {
      const page: PublicOffer[] = await this.reader.publicPage(this.uow.read, { after, limit: size });
      if (!page.length) return;
      yield page;
      after = (page.at(-1) as PublicOffer).id;
    }
  }
}
