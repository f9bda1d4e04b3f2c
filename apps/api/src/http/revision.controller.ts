import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { addDays, canonicalJson, isLocalDate, startOfDay } from '#libs/kernel';
import { OfferReader } from '#libs/offers';
import { isFresh } from './conditional.js';
import { notFound } from './problem.filter.js';

/** The permanent address of a published state: the very bytes whose hash is cited. */
@Public()
@Controller('offers')
export class RevisionController {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly offers: OfferReader,
  ) {}

  @Get(':id/revisions/:number')
  async read(@Param() { id, number }: { id: string; number: string }, @Req() request: Request, @Res() response: Response): Promise<void> {
    const revision = /^[1-9]\d{0,8}$/.test(number) ? await this.offers.revision(this.uow.read, id, Number(number)) : null;
    if (!revision) throw notFound('There is no such revision.');
    const etag = `"${revision.hash}"`;
    response.setHeader('etag', etag);
    // It can never change.
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    if (isFresh(request.headers, { etag })) {
      response.status(304).end();
      return;
    }
    const body = canonicalJson(revision.document);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** The offer as it was advertised at the end of a day of the register, by its permanent address. */
  @Get(':id/as-advertised/:day')
  async asAdvertised(@Param() { id, day }: { id: string; day: string }, @Res() response: Response): Promise<void> {
    if (!isLocalDate(day)) throw notFound('A day is written YYYY-MM-DD.');
    if (day > registerToday(this.config)) throw notFound('That day has not come yet.');
    const lastInstant = new Date(startOfDay(addDays(day, 1), this.config.country.timeZone).getTime() - 1);
    const offer = await this.offers.asOf(this.uow.read, id, lastInstant);
    if (!offer) throw notFound('There was no such offer before the public on that day.');
    response.redirect(303, `/offers/${offer.id}/revisions/${offer.revision}`);
  }
}
