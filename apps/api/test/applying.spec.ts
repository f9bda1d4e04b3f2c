import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProvider, startTestIssuer, type TestIssuer } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
let issuer: TestIssuer;
let people = 0;

beforeAll(async () => {
  issuer = await startTestIssuer();
  api = await startApi(issuer.env);
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

type Headers = Record<string, string>;
const somebody = async (): Promise<Headers> => ({ authorization: `Bearer ${await issuer.token(`person-${(people += 1)}`, api.database.clock.now())}` });
const PROBLEMS = '... on Problems { problems { code path } }';
const SAVED = `... on ProviderSaved { provider { id status version statusReason organisation { version legalName(language: "lt") { value } } } } ${PROBLEMS}`;

const NEW = { legalName: [{ language: 'lt', value: 'Nauja mokykla' }], country: 'LT', mailbox: 'info@school.example' };
const apply = (headers: Headers, organisation: object = {}) =>
  api.data(`mutation ($o: OrganisationInput!) { applyToRegister(organisation: $o, provider: { kind: SCHOOL }) { ${SAVED} } }`, { headers, variables: { o: { ...NEW, ...organisation } } });
const resubmit = (headers: Headers, id: string, version: number) =>
  api.data(`mutation ($id: ID!, $v: Int!) { resubmitApplication(providerId: $id, expectedVersion: $v, answer: "We do") { ${SAVED} } }`, { headers, variables: { id, v: version } });
const editOrganisation = (headers: Headers, id: string, { version, changes }: { version: number; changes: object }) =>
  api.data(`mutation ($id: ID!, $v: Int!, $c: OrganisationChanges!) { editOrganisation(id: $id, expectedVersion: $v, changes: $c) { ... on OrganisationSaved { organisation { version } } ${PROBLEMS} } }`, {
    headers, variables: { id, v: version, c: changes },
  });
const decide = async (id: string, status: string, reason?: string) => {
  const { version } = await api.data('query ($id: ID!) { provider(id: $id) { version } }', { variables: { id }, admin: true });
  const answer = await api.data(`mutation ($id: ID!, $v: Int!, $s: ProviderStatus!, $r: String) { changeProviderStatus(providerId: $id, expectedVersion: $v, status: $s, reason: $r) { ${SAVED} } }`, {
    admin: true, variables: { id, v: version, s: status, r: reason },
  });
  return answer.provider.version as number;
};

describe('somebody who has signed in', () => {
  it('applies, is asked back, corrects and answers, and is registered; from then on the registrar keeps the name', async () => {
    const applicant = await somebody();
    const { provider } = await apply(applicant);
    const { id } = provider as { id: string };
    expect(provider).toMatchObject({ status: 'APPLIED', version: 1, organisation: { legalName: { value: 'Nauja mokykla' } } });

    const asked = await decide(id, 'RETURNED', 'Which body assesses?');
    const own = () => api.data('query ($id: ID!) { provider(id: $id) { status statusReason version secondReview applicationHistory { status reason } organisation { mailbox } } }', { headers: applicant, variables: { id } });
    expect(await own()).toEqual({
      status: 'RETURNED', statusReason: 'Which body assesses?', version: asked, secondReview: false, organisation: { mailbox: 'info@school.example' },
      applicationHistory: [{ status: 'APPLIED', reason: null }, { status: 'RETURNED', reason: 'Which body assesses?' }],
    });
    const renamed = await editOrganisation(applicant, id, { version: 1, changes: { legalName: [{ language: 'lt', value: 'Tikra mokykla' }] } });
    expect(renamed).toEqual({ organisation: { version: 2 } });
    expect((await resubmit(applicant, id, asked)).problems).toEqual([{ code: 'VERSION_CONFLICT', path: '' }]);
    expect((await resubmit(applicant, id, asked + 1)).provider).toMatchObject({ status: 'APPLIED', statusReason: 'We do', organisation: { legalName: { value: 'Tikra mokykla' } } });

    await decide(id, 'REGISTERED');
    const refused = await editOrganisation(applicant, id, { version: 2, changes: { legalName: [{ language: 'lt', value: 'Visai kita' }], country: 'LV', homepage: 'https://school.example/' } });
    expect(refused.problems).toEqual([{ code: 'NEEDS_REGISTRAR', path: 'legalName' }, { code: 'NEEDS_REGISTRAR', path: 'country' }]);
    expect(await editOrganisation(applicant, id, { version: 2, changes: { homepage: 'https://school.example/' } })).toEqual({ organisation: { version: 3 } });
    expect(await api.data('query ($id: ID!) { provider(id: $id) { status } }', { variables: { id } })).toEqual({ status: 'REGISTERED' });
  });

  it('sees own applications and nobody else’s', async () => {
    const [applicant, other] = [await somebody(), await somebody()];
    const mine = (await apply(applicant)).provider.id as string;
    const theirs = (await apply(other)).provider.id as string;
    const closed = (await createProvider(api.database.uow, api.services, { status: 'CLOSED' })).id;
    const listed = async (headers: Headers, status: string) =>
      ((await api.data(`{ providers(status: ${status}, first: 100) { nodes { id } } }`, { headers })).nodes as { id: string }[]).map(({ id }) => id);
    expect(await listed(applicant, 'APPLIED')).toEqual([mine]);
    expect(await listed(applicant, 'CLOSED')).toEqual([closed]);
    expect(codes(await api.ask('{ providers(status: APPLIED) { nodes { id } } }', { headers: await somebody() }))).toEqual(['FORBIDDEN']);
    const seen = async (id: string) => (await api.ask('query ($id: ID!) { provider(id: $id) { id } organisation(id: $id) { id provider { id } } }', { headers: applicant, variables: { id } })).data;
    expect(await seen(mine)).toEqual({ provider: { id: mine }, organisation: { id: mine, provider: { id: mine } } });
    expect(await seen(theirs)).toEqual({ provider: null, organisation: null });
    const organisations = await api.data('{ organisations(first: 100) { nodes { id } } }', { headers: applicant });
    expect(organisations.nodes).toContainEqual({ id: mine });
    expect(organisations.nodes).not.toContainEqual({ id: theirs });
  });

  it('may not go on with the application of another: it is answered like one that is not there', async () => {
    const [applicant, other] = [await somebody(), await somebody()];
    await apply(applicant);
    const theirs = (await apply(other)).provider.id as string;
    await decide(theirs, 'RETURNED', 'Why?');
    const nowhere = '01900000-0000-7000-8000-000000000000';
    for (const id of [theirs, nowhere]) {
      expect((await resubmit(applicant, id, 2)).problems).toEqual([{ code: 'PROVIDER_UNKNOWN', path: 'providerId' }]);
      expect((await editOrganisation(applicant, id, { version: 1, changes: { homepage: null } })).problems).toEqual([{ code: 'ORGANISATION_UNKNOWN', path: '' }]);
    }
  });

  it('does not decide, rename or give roles, not even of an own organisation', async () => {
    const applicant = await somebody();
    const { id } = (await apply(applicant)).provider as { id: string };
    for (const call of [
      'changeProviderStatus(providerId: $id, expectedVersion: 1, status: REGISTERED) { __typename }',
      'renameOrganisation(id: $id, expectedVersion: 1, legalName: [], reason: "x") { __typename }',
      'grantRole(organisationId: $id, expectedVersion: 1, role: AUTHORITY) { __typename }',
      'applyAsProvider(organisationId: $id, provider: { kind: SCHOOL }) { __typename }',
    ]) {
      expect(codes(await api.ask(`mutation ($id: ID!) { ${call} }`, { headers: applicant, variables: { id } }))).toEqual(['FORBIDDEN']);
    }
  });

  it('has at most three applications open, and takes nobody’s identifier', async () => {
    const applicant = await somebody();
    const identifiers = [{ scheme: 'ROR', value: '02mhbdp94' }];
    expect((await apply(applicant, { identifiers })).provider.status).toBe('APPLIED');
    expect((await apply(await somebody(), { identifiers })).problems).toEqual([{ code: 'IDENTIFIER_TAKEN', path: 'identifiers' }]);
    const more = await Promise.all([1, 2, 3].map(() => apply(applicant)));
    expect(more.flatMap(({ problems }) => problems ?? [])).toEqual([{ code: 'APPLICATIONS_TOO_MANY', path: '' }]);
  });
});

describe('who is no person', () => {
  it('does not apply: nobody, the key of the machine, the key of an organisation', async () => {
    expect(codes(await api.ask('mutation { applyToRegister(organisation: { legalName: [], country: "LT" }, provider: { kind: SCHOOL }) { __typename } }'))).toEqual(['UNAUTHENTICATED']);
    const admin = { authorization: `Bearer ${api.database.config.adminApiKey}` };
    expect((await apply(admin)).problems).toEqual([{ code: 'APPLICANT_NO_PERSON', path: '' }]);
    const { id } = await createProvider(api.database.uow, api.services);
    expect((await apply(await api.keyOf(id, ['provider.edit']))).problems).toEqual([{ code: 'APPLICANT_NO_PERSON', path: '' }]);
  });

  it('an organisation’s key reads and changes what its scopes open', async () => {
    const { id } = await createProvider(api.database.uow, api.services, { status: 'RETURNED' });
    const other = (await createProvider(api.database.uow, api.services, { status: 'RETURNED' })).id;
    const [reader, editor] = [await api.keyOf(id, ['provider.read']), await api.keyOf(id, ['provider.edit'])];
    const read = (headers: Headers, of: string) => api.data('query ($id: ID!) { provider(id: $id) { status } }', { headers, variables: { id: of } });
    expect([await read(reader, id), await read(reader, other), await read(editor, id)]).toEqual([{ status: 'RETURNED' }, null, null]);
    expect((await resubmit(editor, other, 2)).problems).toEqual([{ code: 'PROVIDER_UNKNOWN', path: 'providerId' }]);
    expect((await resubmit(editor, id, 2)).provider.status).toBe('APPLIED');
  });
});
