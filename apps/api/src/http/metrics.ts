import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { UnitOfWork } from '#libs/database';

/** Known routes by their pattern: a label value made by visitors would grow without end. */
function routeOf(path: string): string {
  if (/^\/graphql(\/|$)/i.test(path)) return '/graphql';
  if (/^\/(|health|health\/ready|metrics|feeds\/europass\/(loq\.xml|report\.json))$/.test(path)) return path;
  if (/^\/offers\/[^/]+\/revisions\/[^/]+$/.test(path)) return '/offers/:id/revisions/:number';
  if (/^(\/[a-z]{2})?\/offers\/[^/]+$/.test(path)) return '/offers/:id';
  if (/^\/organisations\/[^/]+$/.test(path)) return '/organisations/:id';
  if (/^\/id\/(offering|specification|organisation)\//.test(path)) return '/id';
  return 'other';
}

export interface GaugeOptions {
  name: string;
  help: string;
  labels?: string[];
  /** Sets the gauge, at every scrape. */
  read: (gauge: Gauge) => unknown;
}

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** Numbers for Prometheus. Each application has its own registry, so that several can live in one process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = this.counter('http_requests_total', 'Requests by route and status.', ['route', 'status']);
  private readonly errors = this.counter('graphql_errors_total', 'Errors in GraphQL answers by code.', ['code']);
  private readonly durations = new Histogram({
    name: 'register_http_request_duration_seconds',
    help: 'Time to answer by route.',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor(private readonly uow: UnitOfWork) {
    this.gauge({
      name: 'database_pool_connections', help: 'Connections of the pool by state.', labels: ['state'], read: (gauge) => this.readPool(gauge),
    });
  }

  observeRequest(path: string, status: number, seconds: number): void {
    const route = routeOf(path);
    this.requests.inc({ route, status });
    this.durations.observe({ route }, seconds);
  }

  countError(code: string): void {
    this.errors.inc({ code });
  }

  /** A number asked for at every scrape; when it cannot be had, it is left out and the rest is still told. */
  gauge({ name, help, labels = [], read }: GaugeOptions): Gauge {
    return new Gauge({
      name: `register_${name}`,
      help,
      labelNames: labels,
      registers: [this.registry],
      async collect(this: Gauge) {
        try {
          await read(this);
        } catch {
          this.reset();
        }
      },
    });
  }

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `register_${name}`, help, labelNames, registers: [this.registry] });
  }

  private readPool(gauge: Gauge): void {
    const { totalCount, idleCount, waitingCount } = (this.uow.dataSource.driver as unknown as { master: Pool }).master;
    gauge.set({ state: 'busy' }, totalCount - idleCount);
    gauge.set({ state: 'idle' }, idleCount);
    gauge.set({ state: 'waiting' }, waitingCount);
  }
}
