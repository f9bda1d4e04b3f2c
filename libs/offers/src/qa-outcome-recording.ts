import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { fail, isId, type Outcome, type Problem } from '#libs/kernel';
import { QaOutcomes, type OutcomeInput, type QaOutcomeRecord } from '#libs/quality';
import { saveProblems } from './problems.js';

/** The way to record an outcome: libs/quality lies below the offers and cannot know whether those named are the provider's. */
@Injectable()
export class QaOutcomeRecording {
  constructor(private readonly outcomes: QaOutcomes) {}

  async record(tx: Tx, input: OutcomeInput): Promise<Outcome<QaOutcomeRecord>> {
    const problems = await strangers(tx, input);
    return problems.length ? fail(...problems) : this.outcomes.record(tx, input);
  }
}

/** Offers that are not there, and offers of another provider, are answered alike. */
async function strangers(tx: Tx, { providerId, offerIds }: OutcomeInput): Promise<Problem[]> {
  const named = offerIds ?? [];
  if (!named.length) return [];
  const rows = isId(providerId)
    ? await tx.query<{ id: string }>('SELECT id FROM offer WHERE id = ANY ($1::uuid[]) AND provider_id = $2', [named.filter(isId), providerId])
    : [];
  const own = new Set(rows.map(({ id }) => id));
  return named.flatMap((id, index) => (own.has(id.toLowerCase()) ? [] : [saveProblems.make('OFFER_UNKNOWN', `offerIds.${index}`, { id })]));
}
