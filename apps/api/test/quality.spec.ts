import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiKeys, Principal, reachesOf, type Permission } from '#libs/access';
import { createProvider, expectOk, publishOffer, TEST_NOW } from '#libs/testing';
import { codes, startApi, type Api } from './harness.js';

const REGISTRAR = [{ role: 'REGISTRAR', organisationId: null }] as const;
const registrar = new Principal({ kind: 'ADMIN_KEY', id: null, grants: REGISTRAR, reaches: reachesOf(REGISTRAR) });
const NOWHERE = '0198a000-0000-7000-8000-000000000000';
const PROBLEMS = '... on Problems { problems { code path message(language: "lt") { value } conflict { expected actual fields { path before after } } } }';
const OUTCOME = 'id recordedBy source { text url } correctsId correctedById supersededById recordedAt withdrawal { withdrawnOn }';

type Headers = Record<string, string>;
interface AgencyMade { id: string; procedureId: string; key: Headers }

let api: Api;
let agency: AgencyMade;
let other: AgencyMade;

beforeAll(async () => {
  api = await startApi();
  [agency, other] = [await newAgency(), await newAgency()];
});
afterAll(() => api.stop());
beforeEach(() => api.database.clock.set(TEST_NOW));

const command: Api['database']['uow']['command'] = (work) => api.database.uow.command(work);

async function keyOf(organisationId: string, scopes: Permission[]): Promise<Headers> {
  const { text } = expectOk(await command((tx) => api.app.get(ApiKeys).create(tx, { by: registrar, organisationId, name: 'test', scopes, expiresAt: new Date('2025-01-01T00:00:00Z') })));
  return { authorization: `Bearer ${text}` };
}

async function newAgency(): Promise<AgencyMade> {
  const { id } = await createProvider(api.database.uow, api.services);
  expectOk(await command((tx) => api.services.agencies.register(tx, { organisationId: id })));
  const procedure = await command((tx) => api.services.procedures.create(tx, { agencyId: id, title: { lt: 'Vertinimas' }, framework: 'ESG', nature: 'OBLIGATORY' }));
  return { id, procedureId: expectOk(procedure).id, key: await keyOf(id, ['outcome.record', 'agency.edit', 'procedure.manage', 'assurance.watch']) };
}

async function newOffer() {
  const { id: providerId } = await createProvider(api.database.uow, api.services);
  return { providerId, offerId: await publishOffer(api.database.uow, api.services, { providerId }) };
}

/** As the registrar, unless a key is given. */
const as = (headers?: Headers) => (headers ? { headers } : { admin: true });
const record = (outcome: object, headers?: Headers) =>
  api.data(`mutation ($o: QaOutcomeInput!) { recordQaOutcome(outcome: $o) { ... on QaOutcomeSaved { outcome { ${OUTCOME} } } ${PROBLEMS} } }`, {
    ...as(headers), variables: { o: { procedureId: agency.procedureId, decision: 'POSITIVE', decisionDate: '2024-05-02', ...outcome } },
  });
const withdraw = (id: string, withdrawnOn: string) =>
  api.data(`mutation ($id: ID!) { withdrawQaOutcome(outcomeId: $id, withdrawnOn: "${withdrawnOn}", reason: "Appeal") { ... on QaOutcomeSaved { outcome { ${OUTCOME} } } ${PROBLEMS} } }`, { ...as(agency.key), variables: { id } });

