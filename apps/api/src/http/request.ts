import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What our middleware adds to a request. */
export interface ApiRequest extends Request {
  requestId: string;
}

export type Middleware = (request: Request, response: Response, next: NextFunction) => void;

const SANE_ID = /^[A-Za-z0-9._-]{8,128}$/;

/** A caller's own id is kept, so that its log and ours can be read together; anything odd is replaced. */
export const requestIdOf = (given: string | undefined): string => (given && SANE_ID.test(given) ? given : randomUUID());

export const GRAPHQL_PATH = '/graphql';

/** By the address as it came: inside a mounted part, Express shortens `path`. Case and a trailing slash do not matter to it. */
export const isGraphql = (request: Request): boolean => /^\/graphql(?:[/?]|$)/i.test(request.originalUrl);
