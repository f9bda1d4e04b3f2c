import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { AccessModule, HistoryModule, PeopleModule } from '#libs/access';
import { Config } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { EuropassModule } from '#libs/europass';
import { OffersModule } from '#libs/offers';
import { OrganisationsModule } from '#libs/organisations';
import { QualityModule } from '#libs/quality';
import { SearchModule } from '#libs/search';
import { Owners } from './access/owners.js';
import { ContextFactory } from './graphql/context.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { LoaderFactory, LoadingServices } from './graphql/loaders.js';
import { resolvers } from './graphql/resolvers.js';
import { controllers } from './http/controllers.js';
import { Log } from './http/logger.js';
import { Metrics } from './http/metrics.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ProjectionMetrics } from './http/projection-metrics.js';
import { Readiness } from './http/readiness.js';

const records = [OrganisationsModule, QualityModule, OffersModule];
const rooms = [AccessModule.guarding(Owners, records), PeopleModule, ...records];

/** What every request needs, for the GraphQL module and the routes alike. */
@Module({
  imports: rooms,
  providers: [Log, Metrics, ContextFactory, LoaderFactory, LoadingServices],
  exports: [Log, Metrics, ContextFactory],
})
class RequestModule {}

@Module({
  imports: [
    ...rooms, HistoryModule, SearchModule, EuropassModule, RequestModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [RequestModule],
      inject: [Config, ContextFactory, Log, Metrics],
      useFactory: (...[config, contexts, log, metrics]: [Config, ContextFactory, Log, Metrics]) => graphqlOptions({ config, contexts, log, metrics }),
    }),
  ],
  controllers,
  providers: [...resolvers, Readiness, ProjectionMetrics, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class AppModule {
  static register(config: Config, dataSource: Parameters<typeof DatabaseModule.register>[1]): DynamicModule {
    return { module: AppModule, imports: [DatabaseModule.register(config, dataSource)] };
  }
}
