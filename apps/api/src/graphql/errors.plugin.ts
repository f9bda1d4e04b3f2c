import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Log } from '../http/logger.js';
import type { Metrics } from '../http/metrics.js';
import type { ApiContext } from './context.js';

const INTERNAL = 'INTERNAL';
/** Ours and Apollo's name for "nobody expected this". */
const UNEXPECTED = new Set<unknown>([undefined, 'INTERNAL_SERVER_ERROR', INTERNAL]);
const TOKENS = /Document contains more tha[nt] \d+ tokens/;

/** Errors without a code of ours or of Apollo's are nobody's plan: logged with the request id, and answered as INTERNAL. */
export function errorsPlugin(log: Log, metrics: Metrics): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors(request: GraphQLRequestContext<ApiContext>) {
          for (const error of request.errors ?? []) {
            if (isUnexpected(error)) markInternal(error, request, log);
            else if (TOKENS.test(error.message)) error.extensions.code = 'QUERY_TOO_LONG';
            metrics.countError(String(error.extensions.code));
          }
        },
      };
    },
    async unexpectedErrorProcessingRequest({ error }) {
      log.pino.error({ err: error }, 'unexpected error outside an operation');
    },
    async contextCreationDidFail({ error }) {
      log.pino.error({ err: error }, 'no context could be made for a request');
    },
  };
}

const isUnexpected = (error: GraphQLError): boolean => UNEXPECTED.has(error.extensions.code);

function markInternal(error: GraphQLError, { contextValue, operationName }: GraphQLRequestContext<ApiContext>, log: Log): void {
  const { requestId } = contextValue;
  log.pino.error({ err: unwrapResolverError(error), requestId, operationName, path: error.path }, 'unexpected error');
  error.extensions.code = INTERNAL;
  error.extensions.requestId = requestId;
}

/** The last gate: whatever is INTERNAL says nothing of the inside. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, requestId } = formatted.extensions ?? {};
  if (!UNEXPECTED.has(code)) return formatted;
  return {
    message: 'Something went wrong here. Give the request id when you report it.',
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: INTERNAL, ...(requestId !== undefined && { requestId }) },
  };
}
