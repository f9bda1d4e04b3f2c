import { ApiKeys, Invitations, Memberships, People, Principal, reachesOf, ROLES, type Grant, type RecordKind, type Role } from '#libs/access';
import { newId } from '#libs/kernel';
import { createProvider, expectOk, offerDraft, publishOffer, startTestIssuer, type TestIssuer } from '#libs/testing';
import { startApi, type Api, type GraphqlAnswer } from './harness.js';

/** Nobody; somebody with one role; somebody who holds every role at once, for tests of what comes after the permission. */
type As = Role | 'EVERYTHING' | null;

/** One record of each kind, of one owner. */
type Records = Readonly<Record<RecordKind, string>> & { inclusion: string; funding: string };

/** A register with two of everything, and a person for each role, bound to the first. */
export class World {
  constructor(
    private readonly api: Api,
    private readonly issuer: TestIssuer,
    private readonly sides: { mine: Records; theirs: Records },
  ) {}

  async ask(query: string, { variables, as }: { variables?: Record<string, unknown>; as: As }): Promise<GraphqlAnswer> {
    const token = as && (await this.issuer.token(as, this.api.database.clock.now()));
    return this.api.ask(query, { variables, headers: token ? { authorization: `Bearer ${token}` } : {} });
  }

  /** A record of that kind which belongs to the role's own organisation. */
  mine(kind: RecordKind | undefined, role: Role): string {
    if (kind === undefined) return newId();
    const { mine } = this.sides;
    if (kind === 'authority-record') return role === 'NQF_AUTHORITY' ? mine.inclusion : role === 'FUNDING_AUTHORITY' ? mine.funding : mine[kind];
    return kind === 'organisation' || kind === 'provider' || kind === 'agency' ? (boundTo(role, mine) ?? mine[kind]) : mine[kind];
  }

  theirs(kind: RecordKind): string {
    return this.sides.theirs[kind];
  }

  /** Every identifier there is. */
  ids(): string[] {
    return [...Object.values(this.sides.mine), ...Object.values(this.sides.theirs)];
  }

  /** The last line of the log: as long as it stays, nothing has been changed. */
  async historyHead(): Promise<string> {
    const [head] = await this.api.database.uow.read.query<{ hash: string }>('SELECT hash FROM history_entry ORDER BY seq DESC LIMIT 1');
    return head?.hash ?? '';
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.issuer.stop();
  }
}

export async function startWorld(): Promise<World> {
  const issuer = await startTestIssuer();
  const api = await startApi(issuer.env);
  const sides = { mine: await makeRecords(api), theirs: await makeRecords(api) };
  for (const role of ROLES) {
    await grant(api, { role, organisationId: boundTo(role, sides.mine) }, { issuer: issuer.url, subject: role });
    await grant(api, { role, organisationId: boundTo(role, sides.mine) }, { issuer: issuer.url, subject: 'EVERYTHING' });
  }
  return new World(api, issuer, sides);
}

const PROVIDERS: readonly Role[] = ['PROVIDER_EDITOR', 'PROVIDER_PUBLISHER'];
const AUTHORITIES: readonly Role[] = ['NQF_AUTHORITY', 'FUNDING_AUTHORITY', 'RECOGNITION_BODY'];

/** The organisation in which the role is held: provider, agency and authority are three. */
function boundTo(role: Role, { provider, agency, organisation }: Records): string | null {
  if (PROVIDERS.includes(role)) return provider;
  if (role === 'QA_AGENCY') return agency;
  return AUTHORITIES.includes(role) ? organisation : null;
}

async function grant({ database }: Api, { role, organisationId }: Grant, person: { issuer: string; subject: string }): Promise<string> {
  const memberships = new Memberships(database.config, new People());
  return expectOk(await database.uow.command((tx) => memberships.grant(tx, { person: { ...person, displayName: null }, role, organisationId }))).id;
}

/** One of each kind through the real write path. */
async function makeRecords(api: Api): Promise<Records> {
  const { database: { uow, config }, services } = api;
  const named = async () => expectOk(await uow.command((tx) => services.organisations.create(tx, { legalName: { en: 'A body', lt: 'Įstaiga' }, country: 'LT' }))).id;
  const provider = (await createProvider(uow, services)).id;
  const agency = expectOk(await uow.command(async (tx) => services.agencies.register(tx, { organisationId: await named() }))).id;
  const organisation = await named();
  expectOk(await uow.command((tx) => services.organisations.grantRole(tx, { organisationId: organisation, expectedVersion: 1, role: 'AUTHORITY', from: '2020-01-01' })));
  const offer = await publishOffer(uow, services, { providerId: provider });
  const draft = expectOk(await uow.command((tx) => services.offerCommands.create(tx, { providerId: provider, draft: offerDraft() })));
  const submission = expectOk(await uow.command((tx) => services.submissions.submit(tx, { offerId: draft.id, expectedVersion: draft.version }))).id;
  const procedure = expectOk(await uow.command((tx) =>
    services.procedures.create(tx, { agencyId: agency, title: { lt: 'Akreditavimas', en: 'Accreditation' }, framework: 'ESG', nature: 'OBLIGATORY' }))).id;
  const outcome = expectOk(await uow.command((tx) =>
    services.qaOutcomeRecording.record(tx, { procedureId: procedure, providerId: provider, decision: 'POSITIVE', decisionDate: '2024-05-02' }))).id;
  const decision = { offerId: offer, authorityId: organisation, validFrom: '2024-01-01' };
  const authorityRecord = expectOk(await uow.command((tx) =>
    services.authorityRecords.recordRecognition(tx, { ...decision, purposes: ['TRAINING'] }))).id;
  const inclusion = expectOk(await uow.command((tx) => services.authorityRecords.recordNqfInclusion(tx, { ...decision, level: 5 }))).id;
  const funding = expectOk(await uow.command((tx) => services.authorityRecords.recordFundingEligibility(tx, { ...decision, scheme: { en: 'A scheme' } }))).id;
  const membership = await grant(api, { role: 'PROVIDER_EDITOR', organisationId: provider }, { issuer: 'https://id.example.org', subject: newId() });
  const invitations = new Invitations(config, services.memberships);
  const by = registrar();
  const invitation = expectOk(await uow.command((tx) =>
    invitations.invite(tx, { role: 'PROVIDER_EDITOR', organisationId: provider, email: 'editor@example.org', by }))).id;
  const apiKey = expectOk(await uow.command((tx) =>
    new ApiKeys(config, uow).create(tx, { organisationId: provider, name: 'Course system', scopes: ['offer.edit'], by }))).key.id;
  return {
    organisation, provider, agency, procedure, outcome, offer, submission, 'authority-record': authorityRecord, membership, invitation,
    'api-key': apiKey, person: newId(), inclusion, funding, 'presumption-rule': newId(),
  };
}

function registrar(): Principal {
  const grants = [{ role: 'REGISTRAR', organisationId: null }] as const;
  return new Principal({ kind: 'PERSON', id: newId(), grants, reaches: reachesOf(grants) });
}
