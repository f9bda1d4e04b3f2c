import type { Tx } from '#libs/database';
import { bodies } from './authorities.js';
import { site } from './draft.js';
import type { OrganisationKey } from './organisation-keys.js';
import { providers } from './providers.js';

/** The organisations of the demonstration catalogue that are in the register, by key; found by their invented homepage. */
export async function seededOrganisations(tx: Tx): Promise<ReadonlyMap<OrganisationKey, string>> {
  const homepages = new Map([...providers, ...bodies].map(({ key, domain }) => [site(domain), key]));
  const rows = await tx.query<{ id: string; homepage: string }>(
    'SELECT id, homepage FROM organisation WHERE homepage = ANY ($1) ORDER BY created_at DESC, id', [[...homepages.keys()]],
  );
  return new Map(rows.flatMap(({ id, homepage }) => {
    const key = homepages.get(homepage);
    return key ? [[key, id] as const] : [];
  }));
}
