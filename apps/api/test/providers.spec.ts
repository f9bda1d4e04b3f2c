import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dueEntries, settle } from '#libs/database';
import { EuropassFeed, EuropassFeedStore } from '#libs/europass';
import type { OrganisationRecord } from '#libs/organisations';
import { Indexer } from '#libs/search';
import { createProvider, publishOffer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const PROBLEMS = '... on Problems { problems { code path conflict { expected actual fields { path before after } } } }';
const PROVIDER = `... on ProviderSaved { provider { status version secondReview applicationHistory { status reason } statusHistory { status reason } } } ${PROBLEMS}`;
const ORGANISATION = `... on OrganisationSaved { organisation { version legalName(language: "lt") { value } } } ${PROBLEMS}`;

interface Change {
  id: string;
  version: number;
  status?: string;
  reason?: string;
}
const decide = ({ id, version, status, reason }: Change) =>
  api.data(`mutation ($id: ID!, $v: Int!, $s: ProviderStatus!, $r: String) { changeProviderStatus(providerId: $id, expectedVersion: $v, status: $s, reason: $r) { ${PROVIDER} } }`, {
    admin: true, variables: { id, v: version, s: status, r: reason },
  });
const provider = (status: NonNullable<OrganisationRecord['provider']>['status']) => createProvider(api.database.uow, api.services, { status });
const versionOf = (record: OrganisationRecord) => record.provider?.version ?? 0;
const get = (path: string) => fetch(`${api.url}${path}`);

/** What the worker does. */
async function workOff(): Promise<string> {
  const { uow } = api.database;
  const due = await dueEntries(uow.read, 1000);
  const offers = await api.services.offerProjections.expand(uow.read, due);
  await api.app.get(Indexer).apply(offers);
  const feed = api.app.get(EuropassFeed);
  await uow.run(async (tx) => {
    await feed.markStale(tx, offers);
    await settle(tx, due);
  });
  await feed.refresh();
  return readFile((await api.app.get(EuropassFeedStore).current())?.path ?? '', 'utf8');
}

describe('the registrar', () => {
  it('asks back, refuses and registers; the second of two is shown both states', async () => {
    const record = await provider('APPLIED');
    const { id } = record;
    const returned = await decide({ id, version: 1, status: 'RETURNED', reason: 'Which body assesses?' });
    expect(returned.provider).toEqual({
      status: 'RETURNED', version: 2, secondReview: false, statusHistory: [],
      applicationHistory: [{ status: 'APPLIED', reason: null }, { status: 'RETURNED', reason: 'Which body assesses?' }],
    });
    const late = await decide({ id, version: 1, status: 'REGISTERED' });
    expect(late.problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { expected: 1, actual: 2 } }]);
    expect(late.problems[0].conflict.fields).toContainEqual({ path: 'status', before: 'RETURNED', after: 'REGISTERED' });
    expect((await decide({ id, version: 2, status: 'REFUSED' })).problems).toMatchObject([{ code: 'STATUS_REASON_MISSING', path: 'reason' }]);
    const resubmit = (answer: string) => api.data(
      `mutation ($id: ID!, $a: String!) { resubmitApplication(providerId: $id, expectedVersion: 2, answer: $a) { ${PROVIDER} } }`, { admin: true, variables: { id, a: answer } },
    );
    expect((await resubmit('')).problems).toMatchObject([{ code: 'ANSWER_MISSING', path: 'answer' }]);
    expect((await resubmit('We do')).provider).toMatchObject({ status: 'APPLIED', version: 3 });
    const registered = await decide({ id, version: 3, status: 'REGISTERED' });
    expect(registered.provider).toMatchObject({ status: 'REGISTERED', version: 4, statusHistory: [{ status: 'REGISTERED', reason: null }] });
  });

  it('sets whether publications are reviewed by a second person', async () => {
    const record = await provider('REGISTERED');
    const set = (version: number, required: boolean) => api.data(
      `mutation ($id: ID!, $v: Int!, $r: Boolean!) { setSecondReview(providerId: $id, expectedVersion: $v, required: $r) { ${PROVIDER} } }`,
      { admin: true, variables: { id: record.id, v: version, r: required } },
    );
    expect((await set(versionOf(record), true)).provider.secondReview).toBe(true);
    expect((await set(versionOf(record), false)).problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { fields: [{ path: 'secondReview', before: true, after: false }] } }]);
  });

  it('renames an organisation; the former name stays public, and offers and feed say the new one', async () => {
    const record = await provider('REGISTERED');
    const offerId = await publishOffer(api.database.uow, api.services, { providerId: record.id });
    await workOff();
    const rename = (name: string, reason: string) => api.data(
      `mutation ($id: ID!, $n: [LocalisedTextInput!]!, $r: String!) { renameOrganisation(id: $id, expectedVersion: 1, legalName: $n, until: "2024-06-30", reason: $r) { ${ORGANISATION} } }`,
      { admin: true, variables: { id: record.id, n: [{ language: 'lt', value: name }], r: reason } },
    );
    expect((await rename('Naujoji akademija', '')).problems).toMatchObject([{ code: 'NAME_REASON_MISSING', path: 'reason' }]);
    expect((await rename('Naujoji akademija', 'Order 5')).organisation).toEqual({ version: 2, legalName: { value: 'Naujoji akademija' } });
    expect((await rename('Kita akademija', 'Order 6')).problems).toMatchObject([{ code: 'VERSION_CONFLICT', conflict: { fields: [{ path: 'legalName.lt', before: 'Naujoji akademija', after: 'Kita akademija' }] } }]);
    const { organisation, offer } = (await api.ask(
      'query ($id: ID!, $o: ID!) { organisation(id: $id) { legalName { value } formerNames { legalName(language: "lt") { value } until } } offer(id: $o) { ... on Offer { provider { name { value } } } } }',
      { variables: { id: record.id, o: offerId } },
    )).data ?? {};
    expect(organisation).toEqual({ legalName: { value: 'Naujoji akademija' }, formerNames: [{ legalName: { value: record.legalName.lt }, until: '2024-06-30' }] });
    expect(offer).toEqual({ provider: { name: { value: 'Naujoji akademija' } } });
    expect(await workOff()).toContain('Naujoji akademija');
    expect((await api.data('{ offers(search: { text: "Naujoji akademija" }) { hits { offer { id } } } }')).hits).toEqual([{ offer: { id: offerId } }]);
    expect(await (await get(`/organisations/${record.id}`)).json()).toMatchObject({ formerNames: [{ legalName: record.legalName, until: '2024-06-30' }] });
  });
});

