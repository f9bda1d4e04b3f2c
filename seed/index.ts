import { lockInTransaction, type Tx, type UnitOfWork } from '#libs/database';
import { DatabaseNotEmpty, type SeedContext, type SeedProgress, type SeedSummary } from './context.js';
import { SeedLoader } from './loader.js';

export { seededOrganisations } from './seeded-organisations.js';
export { type OrganisationKey } from './organisation-keys.js';
export { DatabaseNotEmpty, type SeedContext, type SeedProgress, type SeedSummary } from './context.js';

/** True while nobody has entered anything: no organisation, and therefore no offer. */
export const isEmpty = (uow: UnitOfWork): Promise<boolean> => empty(uow.read);

/**
 * Loads the fictitious demo register through the services, all or nothing: a loading that is killed leaves nothing behind.
 * The dates lie around the register's day, so that the demo is as fresh in two years as now.
 * @throws DatabaseNotEmpty when there is anything in the register already
 */
export async function loadSeed(context: SeedContext, onProgress: (progress: SeedProgress) => void = () => undefined): Promise<SeedSummary> {
  const started = performance.now();
  const counts = await context.uow.run(async (tx) => {
    // Two processes that start on the same empty database: the second waits, and then finds it filled.
    await lockInTransaction(tx, 'seed');
    if (!(await empty(tx))) throw new DatabaseNotEmpty();
    await new SeedLoader(context, tx, onProgress).load();
    return count(tx);
  });
  return { ...counts, milliseconds: Math.round(performance.now() - started) };
}

async function empty(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT 1 FROM organisation) AS empty');
  return row?.empty ?? true;
}

async function count(tx: Tx): Promise<Omit<SeedSummary, 'milliseconds'>> {
  const [row] = await tx.query<Omit<SeedSummary, 'milliseconds'>>(
    `SELECT (SELECT count(*)::int FROM organisation) AS organisations, (SELECT count(*)::int FROM provider) AS providers,
       count(*)::int AS offers, count(*) FILTER (WHERE status = 'PUBLISHED')::int AS published,
       count(*) FILTER (WHERE status = 'DRAFT')::int AS drafts, count(*) FILTER (WHERE status = 'WITHDRAWN')::int AS withdrawn,
       count(*) FILTER (WHERE status = 'SUPERSEDED')::int AS superseded, (SELECT count(*)::int FROM revision) AS revisions,
       (SELECT count(*)::int FROM run) AS runs, (SELECT count(*)::int FROM qa_outcome) AS outcomes,
       (SELECT count(*)::int FROM authority_record WHERE kind = 'NQF_INCLUSION') AS inclusions,
       (SELECT count(*)::int FROM authority_record WHERE kind = 'FUNDING_ELIGIBILITY') AS fundings,
       (SELECT count(*)::int FROM authority_record WHERE kind = 'RECOGNITION') AS recognitions
     FROM offer`,
  );
  return row as Omit<SeedSummary, 'milliseconds'>;
}
