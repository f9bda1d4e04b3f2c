import pg from 'pg';
import type { Logger } from 'pino';

const CONNECT_AGAIN_MS = 2000;

/** Hears the database's `NOTIFY outbox`. Only a hurry-up: whoever misses one finds the rows by polling. */
export class OutboxListener {
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly log: Logger,
    private readonly onNotify: () => void,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'microcredential-register listener', keepAlive: true });
    this.client = client;
    client.on('notification', this.onNotify);
    client.on('error', (error) => this.lost(error));
    client.on('end', () => this.lost(new Error('the connection has ended')));
    try {
      await client.connect();
      await client.query('LISTEN outbox');
    } catch (error) {
      this.lost(error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private lost(error: unknown): void {
    if (this.stopped || this.retry) return;
    this.log.warn({ err: error }, 'Not listening to the database; polling until the connection is back');
    this.client?.removeAllListeners();
    // Without a listener a late error of the old connection would end the process.
    this.client?.on('error', () => undefined);
    this.client?.end().catch(() => undefined);
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.start();
    }, CONNECT_AGAIN_MS);
  }
}
