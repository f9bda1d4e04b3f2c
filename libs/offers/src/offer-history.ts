import { logChange } from '#libs/access';
import type { Tx } from '#libs/database';

export type OfferAction = `offer.${string}`;

export interface OfferChange {
  at: Date;
  action: OfferAction;
  /** The fields that changed, by name. */
  before?: object;
  after?: object;
  reason?: string | null;
}

/** Notes a change of an offer in the history of its provider. */
export const logOffer = (tx: Tx, { id, providerId }: { id: string; providerId: string }, change: OfferChange): void =>
  logChange(tx, { ...change, record: { kind: 'offer', id }, ownerId: providerId });
