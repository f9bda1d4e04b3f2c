import { ApiKeys, PERMISSIONS, Principal, reachesOfScopes, type Permission } from '#libs/access';
import { IndexMaintenance, Indexer } from '#libs/search';
import { createServices, createTestDatabase, expectOk, type TestDatabase, type TestServices } from '#libs/testing';
import { createRegisterDataSource } from '#migrations';
import { createApp } from '../src/create-app.js';

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  data?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of any query
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
}

export interface Asked {
  variables?: Record<string, unknown>;
  /** As the holder of the admin key. */
  admin?: boolean;
  headers?: Record<string, string>;
}

export interface Api {
  url: string;
  database: TestDatabase;
  services: TestServices;
  app: Awaited<ReturnType<typeof createApp>>;
  ask(query: string, asked?: Asked): Promise<GraphqlAnswer>;
  /** The one field asked for; the test fails on any error. */
  data<T = any>(query: string, asked?: Asked): Promise<T>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of any query
  /** The header with a new API key of the organisation. */
  keyOf(organisationId: string, scopes: readonly Permission[]): Promise<{ authorization: string }>;
  /** Builds the index anew of what the database says. */
  index(ids?: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The real application on a free port, over a database and an index of its own. */
export async function startApi(env: NodeJS.ProcessEnv = {}, timeoutMs?: number): Promise<Api> {
  const database = await createTestDatabase(env);
  const { config } = database;
  const app = await createApp(config, { dataSource: createRegisterDataSource(database.url, config.database.pool), timeoutMs });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await app.get(IndexMaintenance).reindex();
  const ask = async (query: string, { variables, admin, headers }: Asked = {}): Promise<GraphqlAnswer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(admin && { authorization: `Bearer ${config.adminApiKey}` }), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<GraphqlAnswer, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, ...body };
  };
  return {
    url, database, app, ask,
    services: createServices(config),
    data: async (query, asked) => {
      const { data, errors } = await ask(query, asked);
      if (errors) throw new Error(JSON.stringify(errors, null, 1));
      return Object.values(data ?? {})[0];
    },
    keyOf: async (organisationId, scopes) => {
      const by = new Principal({ kind: 'OPERATOR', id: null, reaches: reachesOfScopes(PERMISSIONS, null) });
      const issued = await database.uow.command((tx) => app.get(ApiKeys).create(tx, { by, organisationId, name: 'Test', scopes }));
      return { authorization: `Bearer ${expectOk(issued).text}` };
    },
    index: async (ids) => {
      if (ids) await app.get(Indexer).apply(ids);
      else await app.get(IndexMaintenance).reindex();
    },
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export const codes = (answer: GraphqlAnswer): (string | undefined)[] => (answer.errors ?? []).map((error) => error.extensions?.code);