describe('an outcome', () => {
  it('is recorded by its agency, or by the registrar with the source, and says so', async () => {
    const { providerId } = await newOffer();
    expect((await record({ providerId }, agency.key)).outcome).toMatchObject({ recordedBy: 'AGENCY', source: null });
    expect((await record({ providerId, source: { text: 'x' } }, agency.key)).problems).toMatchObject([{ code: 'SOURCE_OF_AGENCY', path: 'source' }]);
    expect((await record({ providerId })).problems).toMatchObject([{ code: 'SOURCE_MISSING', path: 'source', message: { value: expect.stringContaining('Nurodykite') } }]);
    const source = { text: 'Order V-12', url: 'https://agency.example/v-12' };
    const { outcome } = await record({ providerId, source });
    expect(outcome).toMatchObject({ recordedBy: 'REGISTRAR', source });
    expect((await api.data(`{ qaOutcomes(providerId: "${providerId}") { id recordedBy source { text url } } }`))).toContainEqual({ id: outcome.id, recordedBy: 'REGISTRAR', source });
  });

  it('of another agency’s procedure is answered like one of a procedure that is not there', async () => {
    const { providerId } = await newOffer();
    const answers = [await record({ providerId }, other.key), await record({ providerId, procedureId: NOWHERE }, other.key)];
    expect(answers.map(({ problems }) => problems[0].code)).toEqual(['PROCEDURE_UNKNOWN', 'PROCEDURE_UNKNOWN']);
    const { outcome } = await record({ providerId }, agency.key);
    const asked = await api.data(`mutation { withdrawQaOutcome(outcomeId: "${outcome.id}", withdrawnOn: "2024-08-01", reason: "x") { ${PROBLEMS} } }`, { headers: other.key });
    expect(asked.problems[0].code).toBe('OUTCOME_UNKNOWN');
  });

  it('keeps its history: what it corrected, what replaced it, when each was entered', async () => {
    const { providerId } = await newOffer();
    api.database.clock.set('2024-05-02T09:00:00Z');
    const first = (await record({ providerId }, agency.key)).outcome;
    api.database.clock.set('2024-05-05T09:00:00Z');
    const second = (await record({ providerId, correctsId: first.id, decision: 'CONDITIONAL' }, agency.key)).outcome;
    api.database.clock.set('2024-05-09T09:00:00Z');
    const third = (await record({ providerId, decisionDate: '2024-05-08' }, agency.key)).outcome;
    await withdraw(third.id, '2024-10-01');
    const history = (id: string) => api.data(`{ qaOutcomeHistory(id: "${id}") { ${OUTCOME} } }`);
    expect(await history(second.id)).toMatchObject([
      { id: first.id, correctedById: second.id, supersededById: null, recordedAt: '2024-05-02T09:00:00.000Z' },
      { id: second.id, correctsId: first.id, supersededById: third.id, recordedAt: '2024-05-05T09:00:00.000Z' },
    ]);
    expect(await history(first.id)).toEqual(await history(second.id));
    expect(await history(third.id)).toMatchObject([{ id: third.id, withdrawal: { withdrawnOn: '2024-10-01' } }]);
    expect([await history(NOWHERE), await history('x')]).toEqual([[], []]);
  });
});

describe('agencies and procedures', () => {
  const editAgency = (id: string, changes: object, { version = 1, headers }: { version?: number; headers?: Headers } = {}) =>
    api.data(`mutation ($id: ID!, $v: Int!, $c: AgencyChanges!) { editAgency(id: $id, expectedVersion: $v, changes: $c) { ... on AgencySaved { agency { version deqarId officialCountries } } ${PROBLEMS} } }`, { ...as(headers), variables: { id, v: version, c: changes } });
  const editProcedure = (id: string, changes: object, { version = 1, headers }: { version?: number; headers?: Headers } = {}) =>
    api.data(`mutation ($id: ID!, $v: Int!, $c: ProcedureChanges!) { editProcedure(id: $id, expectedVersion: $v, changes: $c) { ... on ProcedureSaved { procedure { version title { value } description { value } validFrom } } ${PROBLEMS} } }`, { ...as(headers), variables: { id, v: version, c: changes } });

  it('are edited by the agency itself, but for what the registrar knows', async () => {
    const made = await newAgency();
    expect((await editAgency(made.id, { officialCountries: ['LT'] }, { headers: made.key })).agency).toEqual({ version: 2, deqarId: null, officialCountries: ['LT'] });
    expect((await editAgency(made.id, { deqarId: '7' }, { version: 2, headers: made.key })).problems).toMatchObject([{ code: 'NEEDS_REGISTRAR', path: 'deqarId' }]);
    expect((await editAgency(made.id, { deqarId: '7', officialCountries: null }, { version: 2 })).agency).toEqual({ version: 3, deqarId: '7', officialCountries: [] });
    expect((await editAgency(made.id, { deqarId: '8' }, { version: 2 })).problems).toMatchObject([
      { code: 'VERSION_CONFLICT', conflict: { expected: 2, actual: 3, fields: [{ path: 'deqarId', before: '7', after: '8' }] } },
    ]);
    for (const id of [made.id, NOWHERE]) expect((await editAgency(id, { officialCountries: ['LV'] }, { headers: other.key })).problems[0].code).toBe('AGENCY_UNKNOWN');
  });

  it('keep what decisions were measured by', async () => {
    const made = await newAgency();
    const saved = await editProcedure(made.procedureId, { title: [{ language: 'lt', value: 'Peržiūra' }], description: [{ language: 'lt', value: 'Kas vertinama' }], validFrom: '2023-01-01' }, { headers: made.key });
    expect(saved.procedure).toEqual({ version: 2, title: { value: 'Peržiūra' }, description: { value: 'Kas vertinama' }, validFrom: '2023-01-01' });
    await record({ procedureId: made.procedureId, providerId: (await newOffer()).providerId }, made.key);
    expect((await editProcedure(made.procedureId, { framework: 'EQAVET', validFrom: '2024-06-01' }, { version: 2 })).problems).toMatchObject([{ code: 'FRAMEWORK_IN_USE' }, { code: 'DECISIONS_OUTSIDE_WINDOW' }]);
    expect((await editProcedure(made.procedureId, { title: null }, { version: 2 })).problems).toMatchObject([{ code: 'TITLE_MISSING' }]);
    expect((await editProcedure(made.procedureId, { description: null, validFrom: null }, { version: 2, headers: made.key })).procedure).toMatchObject({ version: 3, description: null, validFrom: null });
    for (const id of [made.procedureId, NOWHERE]) expect((await editProcedure(id, {}, { headers: other.key })).problems[0].code).toBe('PROCEDURE_UNKNOWN');
  });
});

