import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Invitations, Principal, reachesOf } from '#libs/access';
import { outboxLag } from '#libs/database';
import { MailDelivery } from '#libs/mail';
import { MeiliConnection } from '#libs/search';
import { createTestDatabase, expectOk, offerDraft, type TestDatabase } from '#libs/testing';
import { QualityWorld } from '../quality-world.fixture.js';
import { WorkerModule } from '../worker.module.js';
import { JobList } from './daily-job.js';
import { DailyJobs } from './daily-jobs.js';

const ORDER = ['publication', 'archiving', 'projection', 'invitations', 'expiry-notices', 'log-head', 'sweep'];
let db: TestDatabase;
let world: QualityWorld;
let app: INestApplicationContext;

beforeAll(async () => {
  db = await createTestDatabase({ WORKER_PORT: '0', ARCHIVE_AFTER_DAYS: '30' });
  world = await QualityWorld.open(db);
  app = await NestFactory.createApplicationContext(WorkerModule.register(db.config), { logger: false });
});
afterAll(async () => {
  const connection = app.get(MeiliConnection);
  await connection.writer.deleteIndexIfExists(connection.indexName);
  await app.close();
  await db.drop();
});

const look = () => app.get(DailyJobs).look();
const isPublic = async (id: string) => (await world.services.offerReader.public(db.uow.read, [id])).has(id);
const registrar = new Principal({ kind: 'ADMIN_KEY', id: null, reaches: reachesOf([{ role: 'REGISTRAR', organisationId: null }]), grants: [{ role: 'REGISTRAR', organisationId: null }] });

describe('what the register does by itself', () => {
  it('has a fixed order: what changes the public first', () => {
    expect(app.get(JobList).jobs().map(({ name }) => name)).toEqual(ORDER);
  });

  it('happens on the day, also after a standstill', async () => {
    const { services } = world;
    const { id: providerId } = await world.provider({ mailbox: 'kokybe@provider.example' });
    expectOk(await world.record({ providerId, validTo: '2024-12-31' }));
    const create = (runs?: ReturnType<typeof offerDraft>['runs']) => db.uow.command((tx) => services.offerCommands.create(tx, { providerId, draft: offerDraft({ runs }) }));
    const coming = expectOk(await create([{ code: 'a', alwaysOpen: true, mode: 'ONLINE' }]));
    expectOk(await db.uow.command((tx) => services.submissions.schedule(tx, { offerId: coming.id, expectedVersion: coming.version, publishOn: '2024-09-20' })));
    const ending = expectOk(await create([{ code: 'a', start: '2024-09-01', end: '2024-09-10', mode: 'ONLINE' }]));
    expectOk(await db.uow.command((tx) => services.publication.publish(tx, { offerId: ending.id })));
    const invited = expectOk(await db.uow.command((tx) => app.get(Invitations).invite(tx, { role: 'PROVIDER_EDITOR', organisationId: providerId, email: 'nauja@provider.example', by: registrar })));
    expect(await look()).toEqual(ORDER);
    expect([await isPublic(coming.id), await isPublic(ending.id)]).toEqual([false, true]);

    db.clock.set('2024-09-19T21:05:00Z');
    expect(await look()).toEqual(ORDER.slice(0, -1));
    expect([await isPublic(coming.id), await isPublic(ending.id)]).toEqual([true, true]);
    expect((await app.get(Invitations).load(db.uow.read, invited.id))?.email).toBeNull();

    db.clock.set('2024-12-10T10:00:00Z');
    expect(await look()).toEqual(ORDER);
    expect([await isPublic(coming.id), await isPublic(ending.id)]).toEqual([true, false]);
    expect((await outboxLag(db.uow.read)).rows).toBeGreaterThan(0);
    const heads = (await readFile(db.config.logHeadsFile, 'utf8')).trim().split('\n');
    expect(heads).toHaveLength(3);
    // The invitation's mail had not gone out when the invitation was over: it never does.
    expect(await app.get(MailDelivery).turn(db.clock.now())).toMatchObject({ sent: 1 });
    const files = await Promise.all((await readdir(join(db.config.dataDir, 'mail'))).map((name) => readFile(join(db.config.dataDir, 'mail', name), 'latin1')));
    expect(files.flatMap((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? []).sort()).toEqual(['kokybe@provider.example']);
    expect(await look()).toEqual([]);
  });

  it('projects everything again when a rule about presumed ends changes', async () => {
    await look();
    await db.uow.run((tx) => tx.query('DELETE FROM outbox'));
    expect(await look()).toEqual([]);
    expectOk(await db.uow.command((tx) => world.services.presumptions.set(tx, { framework: 'ESG', years: 3, reason: 'test' })));
    await db.uow.run((tx) => tx.query('DELETE FROM outbox'));
    expect(await look()).toEqual(['projection']);
    expect((await outboxLag(db.uow.read)).rows).toBeGreaterThan(0);
    expect(await look()).toEqual([]);
  });
});
