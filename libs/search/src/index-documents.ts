import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { OfferProjections, type OfferProjection, type PublicOffer } from '#libs/offers';
import { toIndexDocument, type IndexDocument } from './index-document.js';

export interface LoadedDocuments {
  /** Public at this moment. */
  documents: IndexDocument[];
  /** Asked for, but not to be shown. */
  gone: string[];
}

/** The documents that offers ought to have in the index, as the database says at this moment. */
@Injectable()
export class IndexDocuments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly projections: OfferProjections,
    private readonly config: Config,
  ) {}

  async load(ids: readonly string[]): Promise<LoadedDocuments> {
    const projections = await this.uow.snapshot((tx) => this.projections.load(tx, ids));
    return { documents: this.made(projections), gone: ids.filter((id) => !projections.has(id)) };
  }

  /** Of offers that were read already. */
  async of(offers: readonly PublicOffer[]): Promise<IndexDocument[]> {
    return this.made(await this.uow.snapshot((tx) => this.projections.project(tx, offers)));
  }

  private made(projections: ReadonlyMap<string, OfferProjection>): IndexDocument[] {
    return [...projections.values()].map((projection) => toIndexDocument(projection, this.config.country.languages));
  }
}
