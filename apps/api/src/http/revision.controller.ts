import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { canonicalJson } from '#libs/kernel';
import { OfferReader } from '#libs/offers';
import { isFresh } from './conditional.js';
import { notFound } from './problem.filter.js';

/** The permanent address of a published state: the very bytes whose hash is cited. */
@Public()
@Controller('offers')
export class RevisionController {
  constructor(
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
}
