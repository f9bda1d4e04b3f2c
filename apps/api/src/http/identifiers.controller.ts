import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { localDateOf } from '#libs/kernel';
import { OfferReader, type Tombstone } from '#libs/offers';
import { Organisations } from '#libs/organisations';
import { isFresh } from './conditional.js';
import { HttpProblem, notFound } from './problem.filter.js';

/**
 * Every identifier and page address that stands in a feed leads somewhere. Identifiers name things, not files: they
 * answer 303 with the address of what is known about the thing.
 */
@Public()
@Controller()
export class IdentifiersController {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly offers: OfferReader,
    private readonly organisations: Organisations,
  ) {}

  /** The offer as it is published now. */
  @Get('offers/:id')
  async offer(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const offer = (await this.offers.public(this.uow.read, [id])).get(id.toLowerCase());
    if (!offer) throw await this.gone(id);
    const etag = `"${offer.hash}"`;
    response.setHeader('etag', etag);
    response.setHeader('cache-control', 'public, max-age=0, must-revalidate');
    if (isFresh(request.headers, { etag })) {
      response.status(304).end();
      return;
    }
    const { revision, hash, publishedAt, document } = offer;
    response.json({ revision, hash, publishedAt, permalink: `${this.config.http.publicUrl}/offers/${offer.id}/revisions/${revision}`, document });
  }

  /** The page of an offer in a language, until the portal takes this address. */
  @Get(':language/offers/:id')
  page(@Param() { language, id }: { language: string; id: string }, @Res() response: Response): void {
    if (!this.config.country.languages.includes(language)) throw notFound(`The register has no pages in “${language}”.`);
    response.redirect(303, `/offers/${encodeURIComponent(id)}`);
  }

  @Get(['id/specification/:id{/*part}', 'id/offering/:id{/*part}'])
  specification(@Param('id') id: string, @Res() response: Response): void {
    response.redirect(303, `/offers/${encodeURIComponent(id)}`);
  }

  private async gone(id: string): Promise<HttpProblem> {
    const tombstone = await this.offers.tombstone(this.uow.read, id);
    if (!tombstone) return notFound('There is no such offer.');
    return new HttpProblem({ status: 410, code: `OFFER_${tombstone.status}`, detail: await this.epitaph(id, tombstone) });
  }

  private async epitaph(id: string, { status, at, reason, successorId }: Tombstone): Promise<string> {
    const { publicUrl } = this.config.http;
    if (status === 'ARCHIVED') return `The offer is archived${at ? ` since ${localDateOf(at, this.config.country.timeZone)}` : ''}: it is over and no new run came.`;
    if (status !== 'PROVIDER_NOT_REGISTERED') return sentence(WHY[status], reason, successorId && `${publicUrl}/offers/${successorId}`);
    const providerId = (await this.offers.state(this.uow.read, id))?.providerId ?? '';
    const provider = (await this.organisations.load(this.uow.read, [providerId])).get(providerId)?.provider;
    const why = provider?.status === 'SUSPENDED' ? 'The provider of the offer is suspended' : 'The provider of the offer is no longer in the register';
    return sentence(why, reason, provider?.successorId && `${publicUrl}/organisations/${provider.successorId}`);
  }
}

const sentence = (why: string, reason: string | null, successor: string | null | undefined): string =>
  `${why}${reason ? `: ${reason}` : '.'}${successor ? ` ${successor}` : ''}`;

const WHY = {
  WITHDRAWN: 'The offer was withdrawn',
  SUPERSEDED: 'The offer was replaced by a new one',
} as const;
