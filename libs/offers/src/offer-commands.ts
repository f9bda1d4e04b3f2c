import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import type { Tx } from '#libs/database';
import { canonicalJson, errorsOf, fail, isId, newId, succeed, type Outcome, type Problem } from '#libs/kernel';
import { prepareDraft, type PreparedDraft } from './draft/prepare-draft.js';
import type { OfferDraft } from './offer-content.js';
import { afterStep } from './offer-life.js';
import { logOffer, type OfferAction } from './offer-history.js';
import { codeKey, draftOf, loadState, lockByCodes, lockState, type OfferState } from './offer-state.js';
import { addRuns, insertOffers, updateOffers, writeRuns, type OfferRow } from './offer-store.js';
import { saveProblems } from './problems.js';
import { knownOrganisations, unknownReferences } from './references.js';
import { lapseTold } from './submission/submission-problems.js';
import { versionConflict } from './version-conflict.js';

export interface NewOffer {
  providerId: string;
  draft: OfferDraft;
  /** The published offer that this one will replace. */
  supersedesId?: string;
  /** How the history calls it; default `offer.create`. */
  action?: OfferAction;
}

export interface OfferEdit {
  offerId: string;
  /** The version the editor started from; null where the sender is the source itself. */
  expectedVersion: number | null;
  draft: Partial<OfferDraft>;
  /** How the history calls it; default `offer.edit`. */
  action?: OfferAction;
}

export interface SavedOffer {
  offerId: string;
  change: 'CREATED' | 'UPDATED' | 'UNCHANGED';
}

/** The editor's commands. Everything goes through the save gate; the public sees nothing of it before publication. */
@Injectable()
export class OfferCommands {
  constructor(private readonly config: Config) {}

  async create(tx: Tx, input: NewOffer): Promise<Outcome<OfferState>> {
    const [admitted] = await this.admit(tx, [input]);
    const { draft, problems } = admitted as PreparedDraft;
    if (!draft) return fail(...problems);
    const row = newRow(input, draft);
    await insertOffers(tx, [row], this.config.clock.now());
    await addRuns(tx, [{ offerId: row.id, runs: draft.runs }]);
    this.logCreated(tx, row, { draft, action: input.action });
    return succeed((await loadState(tx, row.id)) as OfferState, problems);
  }