describe('why was this shown as assured on 3 May?', () => {
  const SHOWN = 'at on wasPublic revision shownAssured assurance { status until endPresumed knownAt because { rule sentence(language: "lt") { value } outcomes { part level until sentence(language: "en") { value } presumption { framework years recordedAt reason } outcome { id recordedAt decisionDate agency { id } procedure { framework } } } } }';
  const shown = (offerId: string, at: string) => api.data(`{ wasShownAssured(offerId: "${offerId}", at: "${at}") { ${SHOWN} } }`);

  it('because of the decision known then, in force that day in the register’s time zone, in that revision', async () => {
    api.database.clock.set('2024-04-20T09:00:00Z');
    const { providerId, offerId } = await newOffer();
    api.database.clock.set('2024-05-03T06:00:00Z');
    const wrong = (await record({ providerId, decisionDate: '2024-05-03' }, agency.key)).outcome;
    api.database.clock.set('2024-05-05T09:00:00Z');
    const right = (await record({ providerId, decisionDate: '2024-05-03', decision: 'NEGATIVE', correctsId: wrong.id }, agency.key)).outcome;
    api.database.clock.set(TEST_NOW);

    expect(await shown(offerId, '2024-05-03T12:00:00Z')).toMatchObject({
      on: '2024-05-03', wasPublic: true, revision: 1, shownAssured: true,
      assurance: {
        status: 'ASSURED', until: '2030-05-03', endPresumed: true, knownAt: '2024-05-03T12:00:00.000Z',
        because: {
          rule: 'POSITIVE_IN_FORCE', sentence: { value: 'Galiojo teigiamas sprendimas, apimantis šį pasiūlymą.' },
          outcomes: [{
            part: 'DECIDED', level: 'PROVIDER', presumption: { framework: 'ESG', years: 6, recordedAt: null, reason: expect.stringContaining('DEQAR') },
            outcome: { id: wrong.id, recordedAt: '2024-05-03T06:00:00.000Z', decisionDate: '2024-05-03', agency: { id: agency.id }, procedure: { framework: 'ESG' } },
          }],
        },
      },
    });
    const afterwards = await shown(offerId, '2024-05-05T09:00:00Z');
    expect(afterwards).toMatchObject({ shownAssured: false, assurance: { status: 'REFUSED', because: { rule: 'NEGATIVE_IN_FORCE' } } });
    expect(afterwards.assurance.because.outcomes.map((one: { part: string; outcome: { id: string } }) => [one.part, one.outcome.id])).toEqual([['DECIDED', right.id], ['CORRECTED', wrong.id]]);
    // 21:30 UTC is half past midnight in Vilnius.
    expect(await shown(offerId, '2024-05-02T21:30:00Z')).toMatchObject({ on: '2024-05-03', shownAssured: false, assurance: { because: { rule: 'NO_OUTCOME', outcomes: [] } } });
    expect(await shown(offerId, '2024-04-19T12:00:00Z')).toMatchObject({ wasPublic: false, revision: null, shownAssured: false, assurance: null });
    expect(await shown(NOWHERE, '2024-05-03T12:00:00Z')).toMatchObject({ wasPublic: false, assurance: null });
    expect(codes(await api.ask(`{ wasShownAssured(offerId: "${offerId}", at: "2024-09-02T12:00:00Z") { on } }`))).toEqual(['BAD_USER_INPUT']);
  });

  it('or because of a rule that was another then', async () => {
    const { providerId, offerId } = await newOffer();
    await record({ providerId, decisionDate: '2024-02-01' }, agency.key);
    const set = (rule: object, headers?: Headers) =>
      api.ask(`mutation ($r: PresumptionRuleInput!) { setPresumptionRule(rule: $r) { ... on PresumptionRuleSaved { rule { framework years recordedAt replacedAt } } ${PROBLEMS} } }`, { ...as(headers), variables: { r: { framework: 'ESG', years: 3, reason: 'Order of the minister', ...rule } } });
    expect(codes(await set({}, agency.key))).toEqual(['FORBIDDEN']);
    expect((await set({ years: 0 })).data?.setPresumptionRule.problems).toMatchObject([{ code: 'YEARS_OUT_OF_RANGE' }]);
    api.database.clock.set('2024-09-10T09:00:00Z');
    expect((await set({})).data?.setPresumptionRule.rule).toEqual({ framework: 'ESG', years: 3, recordedAt: '2024-09-10T09:00:00.000Z', replacedAt: null });
    expect(((await api.data('{ presumptionRules { id framework years reason recordedAt replacedAt } }')) as { framework: string }[]).filter(({ framework }) => framework === 'ESG')).toMatchObject([
      { id: null, years: 6, recordedAt: null, replacedAt: '2024-09-10T09:00:00.000Z' }, { years: 3, reason: 'Order of the minister', replacedAt: null },
    ]);
    const until = (args: string) => api.data(`{ assurance(offerId: "${offerId}"${args}) { until because { outcomes { presumption { years } } } } }`);
    expect(await until('')).toEqual({ until: '2027-02-01', because: { outcomes: [{ presumption: { years: 3 } }] } });
    expect(await until(', knownAt: "2024-09-10T08:59:59Z"')).toEqual({ until: '2030-02-01', because: { outcomes: [{ presumption: { years: 6 } }] } });
    // Index and feeds are made of the same answer, and were told.
    expect((await api.services.offerProjections.load(api.database.uow.read, [offerId])).get(offerId)?.assurance.until).toBe('2027-02-01');
    const due = await api.database.uow.read.query<{ kind: 'outcome'; id: string }>(`SELECT kind, id FROM outbox WHERE kind = 'outcome'`);
    expect(await api.services.offerProjections.expand(api.database.uow.read, due)).toContain(offerId);
  });
});

