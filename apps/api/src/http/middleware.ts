import express, { type NextFunction, type Request, type Response } from 'express';
import type { RateLimits } from '#libs/access';
import { LIMITS } from './limits.js';
import type { Log } from './logger.js';
import type { Metrics } from './metrics.js';
import { refuse } from './problem-details.js';
import { isGraphql, requestIdOf, type ApiRequest, type Middleware } from './request.js';

/** Probes and scrapers come every few seconds from one address: they are neither limited nor written to the log. */
const isProbe = (request: Request): boolean => /^\/(?:health(?:\/ready)?|metrics)\/?$/.test(request.path);

export function identify(): Middleware {
  return (request, response, next) => {
    const id = requestIdOf(request.get('x-request-id'));
    (request as ApiRequest).requestId = id;
    response.setHeader('x-request-id', id);
    response.setHeader('x-content-type-options', 'nosniff');
    next();
  };
}

/** One log line and one measurement for each request, when its answer is out or its reader is gone. */
export function observe(log: Log, metrics: Metrics): Middleware {
  return (request, response, next) => {
    const began = performance.now();
    // Express rewrites `path` while it goes through mounted parts.
    const { path } = request;
    response.once('close', () => {
      const milliseconds = performance.now() - began;
      metrics.observeRequest(path, response.statusCode, milliseconds / 1000);
      if (isProbe(request)) return;
      const { requestId, method } = request as ApiRequest;
      const line = { requestId, method, path, status: response.statusCode, ms: Math.round(milliseconds), whole: response.writableFinished };
      log.pino.info(line, 'request');
    });
    next();
  };
}

/**
 * Answers in place of whoever did not within the time. What still runs is left to end by itself (the database ends its
 * statements after a minute); its answer is thrown away.
 */
export function limitTime(milliseconds: number): Middleware {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      const detail = `This took longer than ${milliseconds / 1000} s and was given up. A change may still have been made.`;
      refuse(request, response, { status: 503, code: 'TIMEOUT', detail });
      silence(response);
    }, milliseconds);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

/** Later writers must neither fail nor be heard. */
function silence(response: Response): void {
  const nothing = () => response;
  Object.assign(response, { setHeader: nothing, removeHeader: nothing, writeHead: nothing, send: nothing, json: nothing, end: nothing, write: () => true });
}

export function limitRate(limits: RateLimits, log: Log): Middleware {
  return (request, response, next) => {
    if (isProbe(request)) return next();
    limits.secondsToWait(request.ip ?? '').then(
      (seconds) => {
        if (seconds === null) return next();
        response.setHeader('retry-after', String(seconds));
        refuse(request, response, { status: 429, code: 'RATE_LIMITED', detail: `Too many requests; try again in ${seconds} s.` });
      },
      (error: unknown) => {
        // The limit protects the service; it must not be what stops it.
        log.pino.error({ err: error }, 'rate limit failed');
        next();
      },
    );
  };
}

/** JSON bodies, for GraphQL only: no other route reads one. */
export function readBody(): Middleware {
  const parse = express.json({ limit: LIMITS.bodyBytes, type: ['application/json', 'application/graphql-response+json'] });
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isGraphql(request)) return next();
    parse(request, response, (error?: unknown) => {
      if (!error) return next();
      const { type, status } = error as { type?: string; status?: number };
      if (type === 'entity.too.large') {
        refuse(request, response, { status: 413, code: 'BODY_TOO_LARGE', detail: `A request body may have at most ${LIMITS.bodyBytes} bytes.` });
      } else {
        const detail = type === 'entity.parse.failed' ? 'The body is not JSON.' : 'The body cannot be read.';
        refuse(request, response, { status: status && status < 500 ? status : 400, code: 'BAD_REQUEST', detail });
      }
    });
  };
}