describe('the public', () => {
  it.each(['APPLIED', 'RETURNED', 'REFUSED'] as const)('does not see who is %s', async (status) => {
    const { id } = await provider(status);
    const seen = async (admin: boolean) => (await api.ask(
      'query ($id: ID!) { provider(id: $id) { status } organisation(id: $id) { id provider { status } } }', { variables: { id }, admin },
    )).data;
    expect(await seen(false)).toEqual({ provider: null, organisation: null });
    expect(await seen(true)).toEqual({ provider: { status }, organisation: { id, provider: { status } } });
    expect((await get(`/organisations/${id}`)).status).toBe(404);
    const listed = (admin: boolean) => api.ask(`{ providers(status: ${status}, first: 100) { nodes { id } } }`, { admin });
    expect(codes(await listed(false))).toEqual(['FORBIDDEN']);
    expect((await listed(true)).data?.providers.nodes).toContainEqual({ id });
    const organisations = async (admin: boolean) => (await api.data('{ organisations(first: 100) { nodes { id } } }', { admin })).nodes;
    expect(await organisations(false)).not.toContainEqual({ id });
    expect(await organisations(true)).toContainEqual({ id });
  });

  it('does not read what applicant and registrar say to each other, nor how a provider reviews', async () => {
    const { id } = await provider('REGISTERED');
    for (const field of ['applicationHistory { status }', 'secondReview']) {
      const answer = await api.ask(`query ($id: ID!) { provider(id: $id) { status ${field} } }`, { variables: { id } });
      expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
      expect(answer.data?.provider).toMatchObject({ status: 'REGISTERED', [field.split(' ')[0] as string]: null });
    }
  });

  it('no longer finds offers of a suspended provider, at once, and reads why; they come back with it', async () => {
    const record = await provider('REGISTERED');
    const { id } = record;
    const offerId = await publishOffer(api.database.uow, api.services, { providerId: id });
    expect(await workOff()).toContain(offerId);
    const found = async () => (await api.data(`{ offers(search: { filters: { provider: ["${id}"] } }) { hits { offer { id } } } }`)).hits.length;
    expect([await found(), (await get(`/offers/${offerId}`)).status]).toEqual([1, 200]);

    await decide({ id, version: 2, status: 'SUSPENDED', reason: 'Licence under review' });
    const gone = await get(`/offers/${offerId}`);
    expect([await found(), gone.status]).toEqual([0, 410]);
    expect(await gone.json()).toMatchObject({ code: 'OFFER_PROVIDER_NOT_REGISTERED', detail: 'The provider of the offer is suspended: Licence under review' });
    expect(await workOff()).not.toContain(offerId);

    await decide({ id, version: 3, status: 'REGISTERED' });
    expect((await get(`/offers/${offerId}`)).status).toBe(200);
    expect(await workOff()).toContain(offerId);
    expect(await found()).toBe(1);
  });

  it('reads of a closed provider that it is, why, and who went on', async () => {
    const [record, successor] = [await provider('REGISTERED'), await provider('REGISTERED')];
    const { id } = record;
    const offerId = await publishOffer(api.database.uow, api.services, { providerId: id });
    await api.data(
      `mutation ($id: ID!, $s: ID!) { changeProviderStatus(providerId: $id, expectedVersion: 2, status: CLOSED, reason: "Merged", successorId: $s) { ${PROVIDER} } }`,
      { admin: true, variables: { id, s: successor.id } },
    );
    const address = `https://register.example.org/organisations/${successor.id}`;
    expect(await (await get(`/offers/${offerId}`)).json()).toMatchObject({ status: 410, detail: `The provider of the offer is no longer in the register: Merged ${address}` });
    expect(await (await get(`/organisations/${id}`)).json()).toMatchObject({ id, provider: { status: 'CLOSED', statusSince: '2024-09-01', statusReason: 'Merged', successor: address } });
    expect(await api.data('query ($id: ID!) { provider(id: $id) { status statusReason successorId statusHistory { status reason } } }', { variables: { id } })).toEqual({
      status: 'CLOSED', statusReason: 'Merged', successorId: successor.id, statusHistory: [{ status: 'REGISTERED', reason: 'test' }, { status: 'CLOSED', reason: 'Merged' }],
    });
    expect((await api.data('{ providers(status: CLOSED, first: 100) { nodes { id } } }')).nodes).toContainEqual({ id });
  });
});
