import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { dueEntries, settle } from '#libs/database';
import { createProvider, expectOk, offerDraft, publishOffer } from '#libs/testing';
import { withOutboxLock, type IndexDocument } from './index.js';
import { createIndexServices, type IndexServices } from '../test/index-services.js';

let world: IndexServices;
let providerId: string;
beforeAll(async () => {
  world = await createIndexServices();
  providerId = (await createProvider(world.uow, world.services)).id;
});
afterAll(() => world.drop());

const publish = (title: string) => publishOffer(world.uow, world.services, { providerId, draft: offerDraft({ content: { title: { lt: title } } }) });
const held = async () => (await world.connection.index().getDocuments<IndexDocument>({ limit: 1000 })).results.map(({ id }) => id).sort();
const withdraw = (offerId: string) => world.uow.command((tx) => world.services.offerEndings.withdraw(tx, { offerId, reason: 'test' }));
const clean = { missing: [], extra: [], stale: [] };

describe('building the index', () => {
  it('happens when there is none, and then not again', async () => {
    const ids = [await publish('Pirmas'), await publish('Antras')];
    expect(await world.rebuild.ensure()).toBe(true);
    expect(await held()).toEqual(ids);
    expect(await world.rebuild.ensure()).toBe(false);
    expect(await world.connection.exists(world.connection.nextName)).toBe(false);
  });

  it('happens when the settings are of another version, or the engine made the index itself', async () => {
    await world.connection.done(world.connection.index().updateDisplayedAttributes(['id', 'hash', 'version-0']));
    expect(await world.rebuild.ensure()).toBe(true);
    await world.connection.done(world.connection.writer.deleteIndex(world.connection.indexName));
    await world.connection.done(world.connection.index().addDocuments([{ id: 'x' } as IndexDocument], { primaryKey: 'id' }));
    expect(await world.rebuild.ensure()).toBe(true);
    expect(await held()).toHaveLength(2);
  });

  it('begins anew over the remains of one that was cut off', async () => {
    await world.connection.done(world.connection.index(world.connection.nextName).addDocuments([{ id: 'half' } as IndexDocument]));
    await world.maintenance.reindex();
    expect(await held()).toHaveLength(2);
  });

  it('never shows an empty or half-filled index, and loses no change made meanwhile', async () => {
    const totals = new Set<number>();
    let done = false;
    const query = { text: '', filters: new Map(), facets: [], sort: 'NEWEST', page: { number: 1, size: 10 }, titleLanguage: 'lt' } as const;
    const watching = (async () => {
      while (!done) totals.add((await world.engine.search(query)).total);
    })();
    let late = '';
    const reindexing = world.maintenance.reindex(() => undefined);
    late = await publish('Vėlyvas');
    await reindexing;
    done = true;
    await watching;
    expect([...totals].every((total) => total >= 2)).toBe(true);
    const entries = await dueEntries(world.uow.read, 100);
    expect(entries.map(({ id }) => id)).toContain(late);
    await world.indexer.apply(await world.services.offerProjections.expand(world.uow.read, entries));
    await world.uow.run((tx) => settle(tx, entries));
    expect(await held()).toContain(late);
    expect(await world.check.compare()).toMatchObject({ ...clean, pending: 0, documents: 3 });
  });
});

describe('applying', () => {
  it('writes what is public and deletes what is not, again and again', async () => {
    const [first, second] = [await publish('Trečias'), await publish('Ketvirtas')];
    expect(await world.indexer.apply([first, second])).toEqual({ written: 2, deleted: 0, unchanged: 0 });
    await withdraw(first);
    const unknown = '01900000-0000-7000-8000-00000000abcd';
    for (let round = 0; round < 2; round++) expect(await world.indexer.apply([first, second, unknown])).toMatchObject({ written: 1, deleted: 2 });
    expect(await held()).toContain(second);
    expect(await held()).not.toContain(first);
  });

  it('takes a suspended provider out and back in', async () => {
    const other = await createProvider(world.uow, world.services);
    const offerId = await publishOffer(world.uow, world.services, { providerId: other.id });
    const become = async (status: 'SUSPENDED' | 'REGISTERED') => {
      expectOk(await world.uow.command((tx) => world.services.providers.changeStatus(tx, { providerId: other.id, expectedVersion: null, status, reason: 'test' })));
      await world.indexer.apply(await world.services.offerProjections.expand(world.uow.read, await dueEntries(world.uow.read, 1000)));
      return (await held()).includes(offerId);
    };
    expect(await become('SUSPENDED')).toBe(false);
    expect(await become('REGISTERED')).toBe(true);
  });

  it('sends of many only those that differ', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 60; at++) ids.push(await publish(`Kursas ${at}`));
    expect(await world.indexer.apply(ids)).toEqual({ written: 60, deleted: 0, unchanged: 0 });
    expect(await world.indexer.apply(ids)).toEqual({ written: 0, deleted: 0, unchanged: 60 });
  });

  it('does not take the index at its word while what was sent before is on the way', async () => {
    const other = await createProvider(world.uow, world.services);
    const become = async (status: 'SUSPENDED' | 'REGISTERED') => {
      expectOk(await world.uow.command((tx) => world.services.providers.changeStatus(tx, { providerId: other.id, expectedVersion: null, status, reason: 'test' })));
      return world.indexer.begin(ids);
    };
    const ids: string[] = [];
    for (let at = 0; at < 60; at++) ids.push(await publishOffer(world.uow, world.services, { providerId: other.id }));
    await world.indexer.apply(ids);
    const begun = [await become('SUSPENDED'), await become('REGISTERED')];
    for (const { done } of begun) await done();
    expect(await held()).toEqual(expect.arrayContaining(ids));
  });

  it('fails when the engine refuses the task', async () => {
    const index = world.connection.index();
    await expect(world.connection.done(index.addDocuments([{ id: 'not an id!' } as IndexDocument]))).rejects.toThrow('The search engine\'s task');
  });
});

describe('comparing', () => {
  beforeEach(() => world.maintenance.check({ repair: true }));

  it('finds and repairs what is missing, too much or stale', async () => {
    const [gone, stale, ...rest] = await held();
    const index = world.connection.index();
    await index.deleteDocument(gone as string);
    await index.updateDocuments([{ id: stale as string, hash: 'other' } as IndexDocument]);
    await world.connection.done(index.addDocuments([{ id: '01900000-0000-7000-8000-00000000ffff', hash: 'x' } as IndexDocument]));
    const difference = { missing: [gone], extra: ['01900000-0000-7000-8000-00000000ffff'], stale: [stale] };
    expect(await world.maintenance.check()).toMatchObject(difference);
    expect(await world.maintenance.check({ repair: true })).toMatchObject(difference);
    expect(await world.maintenance.check()).toMatchObject(clean);
    expect(await held()).toEqual([gone, stale, ...rest]);
  });

  it('sees that a day has passed', async () => {
    const { clock } = world.database;
    const before = clock.now();
    clock.set('2024-12-02T09:00:00Z');
    const { stale, missing, extra } = await world.maintenance.check();
    clock.set(before);
    expect({ missing, extra, some: stale.length > 0 }).toEqual({ missing: [], extra: [], some: true });
  });

  it('waits for its turn', async () => {
    let free = false;
    const held = Promise.withResolvers<void>();
    const holding = withOutboxLock(world.uow, async () => {
      held.resolve();
      await pause(100);
      free = true;
    });
    await held.promise;
    await world.maintenance.reindex(() => expect(free).toBe(true));
    await holding;
  });
});
