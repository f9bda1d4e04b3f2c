import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '#libs/database';
import { createProvider, createServices, createTestDatabase, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';
import { EuropassFeed } from './europass-feed.js';
import { EuropassFeedStore } from './europass-feed-store.js';
import type { FeedReport } from './feed-report.js';
import { hasXsd, xsdFaults } from './xsd.fixture.js';

describe('the Europass feed', () => {
  let db: TestDatabase;
  let s: TestServices;
  let feed: EuropassFeed;
  let store: EuropassFeedStore;
  let providerId: string;
  const offers: string[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    s = createServices(db.config);
    feed = new EuropassFeed(db.config, db.uow, s.offerProjections, s.offerReader);
    store = new EuropassFeedStore(db.config, db.uow);
    providerId = (await createProvider(db.uow, s)).id;
  });
  afterAll(() => db.drop());

  const stale = (ids: string[]) => db.uow.run((tx) => feed.markStale(tx, ids));
  const built = async () => {
    const current = await store.current();
    if (!current) throw new Error('nothing built');
    const xml = await readFile(current.path, 'utf8');
    return { ...current, xml, report: JSON.parse(await readFile(current.reportPath, 'utf8')) as FeedReport };
  };
  const publish = async (draft = offerDraft()) => {
    const id = await publishOffer(db.uow, s, { providerId, draft });
    offers.push(id);
    return id;
  };

  it('is a valid empty file before the first offer', async () => {
    expect(await store.current()).toBeNull();
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 0 });
    const { xml, report } = await built();
    expect(xml).toContain('<learningOpportunityReferences>\n</learningOpportunityReferences>');
    expect(report.counts).toEqual({ offers: 0, organisations: 0, leftOut: 0 });
    if (hasXsd) expect(await xsdFaults(xml)).toEqual([]);
  });

  it('takes up what was marked, and nothing else is written when nothing changed', async () => {
    const hostile = offerDraft({ content: { title: { en: 'Back\\slash \\N & <b>', lt: 'Ąžuolas' }, prerequisites: { en: 'one\ttwo\nthree' } } });
    await stale([await publish(), await publish(hostile)]);
    expect(await store.status()).toMatchObject({ stale: 2, offers: 0 });
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 2, removed: 0 });
    const { xml, etag, sha256, bytes } = await built();
    expect(xml.match(/<learningOpportunity /g)).toHaveLength(2);
    expect(xml).toContain('Back\\slash \\N &amp; &lt;b&gt;');
    expect(xml).toContain('one&#9;two&#10;three');
    expect(etag).toBe(`"${createHash('sha256').update(xml).digest('hex')}"`);
    expect(bytes).toBe(Buffer.byteLength(xml));
    if (hasXsd) expect(await xsdFaults(xml)).toEqual([]);
    await stale(offers);
    expect(await feed.refresh()).toMatchObject({ state: 'UNCHANGED', rendered: 0 });
    expect(await store.current()).toMatchObject({ sha256 });
    expect(await store.status()).toMatchObject({ stale: 0, offers: 2, leftOut: 0 });
  });

  it('follows a change of the provider without touching its offers', async () => {
    const before = await db.uow.read.query<{ rendered_at: Date }>(`SELECT rendered_at FROM feed_fragment WHERE kind = 'offer' ORDER BY id`);
    expectOk(await db.uow.command((tx) => s.organisations.edit(tx, { id: providerId, expectedVersion: null, byRegistrar: true, changes: { homepage: 'https://new.example.org/' } })));
    await stale(offers);
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 0 });
    expect((await built()).xml).toContain('https://new.example.org/');
    expect(await db.uow.read.query(`SELECT rendered_at FROM feed_fragment WHERE kind = 'offer' ORDER BY id`)).toEqual(before);
  });

  it('turns an offer into a Qualification when it is included in the framework', async () => {
    const authority = expectOk(await db.uow.command((tx) => s.organisations.create(tx, { legalName: { lt: 'SKVC' }, country: 'LT' })));
    expectOk(await db.uow.command((tx) => s.organisations.grantRole(tx, { organisationId: authority.id, expectedVersion: null, role: 'AUTHORITY' })));
    const [offerId] = offers as [string];
    expectOk(await db.uow.command((tx) => s.authorityRecords.recordNqfInclusion(tx, {
      offerId, authorityId: authority.id, level: 6, validFrom: '2024-01-01', validTo: '2024-09-30',
    })));
    await stale([offerId]);
    await feed.refresh();
    expect((await built()).xml).toContain('<qualification id=');
    if (hasXsd) expect(await xsdFaults((await built()).xml)).toEqual([]);
  });

  it('looks at everything when a day has passed', async () => {
    db.clock.set('2024-10-01T09:00:00Z');
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 1 });
    expect((await built()).xml).not.toContain('<qualification id=');
    db.clock.set('2024-12-02T09:00:00Z');
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 2 });
    const { xml, report } = await built();
    expect(xml).not.toContain('<learningOpportunity ');
    expect(xml.match(/<learningAchievementSpecification id="/g)).toHaveLength(2);
    expect(report.losses).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'EUROPASS_RUN_FINISHED', records: 2 })]));
    db.clock.set('2024-09-01T09:00:00Z');
    await feed.refresh();
  });

  it('keeps file, date and tag when a rebuild says the same', async () => {
    const before = await built();
    const fragment = await db.uow.read.query(`UPDATE setting SET value = value || '{"token": "other"}' WHERE key = 'feed.europass-loq'`);
    expect(fragment).toBeDefined();
    db.clock.set('2024-09-01T10:00:00Z');
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT' });
    const after = await built();
    expect([after.xml, after.etag, after.lastModified]).toEqual([before.xml, before.etag, before.lastModified]);
    expect(after.report.builtAt).not.toBe(before.report.builtAt);
  });

  it('leaves out what cannot be sent, with the reasons', async () => {
    const id = await publish();
    await db.uow.run((tx) => tx.query(`UPDATE published_offer SET hash = repeat('0', 64), document = jsonb_set(document, '{specification,iscedFields}', '["9876"]') WHERE offer_id = $1`, [id]));
    await stale([id]);
    await feed.refresh();
    const { xml, report } = await built();
    expect(xml).not.toContain(id);
    expect(report.counts).toMatchObject({ offers: 2, leftOut: 1 });
    expect(report.leftOut).toEqual([expect.objectContaining({ id, problems: [expect.objectContaining({ code: 'EUROPASS_NO_FIELD' })] })]);
  });

  it('leaves out an offer whose organisation cannot be sent, and one whose identifier is taken', async () => {
    const other = (await createProvider(db.uow, s)).id;
    const lost = await publishOffer(db.uow, s, { providerId: other });
    const second = await publish();
    await stale([lost, second]);
    await feed.refresh();
    await db.uow.run(async (tx) => {
      await tx.query(`UPDATE feed_fragment SET notations = array_append(notations, 'code-of-two') WHERE id = $1`, [offers[0]]);
      await tx.query(`UPDATE feed_fragment SET left_out = true WHERE kind = 'organisation' AND id = $1`, [other]);
      await tx.query(`UPDATE feed_fragment SET notations = array_append(notations, $2) WHERE id = $1`, [second, 'code-of-two']);
      await tx.query(`UPDATE setting SET value = value || '{"token": "tampered"}' WHERE key = 'feed.europass-loq'`);
    });
    await feed.refresh();
    const { xml, report } = await built();
    expect(xml).not.toContain(lost);
    expect(xml).not.toContain(second);
    expect(report.leftOut.map((each) => [each.id, each.problems[0]?.code])).toEqual(expect.arrayContaining([
      [lost, 'EUROPASS_ORGANISATION_LEFT_OUT'], [second, 'EUROPASS_NOTATION_TAKEN'],
    ]));
    if (hasXsd) expect(await xsdFaults(xml)).toEqual([]);
    await db.uow.run((tx) => tx.query('DELETE FROM feed_fragment'));
  });

  it('repairs whatever happened to the fragments', async () => {
    await feed.reconcile();
    await feed.refresh();
    expect((await built()).xml.match(/<learningOpportunity /g)).toHaveLength(4);
  });

  it('drops a withdrawn offer, and everything of a suspended provider', async () => {
    const [first] = offers as [string];
    expectOk(await db.uow.command((tx) => s.offerEndings.withdraw(tx, { offerId: first, reason: 'no longer taught' })));
    await stale([first]);
    expect(await feed.refresh()).toMatchObject({ removed: 1 });
    expect((await built()).xml).not.toContain(first);
    expectOk(await db.uow.command((tx) => s.providers.changeStatus(tx, { providerId, expectedVersion: null, status: 'SUSPENDED', reason: 'test' })));
    await stale(offers);
    await feed.refresh();
    expect((await built()).xml).not.toContain(providerId);
  });

  it('builds anew where the files are gone, keeps at most two builds, and does nothing twice at once', async () => {
    const folder = join(db.config.dataDir, 'feeds/europass');
    expect((await readdir(folder)).length).toBeLessThanOrEqual(6);
    await rm(folder, { recursive: true });
    expect(await feed.refresh()).toMatchObject({ state: 'BUILT', rendered: 0 });
    const busy = await withLock(db.dataSource, 'feed:europass-loq', () => feed.refresh());
    expect(busy).toEqual({ state: 'BUSY' });
    const both = await Promise.all([feed.refresh(), feed.refresh()]);
    expect(both.map((each) => each.state)).toEqual(expect.arrayContaining(['UNCHANGED']));
  });
});
