import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessError } from '#libs/access';
import { ProblemError } from '#libs/kernel';
import { Problems } from '../graphql/problem.type.js';
import { Log } from './logger.js';
import { refuse, type Refusal } from './problem-details.js';
import type { ApiRequest } from './request.js';

const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED', 413: 'BODY_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** An expected failure of an HTTP route. */
export class HttpProblem extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
    this.name = 'HttpProblem';
  }
}

export const notFound = (detail: string): HttpProblem => new HttpProblem({ status: 404, code: 'NOT_FOUND', detail });

/** HTTP routes answer problem details, GraphQL its own errors; what nobody expected is logged and says nothing. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return graphqlAnswer(error, host);
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    refuse(request, response, this.refusalOf(error, request));
    return undefined;
  }

  private refusalOf(error: unknown, request: Request): Refusal {
    if (error instanceof HttpProblem) return error.refusal;
    if (error instanceof AccessError) return { status: error.status, code: error.extensions.code, detail: error.message };
    const status = statusOf(error);
    if (status !== null && status < 500) {
      return { status, code: CODES[status] ?? 'BAD_REQUEST', detail: status === 404 ? 'There is nothing at this address.' : (error as Error).message };
    }
    this.log.pino.error({ err: error, requestId: (request as ApiRequest).requestId }, 'unexpected error');
    return { status: 500, code: 'INTERNAL', detail: 'Something went wrong here. Give the request id when you report it.' };
  }
}

/**
 * A record that is not there, or not the asker's, is data: Problems of a mutation, null of a query. For the rest graphql-js
 * takes a returned Error as thrown; its errors plugin does what remains.
 */
function graphqlAnswer(error: unknown, host: ArgumentsHost): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { parentType } = host.getArgByIndex<{ parentType: { name: string } }>(3);
  return parentType.name === 'Mutation' ? new Problems(error.problems) : null;
}

/** Of Nest's exceptions and of errors made by Express' own parts (`URIError` of a broken address, for example). */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}
