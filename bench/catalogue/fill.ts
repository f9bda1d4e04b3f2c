import { Agencies, Procedures } from '#libs/quality';
import { errorsOf, type Outcome } from '#libs/kernel';
import { OfferCommands, Publication, QaOutcomeRecording } from '#libs/offers';
import { Organisations, Providers } from '#libs/organisations';
import type { Register } from '../run/register.js';
import { offerDraft } from './offers.js';
import { providerCount, providerEntry, providerOfOffer } from './providers.js';

const BATCH = 250;
/** Two batches on their way: PostgreSQL writes one while the next is checked. */
const AT_ONCE = 2;

export function ok<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(errorsOf(outcome.problems).map(({ code, path, message }) => `${code} ${path}: ${message.en}`).join('\n'));
}

/** A generated catalogue, written and published the way everybody's offers are. */
export async function fillCatalogue(register: Register, { offers, say }: { offers: number; say(text: string): void }): Promise<void> {
  const began = performance.now();
  const providerIds = await createProviders(register, providerCount(offers));
  await assureSome(register, providerIds);
  const today = register.config.clock.now();
  const starts = Array.from({ length: Math.ceil(offers / BATCH) }, (_, batch) => batch * BATCH).values();
  const write = async (): Promise<void> => {
    for (const start of starts) {
      const indices = Array.from({ length: Math.min(BATCH, offers - start) }, (_, at) => start + at);
      await publishBatch(register, indices.map((index) => ({
        providerId: providerIds[providerOfOffer(index, providerIds.length)] as string, draft: offerDraft({ index, today }),
      })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
  const ms = performance.now() - began;
  say(`${offers} offers of ${providerIds.length} providers written and published in ${(ms / 1000).toFixed(1)} s (${Math.round(offers / (ms / 1000))}/s)`);
}

type NewOffer = Parameters<OfferCommands['saveAll']>[1][number];

/** @returns the offers' ids. */
export function publishBatch({ app, uow }: Register, drafts: readonly NewOffer[]): Promise<string[]> {
  return uow.run(async (tx) => {
    const ids = (await app.get(OfferCommands).saveAll(tx, drafts)).map((outcome) => ok(outcome).offerId);
    (await app.get(Publication).publishAll(tx, ids.map((offerId) => ({ offerId })))).forEach(ok);
    return ids;
  });
}

async function createProviders({ app, uow }: Register, count: number): Promise<string[]> {
  return uow.run(async (tx) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const { kind, ...organisation } = providerEntry(index);
      const { id } = ok(await app.get(Organisations).create(tx, organisation));
      ok(await app.get(Providers).apply(tx, { organisationId: id, kind }));
      ok(await app.get(Providers).changeStatus(tx, { providerId: id, expectedVersion: null, status: 'REGISTERED' }));
      ids.push(id);
    }
    return ids;
  });
}

/** One agency with a positive decision about two of three providers, so that "assured today" tells offers apart. */
async function assureSome({ app, uow, config }: Register, providerIds: readonly string[]): Promise<void> {
  const decisionDate = new Date(config.clock.now().getTime() - 200 * 86_400_000).toISOString().slice(0, 10);
  await uow.run(async (tx) => {
    const { id } = ok(await app.get(Organisations).create(tx, {
      legalName: { lt: 'Kokybės vertinimo agentūra', en: 'Quality Assessment Agency' }, country: 'LT',
    }));
    ok(await app.get(Agencies).register(tx, { organisationId: id }));
    const procedure = ok(await app.get(Procedures).create(tx, {
      agencyId: id, title: { lt: 'Išorinis vertinimas', en: 'External evaluation' }, framework: 'ESG', nature: 'OBLIGATORY',
    }));
    for (const providerId of providerIds.filter((_, index) => index % 3)) {
      ok(await app.get(QaOutcomeRecording).record(tx, { procedureId: procedure.id, providerId, decision: 'POSITIVE', decisionDate }));
    }
  });
}
