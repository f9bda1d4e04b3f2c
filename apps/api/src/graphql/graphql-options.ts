import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Config } from '#libs/config';
import { LIMITS } from '../http/limits.js';
import type { Log } from '../http/logger.js';
import type { Metrics } from '../http/metrics.js';
import { GRAPHQL_PATH, type ApiRequest } from '../http/request.js';
import type { ContextFactory } from './context.js';
import { guardFields, restrictedFields } from '../access/restricted-fields.js';
import { errorsPlugin, formatError } from './errors.plugin.js';
import { limitsPlugin } from './limits/limits.plugin.js';
import { localiseFields } from './localised-fields.js';
import { resolvers } from './resolvers.js';

export interface GraphqlParts {
  config: Config;
  contexts: ContextFactory;
  log: Log;
  metrics: Metrics;
}

/** Apollo Server behind Nest: parsed documents are kept, nothing is wrapped around plain fields. */
export const graphqlOptions = ({ config, contexts, log, metrics }: GraphqlParts): ApolloDriverConfig => ({
  driver: ApolloDriver,
  path: GRAPHQL_PATH,
  autoSchemaFile: true,
  sortSchema: true,
  transformSchema: (schema) => guardFields(localiseFields(schema, config.country.languages), restrictedFields(resolvers), contexts.guard),
  fieldResolverEnhancers: [],
  autoTransformHttpErrors: false,
  context: ({ req }: { req: ApiRequest }) => contexts.make(req),
  formatError,
  introspection: true,
  graphiql: false,
  csrfPrevention: true,
  includeStacktraceInErrorResponses: false,
  persistedQueries: false,
  parseOptions: { maxTokens: LIMITS.tokens },
  logger: { debug: () => undefined, info: () => undefined, warn: (message) => log.pino.warn(message), error: (message) => log.pino.error(message) },
  plugins: [
    // The cache policy would put a hook around every field of every answer.
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    limitsPlugin(),
    errorsPlugin(log, metrics),
  ],
});
