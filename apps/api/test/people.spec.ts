import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProvider } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
let organisationId: string;
beforeAll(async () => {
  api = await startApi();
  organisationId = (await createProvider(api.database.uow, api.services)).id;
});
afterAll(() => api.stop());

const PROBLEMS = '... on Problems { problems { code path } }';
const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } });
const createKey = (key: object) =>
  api.data(`mutation ($key: ApiKeyInput!) { createApiKey(key: $key) { ... on ApiKeyIssued { text key { id prefix } } ${PROBLEMS} } }`, { admin: true, variables: { key: { name: 'Course system', scopes: ['offer.read'], ...key } } });
const ME = '{ me { kind subject roles { role } permissions { permission organisationIds } key { prefix scopes expiresAt } } }';

describe('keys over the API', () => {
  it('say what they are and open, make no keys, and end', async () => {
    const { text, key } = await createKey({ organisationId });
    expect(await api.data(ME, bearer(text))).toEqual({
      kind: 'API_KEY', subject: null, roles: [], permissions: [{ permission: 'offer.read', organisationIds: [organisationId] }],
      key: { prefix: key.prefix, scopes: ['offer.read'], expiresAt: '2025-09-01T09:00:00.000Z' },
    });
    const again = await api.ask('mutation { createApiKey(key: { name: "x", scopes: ["offer.read"] }) { __typename } }', bearer(text));
    expect(codes(again)).toEqual(['FORBIDDEN']);
    const accept = await api.data(`mutation { acceptInvitation(token: "x") { ${PROBLEMS} } }`, bearer(text));
    expect(accept.problems[0].code).toBe('PERSON_NEEDED');
    const revoke = () => api.data(`mutation ($id: ID!) { revokeApiKey(id: $id) { __typename ${PROBLEMS} } }`, { admin: true, variables: { id: key.id } });
    expect((await revoke()).__typename).toBe('ApiKeySaved');
    expect(codes(await api.ask(ME, bearer(text)))).toEqual(['UNAUTHENTICATED']);
    expect((await revoke()).problems).toMatchObject([{ code: 'KEY_NOT_VALID' }]);
  });

  it('belong to an organisation that is there', async () => {
    for (const odd of ['nonsense', '0198a000-0000-7000-8000-000000000000']) {
      expect(await createKey({ organisationId: odd })).toEqual({ problems: [{ code: 'KEY_ORGANISATION_UNKNOWN', path: 'organisationId' }] });
    }
    expect(await createKey({ organisationId, scopes: ['organisation.create'] })).toEqual({ problems: [{ code: 'SCOPE_OF_REGISTER', path: 'scopes.0' }] });
  });
});

describe('invitations over the API', () => {
  it('are sent, listed for who may read them, and taken back; the token is in no answer', async () => {
    const invited = await api.data(
      `mutation ($o: ID!) { inviteMember(role: PROVIDER_EDITOR, organisationId: $o, email: "new.editor@example.org") { ... on InvitationSaved { invitation { id email } } ${PROBLEMS} } }`,
      { admin: true, variables: { o: organisationId } },
    );
    const list = () => api.data('query ($o: ID!) { invitations(organisationId: $o) { nodes { id } } }', { admin: true, variables: { o: organisationId } });
    expect((await list()).nodes).toEqual([{ id: invited.invitation.id }]);
    const { text } = await createKey({ organisationId });
    expect(codes(await api.ask('{ invitations { nodes { id } } }', bearer(text)))).toEqual(['FORBIDDEN']);
    const revoked = await api.data(`mutation ($id: ID!) { revokeInvitation(id: $id) { ... on InvitationSaved { invitation { email } } ${PROBLEMS} } }`, { admin: true, variables: { id: invited.invitation.id } });
    expect(revoked.invitation.email).toBeNull();
    expect((await list()).nodes).toEqual([]);
  });
});
