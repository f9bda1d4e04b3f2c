import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { EuropassFeedStore, type BuiltFeed } from '#libs/europass';
import { isFresh, takesGzip } from './conditional.js';
import { refuse } from './problem-details.js';

interface Served {
  path: string;
  contentType: string;
  etag: string;
  lastModified: Date;
}

/** Serves what the worker has built, and nothing else. */
@Public()
@Controller('feeds/europass')
export class FeedsController {
  constructor(
    private readonly config: Config,
    private readonly store: EuropassFeedStore,
  ) {}

  @Get('loq.xml')
  loq(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.serve(request, response, ({ path, etag, lastModified }) => ({
      path, etag, lastModified, contentType: 'application/xml; charset=utf-8',
    }));
  }

  /** The report may differ where the feed is the same (other losses, other builds): its tag is its own. */
  @Get('report.json')
  report(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.serve(request, response, ({ reportPath, lastModified }) => ({
      path: reportPath, etag: '', lastModified, contentType: 'application/json; charset=utf-8',
    }));
  }

  private async serve(request: Request, response: Response, choose: (feed: BuiltFeed) => Served): Promise<void> {
    const feed = await this.store.current();
    if (!feed) {
      response.setHeader('retry-after', String(Math.max(1, Math.ceil(this.config.feedIntervalSeconds))));
      refuse(request, response, { status: 503, code: 'FEED_NOT_BUILT', detail: 'The feed has not been built yet; try again in a moment.' });
      return;
    }
    await send(request, response, choose(feed));
  }
}

async function send(request: Request, response: Response, file: Served): Promise<void> {
  // Opened before anything is promised: a build may switch meanwhile, and an open file stays whole.
  const handle = await open(file.path, 'r');
  try {
    const { size, mtime } = await handle.stat();
    const etag = file.etag || `"${size.toString(16)}-${mtime.getTime().toString(16)}"`;
    const lastModified = file.etag ? file.lastModified : mtime;
    response.setHeader('etag', etag);
    response.setHeader('last-modified', lastModified.toUTCString());
    response.setHeader('cache-control', 'public, max-age=0, must-revalidate');
    response.setHeader('vary', 'accept-encoding');
    if (isFresh(request.headers, { etag, lastModified })) {
      response.status(304).end();
      return;
    }
    response.setHeader('content-type', file.contentType);
    const gzip = takesGzip(request.headers['accept-encoding']);
    if (gzip) {
      // Other bytes need another tag; a weak one says that they mean the same.
      response.setHeader('etag', `W/${etag}`);
      response.setHeader('content-encoding', 'gzip');
    } else {
      response.setHeader('content-length', size);
    }
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const content = createReadStream('', { fd: handle, autoClose: false });
    await (gzip ? pipeline(content, createGzip(), response) : pipeline(content, response));
  } catch (error) {
    // The reader went away: nobody is left to be told.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await handle.close();
  }
}
