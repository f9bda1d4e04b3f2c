import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig, type Config } from '#libs/config';
import { removeDataDir, secrets, startMeilisearch, startPostgres, type RunningMeilisearch, type RunningPostgres } from '#libs/engines';
import { IndexMaintenance } from '#libs/search';
import { fillCatalogue } from '../catalogue/fill.js';
import { Child, type ChildWish } from './children.js';
import { Cleanup } from './cleanup.js';
import { asOwner, createDatabase, type Database } from './databases.js';
import { openRegister, type Register } from './register.js';

interface Engines {
  postgres: RunningPostgres;
  meilisearch: RunningMeilisearch;
}

/** What the benches play on: engines of their own and catalogues, made when they are first asked for and removed at the end. */
export class Stage {
  readonly cleanup = new Cleanup();
  readonly folder = mkdtempSync(path.join(tmpdir(), 'register-bench-'));
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(readonly offers: number) {
    this.cleanup.add(() => {
      removeDataDir(this.folder);
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  say(text: string): void {
    process.stderr.write(`… ${text}\n`);
  }

  engines(): Promise<Engines> {
    return this.once('engines', async () => {
      this.say('starting PostgreSQL and Meilisearch');
      const postgres = await startPostgres({ dataDir: this.folder });
      this.cleanup.add(() => postgres.stop());
      const meilisearch = await startMeilisearch({ dataDir: this.folder, masterKey: secrets(this.folder).meiliMasterKey });
      this.cleanup.add(() => meilisearch.stop());
      return { postgres, meilisearch };
    });
  }

  async database(name: string): Promise<Database> {
    const { postgres } = await this.engines();
    return this.once(`database ${name}`, () => createDatabase(postgres, name));
  }

  /** The catalogue that all readers are measured on. */
  catalogue(): Promise<Register> {
    return this.filled('bench', this.offers);
  }

  filled(name: string, offers: number): Promise<Register> {
    return this.once(`filled ${name}`, async () => {
      const database = await this.database(name);
      const register = await this.open(database);
      await fillCatalogue(register, { offers, say: (text) => this.say(text) });
      // Statistics and the visibility map, as a server that has run for a day has them.
      await asOwner(database.ownerUrl, (client) => client.query('VACUUM ANALYZE'));
      return register;
    });
  }

  async open(database: Database): Promise<Register> {
    const register = await openRegister(await this.config(database));
    this.cleanup.add(() => register.close());
    return register;
  }

  async config(database: Database, env: Record<string, string> = {}): Promise<Config> {
    return loadConfig({ ...(await this.environment(database)), ...env });
  }

  /** What a program of the register is told when it works on this database. */
  async environment({ name, url, ownerUrl }: Database): Promise<Record<string, string>> {
    const { meilisearch } = await this.engines();
    return {
      NODE_ENV: 'production',
      DATABASE_URL: url,
      DATABASE_OWNER_URL: ownerUrl,
      MEILI_URL: meilisearch.url,
      MEILI_MASTER_KEY: meilisearch.masterKey,
      MEILI_INDEX_PREFIX: `${name}_`,
      ADMIN_API_KEY: secrets(this.folder).adminApiKey,
      PUBLIC_URL: 'https://register.example.org',
      DATA_DIR: this.subfolder(name),
      RATE_LIMIT_PER_MINUTE: '0',
    };
  }

  /** The search index of the catalogue, built by the register. */
  index(): Promise<void> {
    return this.once('index', async () => {
      const { app } = await this.catalogue();
      this.say('building the search index');
      await app.get(IndexMaintenance).reindex();
      // What the outbox holds is in the index now; a worker that started would only find that out offer by offer.
      await asOwner((await this.database('bench')).ownerUrl, (client) => client.query('TRUNCATE outbox'));
    });
  }

  /** The real API on the catalogue. */
  api(): Promise<{ url: string; pid: number }> {
    return this.once('api', async () => {
      await this.index();
      const port = await freePort();
      const child = await this.program('api', 'apps/api/src/main.js', { PORT: String(port) });
      await child.ready(`http://127.0.0.1:${port}/health/ready`);
      return { url: `http://127.0.0.1:${port}/graphql`, pid: child.pid };
    });
  }

  /** The real worker on the catalogue. */
  worker(): Promise<Child> {
    return this.once('worker', async () => {
      await this.index();
      const port = await freePort();
      const child = await this.program('worker', 'apps/worker/src/main.js', { WORKER_PORT: String(port) });
      await child.ready(`http://127.0.0.1:${port}/health/ready`);
      return child;
    });
  }

  private async program(name: string, script: string, env: Record<string, string>): Promise<Child> {
    await this.catalogue();
    const environment = await this.environment(await this.database('bench'));
    const child = Child.start({ name, script, env: { ...environment, ...env }, logFolder: this.subfolder('logs') }, true);
    this.cleanup.add(() => child.stop());
    return child;
  }

  /** A child of the bench itself, on a database. */
  async child(wish: Pick<ChildWish, 'name' | 'script'> & { database: Database }): Promise<Child> {
    const child = await Child.serving({ ...wish, env: await this.environment(wish.database), logFolder: this.subfolder('logs') });
    this.cleanup.add(() => child.stop());
    return child;
  }

  subfolder(name: string): string {
    const folder = path.join(this.folder, 'bench', name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.made.get(name) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    this.made.set(name, made);
    return made;
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
