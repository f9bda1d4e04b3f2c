import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from 'meilisearch';
import { IndexSource, MeiliConnection, type IndexDocument } from '#libs/search';
import { HttpClient } from './http.js';
import type { Register } from './register.js';

/** The engine's own limit is 100 MB for one request; a thousand documents are a few. */
const PAGE = 1000;

/** Holds the register's documents; one bench may leave it filled for another. */
export const DIRECT_INDEX = 'bench_direct';

/** An index that somebody feeds without a register around it: ready-made bytes straight into the engine. */
export class DirectIndex {
  readonly connection: MeiliConnection;
  private readonly http: HttpClient;

  constructor(register: Register, readonly name: string) {
    this.connection = register.app.get(MeiliConnection);
    const { url, key } = register.config.meili;
    this.http = new HttpClient({ url, headers: { authorization: `Bearer ${key}` } });
  }

  async create(settings: Settings): Promise<void> {
    const { writer } = this.connection;
    await this.connection.done(writer.createIndex(this.name, { primaryKey: 'id' }));
    await this.connection.done(writer.index(this.name).updateSettings(settings));
  }

  async remove(): Promise<void> {
    await this.connection.done(this.connection.writer.deleteIndex(this.name));
  }

  /** Everything is sent at once, so that the engine can join as much as it likes; returns when all is done. */
  async fill(files: readonly string[]): Promise<void> {
    const tasks: number[] = [];
    for (const file of files) tasks.push(await this.add(await readFile(file)));
    for (const taskUid of tasks) await this.done(taskUid);
  }

  /** @returns the number of the engine's task. */
  async add(documents: string | Buffer): Promise<number> {
    return (JSON.parse(await this.http.post(documents, `/indexes/${this.name}/documents`)) as { taskUid: number }).taskUid;
  }

  done(taskUid: number): Promise<void> {
    return this.connection.done({ taskUid } as Parameters<MeiliConnection['done']>[0]);
  }

  async search<T>(query: object): Promise<T> {
    return JSON.parse(await this.http.post(JSON.stringify(query), `/indexes/${this.name}/search`)) as T;
  }

  close(): void {
    this.http.close();
  }
}

/** The documents the register itself would index, as request bodies of a thousand each. @returns the files. */
export async function documentFiles(register: Register, folder: string, change: (document: IndexDocument) => object = (document) => document): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for await (const documents of register.app.get(IndexSource).pages(PAGE)) {
    const file = path.join(folder, `${files.length}.json`);
    await writeFile(file, JSON.stringify(documents.map(change)));
    files.push(file);
  }
  return files;
}
