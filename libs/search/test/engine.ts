import { randomBytes } from 'node:crypto';
import { loadConfig, type Config } from '#libs/config';
import { toIndexDocument, MeiliConnection, MeiliSearchEngine, type CheckedQuery, type SearchAnswer, type SearchQuery } from '../src/index.js';
import { checkQuery } from '../src/query-check.js';
import type { OfferProjection } from '#libs/offers';

export function testConfig(env: NodeJS.ProcessEnv = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    MEILI_URL: process.env.TEST_MEILI_URL,
    MEILI_MASTER_KEY: process.env.TEST_MEILI_MASTER_KEY,
    MEILI_INDEX_PREFIX: `spec-${randomBytes(6).toString('hex')}-`,
    ADMIN_API_KEY: 'test-admin-key-0123456789abcdef',
    ...env,
  });
}

/** An index of its own in the real engine, with the real settings. */
export class TestIndex {
  readonly connection: MeiliConnection;
  readonly engine: MeiliSearchEngine;

  constructor(readonly config: Config = testConfig()) {
    this.connection = new MeiliConnection(config);
    this.engine = new MeiliSearchEngine(this.connection);
  }

  async create(): Promise<void> {
    await this.connection.done(this.connection.writer.createIndex(this.connection.indexName, { primaryKey: 'id' }));
    await this.connection.done(this.connection.index().updateSettings(this.connection.settings));
  }

  async fill(projections: readonly OfferProjection[]): Promise<void> {
    const documents = projections.map((projection) => toIndexDocument(projection, this.config.country.languages));
    await this.connection.index().deleteAllDocuments();
    await this.connection.done(this.connection.index().addDocuments(documents));
  }

  checked(query: SearchQuery): CheckedQuery {
    const checked = checkQuery(query, this.config.country.languages);
    if (!checked.ok) throw new Error(checked.problems.map((problem) => problem.message.en).join('; '));
    return checked.value;
  }

  search(query: SearchQuery): Promise<SearchAnswer> {
    return this.engine.search(this.checked(query));
  }

  async drop(): Promise<void> {
    for (const name of [this.connection.indexName, this.connection.nextName]) {
      await this.connection.writer.deleteIndexIfExists(name);
    }
  }
}
