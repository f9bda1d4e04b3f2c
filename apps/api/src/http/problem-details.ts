import type { Request, Response } from 'express';
import { isGraphql, type ApiRequest } from './request.js';

/** One refusal, before it takes the form its reader expects. */
export interface Refusal {
  status: number;
  code: string;
  /** One sentence for people. */
  detail: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  410: 'Gone',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
};

/** RFC 9457; `type` stays `about:blank` with the status' title, `code` is what programs read. */
export const problemDetails = (refusal: Refusal, requestId: string) => ({
  type: 'about:blank',
  title: TITLES[refusal.status] ?? 'Error',
  status: refusal.status,
  detail: refusal.detail,
  code: refusal.code,
  requestId,
});

/** Answers in the reader's form: GraphQL-shaped JSON at /graphql, problem details everywhere else. */
export function refuse(request: Request, response: Response, refusal: Refusal): void {
  if (response.headersSent) {
    // Half an answer is out: only breaking the connection tells the reader that it is not whole.
    response.destroy();
    return;
  }
  const { requestId } = request as ApiRequest;
  response.statusCode = refusal.status;
  response.setHeader('cache-control', 'no-store');
  if (isGraphql(request)) {
    const { code, detail } = refusal;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify({ errors: [{ message: detail, extensions: { code, requestId } }] }));
    return;
  }
  response.setHeader('content-type', 'application/problem+json; charset=utf-8');
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(problemDetails(refusal, requestId)));
}
