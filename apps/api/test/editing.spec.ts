import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuthority } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const PROBLEMS = '... on Problems { problems { code severity path message(language: "lt") { value language } } }';
const text = (en: string, lt: string) => [{ language: 'en', value: en }, { language: 'lt', value: lt }];

interface Call {
  selection: string;
  variables: object;
  /** As somebody else than the registrar. */
  headers?: Record<string, string>;
}
const mutate = (name: string, [declared, passed]: [string, string], { selection, variables, headers }: Call) =>
  api.data(`mutation (${declared}) { ${name}(${passed}) { __typename ${selection} ${PROBLEMS} } }`, { admin: !headers, headers, variables: variables as Record<string, unknown> });

const createOrganisation = (organisation: object = {}) =>
  mutate('createOrganisation', ['$o: OrganisationInput!', 'organisation: $o'], {
    selection: '... on OrganisationSaved { organisation { id version legalName(language: "lt") { value language } } warnings { code } }',
    variables: { o: { legalName: text('College of Examples', 'Pavyzdžių kolegija'), country: 'LT', ...organisation } },
  });

async function registeredProvider(): Promise<string> {
  const { organisation } = await createOrganisation();
  const { id } = organisation as { id: string };
  const applied = await mutate('applyAsProvider', ['$id: ID!, $p: ProviderInput!', 'organisationId: $id, provider: $p'], {
    selection: '... on ProviderSaved { provider { status } }',
    variables: { id, p: { kind: 'HIGHER_EDUCATION', recognitionPolicy: { text: text('We recognise', 'Pripažįstame') } } },
  });
  expect(applied.provider.status).toBe('APPLIED');
  await setStatus(id, 'REGISTERED');
  return id;
}

async function setStatus(id: string, status: string, reason: string | null = null) {
  const { version } = await api.data('query ($id: ID!) { provider(id: $id) { version } }', { variables: { id }, admin: true });
  return mutate('changeProviderStatus', ['$id: ID!, $v: Int!, $s: ProviderStatus!, $r: String', 'providerId: $id, expectedVersion: $v, status: $s, reason: $r'], {
    selection: '... on ProviderSaved { provider { status statusHistory { status } applicationHistory { status } } }', variables: { id, v: version, s: status, r: reason },
  });
}

const content = (overrides: object = {}) => ({
  title: text('Data literacy', 'Duomenų raštingumas'),
  learningOutcomes: [{ text: text('Reads a chart', 'Skaito grafiką'), kind: 'SKILL' }],
  ects: 3,
  iscedFields: ['0542'],
  assessments: [{ type: 'PROJECT_WORK', criteria: { url: 'https://provider.example/criteria' }, assessingBody: { name: text('Assessor', 'Vertintojas') } }],
  languages: ['lt'],
  homepage: 'https://provider.example/course',
  ...overrides,
});
const run = (overrides: object = {}) => ({ code: 'r1', start: '2024-10-01', end: '2024-12-01', mode: 'ONLINE', price: { amount: 100, currency: 'EUR' }, ...overrides });

const SAVED = '... on OfferSaved { offer { id version status runs { code } title { value } blockers { code severity } } warnings { code } }';
const createOffer = (providerId: string, offer: object) =>
  mutate('createOffer', ['$p: ID!, $o: OfferInput!', 'providerId: $p, offer: $o'], { selection: SAVED, variables: { p: providerId, o: offer } });
const editOffer = (id: string, version: number, changes: object) =>
  mutate('editOffer', ['$id: ID!, $v: Int!, $c: OfferChanges!', 'id: $id, expectedVersion: $v, changes: $c'], { selection: SAVED, variables: { id, v: version, c: changes } });
const publish = (id: string, correctionReason: string | null = null) =>
  mutate('publishOffer', ['$id: ID!, $r: String', 'id: $id, correctionReason: $r'], {
    selection: '... on PublishedRevision { offerId revision hash created warnings { code } }', variables: { id, r: correctionReason },
  });

