import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { IndexRebuild } from '#libs/search';
import { Metrics } from './metrics.js';

interface Reply {
  status: number;
  type: string;
  body: string;
}

/** `/health` (it runs), `/health/ready` (database, engine and index are as they should be) and `/metrics`. */
@Injectable()
export class HealthServer {
  private server: Server | null = null;

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly rebuild: IndexRebuild,
    private readonly metrics: Metrics,
  ) {}

  /** @returns the port it listens on. */
  async start(): Promise<number> {
    const { host, workerPort } = this.config.http;
    const server = (this.server = createServer((request, response) => {
      this.reply(request.method ?? '', (request.url ?? '').split('?')[0] as string)
        .catch((): Reply => json(500, { status: 'error' }))
        .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body), () => undefined);
    }));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(workerPort, host, resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
  }

  private async reply(method: string, path: string): Promise<Reply> {
    if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'method not allowed' });
    switch (path) {
      case '/health': return json(200, { status: 'ok' });
      case '/health/ready': return this.ready();
      case '/metrics': return { status: 200, type: this.metrics.registry.contentType, body: await this.metrics.registry.metrics() };
      default: return json(404, { status: 'not found' });
    }
  }

  private async ready(): Promise<Reply> {
    const [database, search] = await Promise.all([
      this.uow.read.query('SELECT 1').then(() => true, () => false),
      this.rebuild.isCurrent().catch(() => false),
    ]);
    return json(database && search ? 200 : 503, { status: database && search ? 'ready' : 'not ready', database, search });
  }
}

const json = (status: number, value: object): Reply => ({ status, type: 'application/json', body: `${JSON.stringify(value)}\n` });
