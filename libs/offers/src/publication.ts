import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { contentHash, errorsOf, fail, isId, plainSentence, succeed, type Outcome, type Problem } from '#libs/kernel';
import { draftOf, lockStates, type OfferState } from './offer-state.js';
import { saveProblems, publishProblems } from './problems.js';
import type { PublishedDocument } from './published-document.js';
import { checkPublish, type PublishContext } from './rules/publish-gate.js';
import { appendRevisions, loadSurroundings, markSuperseded, type NewRevision, type Surroundings } from './publication-store.js';

export interface PublishRequest {
  offerId: string;
  expectedVersion?: number;
  /** Why outcomes of the published offer were corrected; without it changed outcomes are refused. */
  correctionReason?: string;
}

export interface PublishedRevision {
  offerId: string;
  revision: number;
  hash: string;
  /** False: the content was published already and no new revision was made. */
  created: boolean;
}

/** Makes drafts public. Revision, current document and outbox row are written in the caller's one transaction. */
@Injectable()
export class Publication {
  constructor(private readonly config: Config) {}

  /** What the publish gate says of the draft as it is now. */
  async blockers(tx: Tx, offerId: string): Promise<Problem[]> {
    return (await this.blockersOf(tx, [offerId])).get(offerId) ?? [saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId })];
  }

  /** `blockers` for many; an offer that does not exist is left out. */
  async blockersOf(tx: Tx, offerIds: readonly string[]): Promise<Map<string, Problem[]>> {
    const states = await lockWithReplaced(tx, offerIds);
    const around = await loadSurroundings(tx, [...states.values()], registerToday(this.config));
    return new Map(offerIds.flatMap((id) => {
      const state = states.get(id);
      return state ? [[id, gate(state, around, null)]] : [];
    }));
  }

  async publish(tx: Tx, request: PublishRequest): Promise<Outcome<PublishedRevision>> {
    const [outcome] = await this.publishAll(tx, [request]);
    return outcome as Outcome<PublishedRevision>;
  }

  /** `publish` for many at once, in a handful of statements; a refused one leaves its neighbours alone. */
  async publishAll(tx: Tx, requests: readonly PublishRequest[]): Promise<Outcome<PublishedRevision>[]> {
    const states = await lockWithReplaced(tx, requests.map((request) => request.offerId));
    const around = await loadSurroundings(tx, [...states.values()], registerToday(this.config));
    const revisions: NewRevision[] = [];
    const outcomes = requests.map((request): Outcome<PublishedRevision> => {
      const state = states.get(request.offerId);
      if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: request.offerId }));
      const problems = [...conflict(state, request), ...gate(state, around, reasonOf(request))];
      if (errorsOf(problems).length) return fail(...problems);
      const current = around.published.get(state.id) ?? null;
      const revision = nextRevision(state, current, reasonOf(request));
      if (current?.hash === revision.hash) {
        return succeed({ offerId: state.id, revision: current.revision, hash: current.hash, created: false }, problems);
      }
      revisions.push(revision);
      return succeed({ offerId: state.id, revision: revision.number, hash: revision.hash, created: true }, problems);
    });
    await this.write(tx, revisions, states);
    return outcomes;
  }

  private async write(tx: Tx, revisions: readonly NewRevision[], states: ReadonlyMap<string, OfferState>): Promise<void> {
    if (!revisions.length) return;
    const now = this.config.clock.now();
    const replaced = revisions.flatMap(({ offerId }) => {
      const state = states.get(offerId) as OfferState;
      return state.status === 'DRAFT' && state.supersedesId ? [state.supersedesId] : [];
    });
    // The old offer goes first: until then the code is its own.
    await markSuperseded(tx, replaced, now);
    await appendRevisions(tx, revisions, now);
    await enqueue(tx, 'offer', [...revisions.map((revision) => revision.offerId), ...replaced]);
  }
}

const reasonOf = ({ correctionReason }: PublishRequest): string | null => plainSentence(correctionReason ?? '') || null;

/** A successor's publication also changes the offer it replaces: both rows are locked, in one order of ids. */
async function lockWithReplaced(tx: Tx, offerIds: readonly string[]): Promise<Map<string, OfferState>> {
  const ids = offerIds.filter(isId);
  const replaced = await tx.query<{ id: string }>(
    'SELECT supersedes_id AS id FROM offer WHERE id = ANY ($1::uuid[]) AND supersedes_id IS NOT NULL', [ids]);
  return lockStates(tx, [...ids, ...replaced.map((row) => row.id)]);
}

function conflict(state: OfferState, { expectedVersion }: PublishRequest): Problem[] {
  if (expectedVersion === undefined || expectedVersion === state.version) return [];
  return [saveProblems.make('VERSION_CONFLICT', 'expectedVersion', { expected: expectedVersion, actual: state.version })];
}

function gate(state: OfferState, around: Surroundings, correctionReason: string | null): Problem[] {
  if (state.status !== 'DRAFT' && state.status !== 'PUBLISHED') {
    return [publishProblems.make('NOTHING_TO_PUBLISH', 'offerId', { status: state.status })];
  }
  const context: PublishContext = {
    providerStatus: around.providerStatuses.get(state.providerId) ?? 'APPLIED',
    published: around.published.get(state.id)?.document.specification ?? null,
    correctionReason,
    nqfIncluded: around.nqfIncluded.has(state.id),
  };
  const replacesGone = state.status === 'DRAFT' && state.supersedesId !== null && !around.published.has(state.supersedesId);
  return [...(replacesGone ? [publishProblems.make('SUPERSEDED_NOT_LIVE', 'offerId')] : []), ...checkPublish(draftOf(state), context)];
}

interface Current {
  revision: number;
  hash: string;
  document: PublishedDocument;
}

function nextRevision(state: OfferState, current: Current | null, reason: string | null): NewRevision {
  const specHash = contentHash(state.content);
  const before = current?.document ?? null;
  const document: PublishedDocument = {
    format: 1,
    offerId: state.id,
    code: state.code,
    providerId: state.providerId,
    specVersion: before ? before.specVersion + (before.specHash === specHash ? 0 : 1) : 1,
    specHash,
    specification: state.content,
    runs: state.runs,
    supersedes: state.supersedesId,
  };
  return { offerId: state.id, providerId: state.providerId, number: (state.currentRevision ?? 0) + 1, document, hash: contentHash(document), reason };
}