describe('offers losing their assurance', () => {
  const LOSING = 'nodes { offerId until offer { id title { value } } outcomes { id agency { id } } } next';
  const losing = async (args: string, headers?: Headers) => (await api.data(`{ offersLosingAssurance(${args}) { ${LOSING} } }`, as(headers))).nodes as { offerId: string }[];

  it('are told to their provider, to the agency they rest on, and to the registrar', async () => {
    const { providerId, offerId } = await newOffer();
    const { outcome } = await record({ providerId, validTo: '2024-09-20' }, agency.key);
    const [editor, stranger] = [await keyOf(providerId, ['assurance.watch']), await keyOf((await newOffer()).providerId, ['assurance.watch'])];
    const mine = [{ offerId, until: '2024-09-20', offer: { id: offerId, title: { value: expect.any(String) } }, outcomes: [{ id: outcome.id, agency: { id: agency.id } }] }];
    expect(await losing('within: 30', editor)).toEqual(mine);
    expect(await losing('within: 18', editor)).toEqual([]);
    expect(await losing(`within: 30, providerId: "${providerId}"`, agency.key)).toEqual(mine);
    expect(await losing(`within: 30, agencyId: "${agency.id}", providerId: "${providerId}"`)).toEqual(mine);
    expect(await losing(`within: 30, agencyId: "${other.id}"`)).toEqual([]);
    for (const headers of [stranger, other.key]) expect(await losing(`within: 366, providerId: "${providerId}"`, headers)).toEqual([]);
  });

  it('are nobody else’s business, and a year ahead at most', async () => {
    const ask = async (args: string, asked: object) => codes(await api.ask(`{ offersLosingAssurance(${args}) { next } }`, asked));
    expect(await ask('within: 30', {})).toEqual(['UNAUTHENTICATED']);
    expect(await ask('within: 30', { headers: await keyOf(agency.id, ['outcome.record']) })).toEqual(['FORBIDDEN']);
    for (const args of ['within: 0', 'within: 367', 'within: 30, providerId: "x"']) expect(await ask(args, { admin: true })).toEqual(['BAD_USER_INPUT']);
  });
});