describe('organisations', () => {
  it('are created, edited by whoever has the newest version, and never twice by two editors', async () => {
    const created = await createOrganisation({ mailbox: 'info@college.example', identifiers: [{ scheme: 'ROR', value: '02mhbdp94' }] });
    expect(created).toMatchObject({ __typename: 'OrganisationSaved', organisation: { version: 1, legalName: { value: 'Pavyzdžių kolegija', language: 'lt' } } });
    const edit = (version: number) =>
      mutate('editOrganisation', ['$id: ID!, $v: Int!, $c: OrganisationChanges!', 'id: $id, expectedVersion: $v, changes: $c'], {
        selection: '... on OrganisationSaved { organisation { version homepage mailbox } }',
        variables: { id: created.organisation.id, v: version, c: { homepage: 'https://college.example/', mailbox: null } },
      });
    expect((await edit(1)).organisation).toEqual({ version: 2, homepage: 'https://college.example/', mailbox: null });
    expect(await edit(1)).toMatchObject({ __typename: 'Problems', problems: [{ code: 'VERSION_CONFLICT', severity: 'ERROR' }] });
  });

  it('say what is wrong in the language asked for, and write nothing', async () => {
    const twice = await createOrganisation({ legalName: [{ language: 'lt', value: 'A' }, { language: 'lt', value: 'B' }] });
    expect(twice).toEqual({
      __typename: 'Problems',
      problems: [{ code: 'LANGUAGE_TWICE', severity: 'ERROR', path: 'legalName.1.language', message: { value: 'Tekstas kalba „lt“ pateiktas du kartus.', language: 'lt' } }],
    });
    expect((await createOrganisation({ country: 'XX' })).problems).toMatchObject([{ code: 'CODE_UNKNOWN', path: 'country' }]);
  });

  it('take roles', async () => {
    const { organisation } = await createOrganisation();
    const role = (name: string, version: number, day: string) =>
      mutate(name, ['$id: ID!, $v: Int!, $d: Date!', `organisationId: $id, expectedVersion: $v, role: AUTHORITY, ${name === 'grantRole' ? 'from' : 'to'}: $d`], {
        selection: '... on RoleSaved { role { role from to } organisation { version } }', variables: { id: organisation.id, v: version, d: day },
      });
    expect(await role('grantRole', 1, '2024-01-01')).toMatchObject({ role: { role: 'AUTHORITY', from: '2024-01-01', to: null }, organisation: { version: 2 } });
    expect((await role('grantRole', 1, '2024-02-01')).problems[0].code).toBe('VERSION_CONFLICT');
    expect((await role('grantRole', 2, '2024-02-01')).problems[0].code).toBe('ROLE_HELD');
    expect((await role('endRole', 2, '2024-08-01')).role).toEqual({ role: 'AUTHORITY', from: '2024-01-01', to: '2024-08-01' });
  });
});

describe('providers', () => {
  it('go through their life; applicants are not public', async () => {
    const { organisation } = await createOrganisation();
    const { id } = organisation as { id: string };
    await mutate('applyAsProvider', ['$id: ID!', 'organisationId: $id, provider: { kind: EMPLOYER }'], { selection: '... on ProviderSaved { provider { id } }', variables: { id } });
    const provider = (admin: boolean) => api.data('query ($id: ID!) { provider(id: $id) { status } }', { variables: { id }, admin });
    expect([await provider(false), await provider(true)]).toEqual([null, { status: 'APPLIED' }]);
    expect(await api.data('query ($id: ID!) { organisation(id: $id) { provider { status } } }', { variables: { id } })).toBeNull();
    expect(codes(await api.ask('{ providers(status: APPLIED) { nodes { id } } }'))).toEqual(['FORBIDDEN']);
    expect((await setStatus(id, 'SUSPENDED', 'x')).problems[0].code).toBe('STATUS_NOT_REACHABLE');
    await setStatus(id, 'REGISTERED');
    expect((await setStatus(id, 'SUSPENDED')).problems[0].code).toBe('STATUS_REASON_MISSING');
    const { provider: closed } = await setStatus(id, 'CLOSED', 'merged');
    expect(closed.statusHistory).toEqual([{ status: 'REGISTERED' }, { status: 'CLOSED' }]);
    expect(closed.applicationHistory).toEqual([{ status: 'APPLIED' }, { status: 'REGISTERED' }, { status: 'CLOSED' }]);
  });

  it('are edited', async () => {
    const id = await registeredProvider();
    const edited = await mutate('editProvider', ['$id: ID!, $v: Int!, $c: ProviderChanges!', 'providerId: $id, expectedVersion: $v, changes: $c'], {
      selection: '... on ProviderSaved { provider { kind recognitionPolicy { url } internalQualityAssurance { url } version } }',
      variables: { id, v: 2, c: { recognitionPolicy: null, internalQualityAssurance: { url: 'https://college.example/quality' } } },
    });
    expect(edited.provider).toEqual({ kind: 'HIGHER_EDUCATION', recognitionPolicy: null, internalQualityAssurance: { url: 'https://college.example/quality' }, version: 3 });
  });
});

