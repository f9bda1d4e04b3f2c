import type { UnitOfWork } from '#libs/database';
import { errorsOf, type Outcome } from '#libs/kernel';
import type { OfferDraft } from '#libs/offers';
import type { OrganisationInput, OrganisationRecord, ProviderStatus } from '#libs/organisations';
import type { TestServices } from './services.js';

let counter = 0;

/** The value of an outcome that must have succeeded; its errors are the failure's message. */
export function expectOk<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(errorsOf(outcome.problems).map((p) => `${p.code} ${p.path}: ${p.message.en}`).join('\n'));
}

/** A draft that passes the publish gate. */
export function offerDraft(overrides: { code?: string | null; content?: Partial<OfferDraft['content']>; runs?: OfferDraft['runs'] } = {}): OfferDraft {
  counter += 1;
  return {
    code: overrides.code === undefined ? `code-${counter}` : overrides.code,
    content: {
      title: { en: `Data literacy ${counter}`, lt: `Duomenų raštingumas ${counter}` },
      learningOutcomes: [{ text: { en: 'Reads a chart', lt: 'Skaito grafiką' }, kind: 'SKILL' }],
      ects: 3,
      workloadHours: 80,
      iscedFields: ['0542'],
      assessments: [{ type: 'PROJECT_WORK' }],
      languages: ['lt'],
      homepage: 'https://provider.example/course',
      ...overrides.content,
    },
    runs: overrides.runs ?? [{ code: 'run-1', start: '2024-10-01', end: '2024-12-01', mode: 'ONLINE', price: { amount: 100, currency: 'EUR' } }],
  };
}

interface ProviderOverrides extends Partial<OrganisationInput> {
  status?: ProviderStatus;
}

/** A provider made through the real write path, REGISTERED unless told otherwise. */
export async function createProvider(uow: UnitOfWork, services: TestServices, overrides: ProviderOverrides = {}): Promise<OrganisationRecord> {
  counter += 1;
  const { status = 'REGISTERED', ...organisation } = overrides;
  const created = expectOk(await uow.command((tx) =>
    services.organisations.create(tx, { legalName: { en: `Provider ${counter}`, lt: `Teikėjas ${counter}` }, country: 'LT', ...organisation })));
  const steps: ProviderStatus[] = { APPLIED: [], RETURNED: ['RETURNED'], REFUSED: ['REFUSED'], REGISTERED: ['REGISTERED'], SUSPENDED: ['REGISTERED', 'SUSPENDED'], CLOSED: ['REGISTERED', 'CLOSED'] }[status] as ProviderStatus[];
  let provider = expectOk(await uow.command((tx) => services.providers.apply(tx, { organisationId: created.id, kind: 'HIGHER_EDUCATION' })));
  for (const step of steps) {
    provider = expectOk(await uow.command((tx) => services.providers.changeStatus(tx, { providerId: created.id, expectedVersion: provider.provider?.version ?? null, status: step, reason: 'test' })));
  }
  return provider;
}

/** An organisation that holds the role of an authority. */
export async function createAuthority(uow: UnitOfWork, services: TestServices): Promise<OrganisationRecord> {
  counter += 1;
  return expectOk(await uow.command(async (tx) => {
    const legalName = { en: `Authority ${counter}`, lt: `Institucija ${counter}` };
    const created = await services.organisations.create(tx, { legalName, country: 'LT' });
    if (!created.ok) return created;
    const granted = await services.organisations.grantRole(tx, { organisationId: created.value.id, expectedVersion: null, role: 'AUTHORITY', from: '2020-01-01' });
    return granted.ok ? created : granted;
  }));
}

/** An offer published through the real write path. */
export async function publishOffer(uow: UnitOfWork, services: TestServices, offer: { providerId: string; draft?: OfferDraft }): Promise<string> {
  return expectOk(await uow.command(async (tx) => {
    const state = expectOk(await services.offerCommands.create(tx, { providerId: offer.providerId, draft: offer.draft ?? offerDraft() }));
    return services.publication.publish(tx, { offerId: state.id });
  })).offerId;
}