  async edit(tx: Tx, input: OfferEdit): Promise<Outcome<OfferState>> {
    const state = isId(input.offerId) ? await lockState(tx, input.offerId) : null;
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: input.offerId }));
    const [admitted] = await this.admit(tx, [{ providerId: state.providerId, draft: { ...draftOf(state), ...input.draft } }]);
    const { draft, problems } = admitted as PreparedDraft;
    if (input.expectedVersion !== null && input.expectedVersion !== state.version) {
      // As it would be stored, where it can be: what the gate only tidies is no difference.
      return fail(versionConflict(state, input.expectedVersion, draft ?? input.draft));
    }
    const found = [...notEditable(state), ...problems];
    if (!draft || errorsOf(found).length) return fail(...found);
    if (canonicalJson(draft) === canonicalJson(draftOf(state))) return succeed(state, found);
    const lapsed = await this.write(tx, { created: [], changed: [{ state, draft, action: input.action }] });
    return succeed((await loadState(tx, state.id)) as OfferState, [...found, ...lapseTold(lapsed, state.id)]);
  }

  /** Creates or changes the provider's offer of this code; the same content again changes nothing. */
  async save(tx: Tx, input: NewOffer): Promise<Outcome<SavedOffer>> {
    const [outcome] = await this.saveAll(tx, [input]);
    return outcome as Outcome<SavedOffer>;
  }

  /**
   * `save` for many at once, in a handful of statements whatever their number; one outcome for each input, in order.
   * A refused one leaves its neighbours alone. A code taken by somebody else at this very moment undoes the whole
   * transaction (ProblemError CODE_TAKEN): the caller may then try one by one.
   */
  async saveAll(tx: Tx, inputs: readonly NewOffer[]): Promise<Outcome<SavedOffer>[]> {
    const admitted = await this.admit(tx, inputs);
    const states = await lockByCodes(tx, inputs.flatMap(({ providerId }, index) => {
      const code = admitted[index]?.draft?.code;
      return code ? [{ providerId, code }] : [];
    }));
    const taken = new Set<string>();
    const work: Work = { created: [], changed: [] };
    const outcomes = inputs.map((input, index): Outcome<SavedOffer> => {
      const { draft, problems } = admitted[index] as PreparedDraft;
      if (!draft) return fail(...problems);
      const key = draft.code === null ? newId() : codeKey(input.providerId, draft.code);
      if (taken.has(key)) return fail(...problems, saveProblems.make('CODE_TAKEN', 'code', { code: draft.code ?? '' }));
      taken.add(key);
      const state = states.get(key);
      if (!state) {
        const row = newRow(input, draft);
        work.created.push({ row, draft });
        return succeed({ offerId: row.id, change: 'CREATED' }, problems);
      }
      if (canonicalJson(draft) === canonicalJson(draftOf(state))) return succeed({ offerId: state.id, change: 'UNCHANGED' }, problems);
      work.changed.push({ state, draft });
      return succeed({ offerId: state.id, change: 'UPDATED' }, problems);
    });
    const lapsed = await this.write(tx, work);
    if (!lapsed.size) return outcomes;
    return outcomes.map((outcome) => (outcome.ok ? succeed(outcome.value, [...outcome.problems, ...lapseTold(lapsed, outcome.value.offerId)]) : outcome));
  }

  /** Answers the offers whose submission for publication lapsed by it. */
  private async write(tx: Tx, { created, changed }: Work): Promise<Set<string>> {
    const now = this.config.clock.now();
    if (created.length) {
      await insertOffers(tx, created.map(({ row }) => row), now);
      await addRuns(tx, created.map(({ row, draft }) => ({ offerId: row.id, runs: draft.runs })));
      for (const { row, draft } of created) this.logCreated(tx, row, { draft });
    }
    if (!changed.length) return new Set();
    const lapsed = await updateOffers(tx, changed.map(({ state, draft }) => ({ id: state.id, code: draft.code, content: draft.content })), now);
    await writeRuns(tx, changed.map(({ state, draft }) => ({ offerId: state.id, runs: draft.runs })));
    for (const { state, draft, action = 'offer.edit' } of changed) logOffer(tx, state, { at: now, action, before: draftOf(state), after: draft });
    return lapsed;
  }

  private logCreated(tx: Tx, row: OfferRow, { draft, action = 'offer.create' }: { draft: OfferDraft; action?: OfferAction }): void {
    const { code, content, runs } = draft;
    const after = { code, content, runs, ...(row.supersedesId && { supersedesId: row.supersedesId }) };
    logOffer(tx, row, { at: this.config.clock.now(), action, after });
  }

  /** The save gate, with what only the database knows: that provider and organisations named by id exist. */
  private async admit(tx: Tx, inputs: readonly NewOffer[]): Promise<PreparedDraft[]> {
    const prepared = inputs.map(({ draft }) => prepareDraft(draft));
    const known = await knownOrganisations(tx, prepared.flatMap(({ draft }) => draft ?? []));
    const providers = await knownProviders(tx, inputs);
    return prepared.map(({ draft, problems }, index) => {
      const { providerId } = inputs[index] as NewOffer;
      const all: Problem[] = [
        ...(providers.has(providerId) ? [] : [saveProblems.make('PROVIDER_UNKNOWN', 'providerId', { id: providerId })]),
        ...problems,
        ...(draft ? unknownReferences(draft, known) : []),
      ];
      return { draft: errorsOf(all).length ? null : draft, problems: all };
    });
  }
}

interface Work {
  created: { row: OfferRow; draft: OfferDraft }[];
  changed: { state: OfferState; draft: OfferDraft; action?: OfferAction }[];
}

const newRow = (input: NewOffer, draft: OfferDraft): OfferRow => ({
  id: newId(), providerId: input.providerId, code: draft.code, content: draft.content, supersedesId: input.supersedesId ?? null,
});

const notEditable = ({ status }: OfferState): Problem[] =>
  afterStep(status, 'edit') ? [] : [saveProblems.make('OFFER_NOT_EDITABLE', 'offerId', { status })];

async function knownProviders(tx: Tx, inputs: readonly NewOffer[]): Promise<Set<string>> {
  const ids = [...new Set(inputs.map((input) => input.providerId))].filter(isId);
  const rows = await tx.query<{ id: string }>('SELECT organisation_id AS id FROM provider WHERE organisation_id = ANY ($1::uuid[])', [ids]);
  return new Set(rows.map((row) => row.id));
}