describe('offers', () => {
  it('are saved as drafts that say what blocks them, then published, once for the same content', async () => {
    const providerId = await registeredProvider();
    const { offer: draft } = await createOffer(providerId, { code: 'c-1', content: { title: text('Half an offer', 'Pusė pasiūlymo') } });
    expect(draft.blockers.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['LEARNING_OUTCOMES_MISSING', 'ASSESSMENT_MISSING', 'LINK_MISSING']));
    expect((await publish(draft.id)).problems.length).toBeGreaterThan(2);
    const { offer: whole } = await editOffer(draft.id, draft.version, { content: content(), runs: [run()] });
    expect(whole.blockers.filter(({ severity }: { severity: string }) => severity === 'ERROR')).toEqual([]);
    expect((await editOffer(draft.id, draft.version, { code: 'c-2' })).problems[0].code).toBe('VERSION_CONFLICT');
    const first = await publish(draft.id);
    expect(first).toMatchObject({ __typename: 'PublishedRevision', offerId: draft.id, revision: 1, created: true });
    expect(await publish(draft.id)).toMatchObject({ revision: 1, created: false, hash: first.hash });
    expect(await api.data('query ($id: ID!) { offer(id: $id) { __typename ... on Offer { title { value } code assessments { type criteria { url } assessingBody { name(language: "lt") { value } organisation { id } } } } } }', { variables: { id: draft.id } })).toEqual({
      __typename: 'Offer', title: { value: 'Duomenų raštingumas' }, code: 'c-1',
      assessments: [{ type: 'PROJECT_WORK', criteria: { url: 'https://provider.example/criteria' }, assessingBody: { name: { value: 'Vertintojas' }, organisation: null } }],
    });
  });

  it('cannot change what a credential cites: the way is to supersede, or a reason', async () => {
    const providerId = await registeredProvider();
    const { offer } = await createOffer(providerId, { code: 's-1', content: content() });
    await publish(offer.id);
    const { offer: changed } = await editOffer(offer.id, offer.version, { content: content({ ects: 6 }) });
    expect((await publish(offer.id)).problems[0].code).toBe('ECTS_CHANGE_NEEDS_SUPERSEDING');
    const superseded = await mutate('supersedeOffer', ['$id: ID!, $c: OfferChanges', 'id: $id, changes: $c'], { selection: SAVED, variables: { id: offer.id, c: { content: content({ ects: 6 }) } } });
    expect(changed.status).toBe('PUBLISHED');
    await publish(superseded.offer.id);
    const tombstone = await api.data('query ($id: ID!) { offer(id: $id) { ... on OfferTombstone { status successorId } } }', { variables: { id: offer.id } });
    expect(tombstone).toEqual({ status: 'SUPERSEDED', successorId: superseded.offer.id });
  });

  it('are withdrawn with a reason that stays', async () => {
    const providerId = await registeredProvider();
    const { offer } = await createOffer(providerId, { content: content(), runs: [run()] });
    await publish(offer.id);
    const withdraw = (reason: string) => mutate('withdrawOffer', ['$id: ID!, $r: String!', 'id: $id, reason: $r'], { selection: SAVED, variables: { id: offer.id, r: reason } });
    expect((await withdraw(' ')).problems[0].code).toBe('REASON_MISSING');
    for (const odd of ['a\0b', '\ud800']) expect((await withdraw(odd)).problems).toMatchObject([{ code: 'TEXT_UNSTORABLE', path: 'reason' }]);
    expect((await withdraw('x'.repeat(2001))).problems[0].code).toBe('TEXT_TOO_LONG');
    expect((await withdraw('No teacher')).offer.status).toBe('WITHDRAWN');
    expect(await api.data('query ($id: ID!) { offer(id: $id) { ... on OfferTombstone { offerId status reason at } } }', { variables: { id: offer.id } })).toEqual({
      offerId: offer.id, status: 'WITHDRAWN', reason: 'No teacher', at: '2024-09-01T09:00:00.000Z',
    });
    expect(await api.data('query ($id: ID!) { revisions(offerId: $id) { nodes { number } next } }', { variables: { id: offer.id } })).toEqual({ nodes: [{ number: 1 }], next: null });
  });

  it('have runs that are added, edited and removed one by one', async () => {
    const providerId = await registeredProvider();
    const { offer } = await createOffer(providerId, { content: content(), runs: [run()] });
    const declared = '$id: ID!, $v: Int!, $r: RunInput!';
    const passed = 'offerId: $id, expectedVersion: $v, run: $r';
    const add = (version: number, code: string) => mutate('addRun', [declared, passed], { selection: SAVED, variables: { id: offer.id, v: version, r: run({ code, place: { name: text('Hall', 'Salė'), country: 'LT' } }) } });
    const added = await add(offer.version, 'r2');
    expect(added.offer.runs).toEqual([{ code: 'r1' }, { code: 'r2' }]);
    expect((await add(added.offer.version, 'r2')).problems).toMatchObject([{ code: 'RUN_EXISTS', path: 'run.code' }]);
    expect((await add(offer.version, 'r3')).problems[0].code).toBe('VERSION_CONFLICT');
    const edited = await mutate('editRun', [`${declared}, $c: String!`, `${passed}, code: $c`], { selection: SAVED, variables: { id: offer.id, v: added.offer.version, c: 'r1', r: run({ code: 'r9', full: true }) } });
    expect(edited.offer.runs).toEqual([{ code: 'r9' }, { code: 'r2' }]);
    const remove = (version: number, code: string) => mutate('removeRun', ['$id: ID!, $v: Int!, $c: String!', 'offerId: $id, expectedVersion: $v, code: $c'], { selection: SAVED, variables: { id: offer.id, v: version, c: code } });
    expect((await remove(edited.offer.version, 'r1')).problems[0].code).toBe('RUN_UNKNOWN');
    expect((await remove(edited.offer.version, 'r9')).offer.runs).toEqual([{ code: 'r2' }]);
  });

  it('keep their problems on the path where they are', async () => {
    const providerId = await registeredProvider();
    const bad = await createOffer(providerId, { content: content({ iscedFields: ['1234'] }), runs: [run({ start: '2024-12-02' })] });
    expect(bad.problems).toEqual(expect.arrayContaining([
      expect.objectContaining({ code: 'CODE_UNKNOWN', path: 'content.iscedFields.0' }),
      expect.objectContaining({ code: 'DATES_REVERSED', path: expect.stringContaining('runs.0') }),
    ]));
    expect((await createOffer(providerId, { content: content({ homepage: 'javascript:alert(1)' }) })).problems).toMatchObject([{ code: 'URL_INVALID', path: 'content.homepage' }]);
    expect((await createOffer(providerId, { content: content({ description: [{ language: 'x', value: 'y' }] }) })).problems).toMatchObject([
      { code: 'LANGUAGE_TAG_INVALID', path: 'content.description.0.language' },
    ]);
    expect((await createOffer('0198a000-0000-7000-8000-000000000000', { content: content() })).problems[0].code).toBe('PROVIDER_UNKNOWN');
  });

  it('are listed for their editor', async () => {
    const providerId = await registeredProvider();
    for (const code of ['l1', 'l2', 'l3']) await createOffer(providerId, { code, content: content() });
    const page = (after: string | null) => api.data('query ($p: ID!, $a: ID) { offerDrafts(providerId: $p, first: 2, after: $a) { nodes { code status provider { id } languages { code } } next } }', { admin: true, variables: { p: providerId, a: after } });
    const first = await page(null);
    expect(first.nodes).toEqual(['l1', 'l2'].map((code) => ({ code, status: 'DRAFT', provider: { id: providerId }, languages: [{ code: 'lt' }] })));
    expect(await page(first.next)).toMatchObject({ nodes: [{ code: 'l3' }], next: null });
  });
});

