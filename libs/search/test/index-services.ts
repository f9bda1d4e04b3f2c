import { Logger } from '@nestjs/common';
import { createServices, createTestDatabase } from '#libs/testing';
import {
  IndexCheck, IndexDocuments, Indexer, IndexMaintenance, IndexRebuild, IndexSource, MeiliConnection, MeiliSearchEngine,
} from '../src/index.js';

/** Database, engine and everything of this room, wired as the module wires it. */
export async function createIndexServices() {
  Logger.overrideLogger(false);
  const database = await createTestDatabase();
  const { uow, config } = database;
  const services = createServices(config);
  const connection = new MeiliConnection(config);
  const documents = new IndexDocuments(uow, services.offerProjections, config);
  const source = new IndexSource(uow, services.offerReader, documents);
  const indexer = new Indexer(documents, connection);
  const rebuild = new IndexRebuild(connection, indexer, source);
  const check = new IndexCheck(source, documents, indexer, connection);
  return {
    database, uow, config, services, connection, source, indexer, rebuild, check,
    maintenance: new IndexMaintenance(uow, rebuild, check),
    engine: new MeiliSearchEngine(connection),
    async drop() {
      for (const name of [connection.indexName, connection.nextName]) await connection.writer.deleteIndexIfExists(name);
      await database.drop();
    },
  };
}

export type IndexServices = Awaited<ReturnType<typeof createIndexServices>>;
