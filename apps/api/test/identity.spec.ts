import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestIssuer, type TestIssuer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

const ME = '{ me { kind id displayName roles { role } } }';
const TOTAL = '{ offerList(first: 1) { nodes { id } } }';

let issuer: TestIssuer;
let api: Api;
/** Has not asked for the keys yet when the issuer falls silent. */
let late: Api;
beforeAll(async () => {
  issuer = await startTestIssuer();
  api = await startApi({ ...issuer.env, ADMIN_API_KEY: '' });
  late = await startApi(issuer.env);
});
afterAll(async () => {
  await api.stop();
  await late.stop();
});

const asking = async (query: string, credential: string) => api.ask(query, { headers: { authorization: `Bearer ${credential}` } });
const token = (subject: string) => issuer.token(subject, api.database.clock.now());

describe('a bearer token', () => {
  it('says who asks', async () => {
    const { status, data } = await asking(ME, await token('ona'));
    expect([status, data?.me]).toEqual([200, { kind: 'PERSON', id: null, displayName: 'Test person ona', roles: [] }]);
  });

  it('that is not valid is no reason for an error of ours, and changes nothing about what is public', async () => {
    for (const credential of ['nonsense', `${await token('ona')}x`, 'mcr_nothing', 'test-admin-key-0123456789abcdef']) {
      expect(codes(await asking(ME, credential))).toEqual(['UNAUTHENTICATED']);
      expect((await asking(TOTAL, credential)).data?.offerList).toEqual({ nodes: [] });
    }
  });

  it('that cannot be checked, because the issuer does not answer, is told apart from a bad one', async () => {
    const good = await token('ona');
    expect((await asking(ME, good)).data?.me).toMatchObject({ kind: 'PERSON' });
    await issuer.stop();
    expect(codes(await late.ask(ME, { headers: { authorization: `Bearer ${good}` } }))).toEqual(['IDENTITY_UNAVAILABLE']);
    // Who brings none is served as ever, and whose keys are known is not shut out.
    expect((await late.data(ME, { admin: true })).kind).toBe('ADMIN_KEY');
    expect((await asking(ME, good)).data?.me).toMatchObject({ kind: 'PERSON' });
  });
});
