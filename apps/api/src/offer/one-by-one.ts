import type { Permission, RecordOwners } from '#libs/access';
import type { Tx } from '#libs/database';
import { fail, type Outcome } from '#libs/kernel';
import type { ApiContext } from '../graphql/context.js';
import { refusedInput } from '../graphql/errors.js';
import { LIMITS } from '../http/limits.js';

export interface OfferItem<T> {
  /** Which offer. */
  id: string;
  work: (tx: Tx) => Promise<Outcome<T>>;
}

interface Asking {
  context: ApiContext;
  owners: RecordOwners;
  permission: Permission;
}

/**
 * One action on many offers, in their order: a transaction for each, so that a refused one leaves its neighbours alone.
 * Somebody else's offer is answered like one that does not exist.
 */
export async function oneByOne<T>({ context, owners, permission }: Asking, items: readonly OfferItem<T>[]): Promise<{ id: string; outcome: Outcome<T> }[]> {
  if (items.length > LIMITS.pageSize) throw refusedInput(`At most ${LIMITS.pageSize} items at once; ${items.length} were given.`);
  const reach = (await context.principal()).reach(permission);
  const outcomes: { id: string; outcome: Outcome<T> }[] = [];
  for (const { id, work } of items) {
    const own = reach.isAll || reach.covers(await owners.ownerOf('offer', id));
    outcomes.push({ id, outcome: own ? await context.change(work) : fail(owners.unknown('offer', id)) });
  }
  return outcomes;
}