describe('quality', () => {
  it('is decided, shown with its reasons, taken back, and can be asked about for any day as known then', async () => {
    const providerId = await registeredProvider();
    const { offer } = await createOffer(providerId, { content: content(), runs: [run()] });
    await publish(offer.id);
    const { organisation } = await createOrganisation();
    await mutate('registerAgency', ['$a: AgencyInput!', 'agency: $a'], {
      selection: '... on AgencySaved { agency { deqarId organisation { id } } }',
      variables: { a: { organisationId: organisation.id, deqarId: '33', eqarRegisteredFrom: '2012-01-01', officialCountries: ['LT'] } },
    });
    const { procedure } = await mutate('createProcedure', ['$p: ProcedureInput!', 'procedure: $p'], {
      selection: '... on ProcedureSaved { procedure { id agency { id } } }',
      variables: { p: { agencyId: organisation.id, title: text('Review', 'Vertinimas'), framework: 'ESG', nature: 'OBLIGATORY' } },
    });
    expect(procedure.agency.id).toBe(organisation.id);
    const record = (outcome: object) => mutate('recordQaOutcome', ['$o: QaOutcomeInput!', 'outcome: $o'], {
      selection: '... on QaOutcomeSaved { outcome { id decision validFrom scope { eqfLevels } reports { url title } } }',
      variables: { o: { procedureId: procedure.id, providerId, decision: 'POSITIVE', decisionDate: '2024-02-01', source: { text: 'Letter of 2 February 2024' }, ...outcome } },
    });
    expect((await record({ offerIds: ['0198a000-0000-7000-8000-000000000000'] })).problems).toMatchObject([{ code: 'OFFER_UNKNOWN', path: 'offerIds.0' }]);
    const { outcome } = await record({ reports: [{ url: 'https://agency.example/report', languages: ['lt'], title: 'Report' }] });
    expect(outcome).toMatchObject({ validFrom: '2024-02-01', reports: [{ url: 'https://agency.example/report', title: 'Report' }] });

    const today = await api.data(`query ($id: ID!) { offer(id: $id) { ... on Offer { assurance { status basis until endPresumed
      outcomes { id agency { id deqarId } procedure { title(language: "lt") { value } framework agency { id } } contributingAgencies { id } } } } } }`, { variables: { id: offer.id } });
    expect(today.assurance).toEqual({
      status: 'ASSURED', basis: 'PROVIDER', until: '2030-02-01', endPresumed: true,
      outcomes: [{ id: outcome.id, agency: { id: organisation.id, deqarId: '33' }, procedure: { title: { value: 'Vertinimas' }, framework: 'ESG', agency: { id: organisation.id } }, contributingAgencies: [] }],
    });
    const asked = (args: string) => api.data(`{ assurance(offerId: "${offer.id}"${args}) { status on } }`);
    expect(await asked(', on: "2024-01-31"')).toEqual({ status: 'NONE', on: '2024-01-31' });
    expect(await asked(', knownAt: "2024-08-31T00:00:00Z"')).toMatchObject({ status: 'NONE' });
    const sheet = await api.data('query ($id: ID!) { annexI(offerId: $id) { element state mandatory } }', { variables: { id: offer.id } });
    expect(sheet).toHaveLength(16);
    expect(sheet).toContainEqual({ element: 'QUALITY_ASSURANCE', state: 'GIVEN', mandatory: true });

    await mutate('withdrawQaOutcome', ['$id: ID!', 'outcomeId: $id, withdrawnOn: "2024-08-01", reason: "appeal"'], { selection: '... on QaOutcomeSaved { outcome { withdrawal { reason } } }', variables: { id: outcome.id } });
    expect((await asked('')).status).not.toBe('ASSURED');
    expect(await asked(', on: "2024-07-31"')).toMatchObject({ status: 'ASSURED' });
    expect(await api.data('query ($id: ID!) { qaOutcomes(providerId: $id) { id withdrawal { withdrawnOn } } }', { variables: { id: providerId } })).toEqual([{ id: outcome.id, withdrawal: { withdrawnOn: '2024-08-01' } }]);
    expect((await api.data('{ agencies { nodes { id } } }')).nodes).toEqual([{ id: organisation.id }]);
    expect((await api.data('query ($id: ID!) { procedures(agencyId: $id) { nodes { id } } }', { variables: { id: organisation.id } })).nodes).toEqual([{ id: procedure.id }]);
  });

  it('stands apart from decisions of authorities', async () => {
    const providerId = await registeredProvider();
    const { offer } = await createOffer(providerId, { content: content() });
    await publish(offer.id);
    const { id: authorityId } = await createAuthority(api.database.uow, api.services);
    const headers = await api.keyOf(authorityId, ['nqf.record', 'authority-record.end']);
    const include = (level: number) => mutate('recordNqfInclusion', ['$i: NqfInclusionInput!', 'inclusion: $i'], {
      selection: '... on AuthorityRecordSaved { record { id framework level authority { id } } }',
      headers, variables: { i: { offerId: offer.id, authorityId, level, validFrom: '2024-01-01' } },
    });
    expect((await include(99)).problems[0].code).toBe('NQF_LEVEL_UNKNOWN');
    const { record } = await include(6);
    expect(record).toMatchObject({ framework: 'LTQF', level: 6, authority: { id: authorityId } });
    const shown = () => api.data('query ($id: ID!) { offer(id: $id) { ... on Offer { nqfInclusion { level authority { id } } } } }', { variables: { id: offer.id } });
    expect(await shown()).toEqual({ nqfInclusion: { level: 6, authority: { id: authorityId } } });
    await mutate('endAuthorityRecord', ['$id: ID!', 'recordId: $id, validTo: "2024-08-31"'], { selection: '... on AuthorityRecordSaved { record { validTo } }', headers, variables: { id: record.id } });
    expect(await shown()).toEqual({ nqfInclusion: null });
    expect(await api.data('query ($id: ID!) { authorityRecords(offerId: $id) { validTo } }', { variables: { id: offer.id } })).toEqual([{ validTo: '2024-08-31' }]);
  });
});
