import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { contentHash, errorsOf, fail, isId, plainSentence, succeed, type Outcome, type Problem } from '#libs/kernel';
import { logOffer } from './offer-history.js';
import { afterStep } from './offer-life.js';
import { previewOf, type OfferPreview } from './offer-preview.js';
import { draftOf, lockWithReplaced, statesOf, type OfferState } from './offer-state.js';
import { saveProblems, publishProblems } from './problems.js';
import type { PublishedDocument } from './published-document.js';
import { checkPublish, type PublishContext } from './rules/publish-gate.js';
import { appendRevisions, loadSurroundings, markSuperseded, type CurrentDocument, type NewRevision, type Surroundings } from './publication-store.js';
import { submissionProblems } from './submission/submission-problems.js';
import { decideAll } from './submission/submission-store.js';
import { versionConflict } from './version-conflict.js';

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
    const states = await statesOf(tx, offerIds.filter(isId));
    const around = await this.around(tx, states);
    return new Map([...states.values()].map((state) => [state.id, gate(state, around, null)]));
  }

  /** What publishing would make now; null: there is no such offer. */
  async preview(tx: Tx, offerId: string): Promise<OfferPreview | null> {
    const states = await statesOf(tx, [offerId].filter(isId));
    const [state] = states.values();
    if (!state) return null;
    const around = await this.around(tx, states);
    const current = around.published.get(state.id) ?? null;
    return {
      ...previewOf(current, nextRevision(state, current, null), this.config.clock.now()),
      blockers: gate(state, around, null),
      reviewNeeded: around.reviewNeeded.has(state.id),
    };
  }

  /** What would refuse the request, and warnings; nothing is written, and the offer stays locked for what comes next. */
  async examine(tx: Tx, request: PublishRequest): Promise<Problem[]> {
    const states = await lockWithReplaced(tx, [request.offerId]);
    const state = states.get(request.offerId);
    if (!state) return [saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: request.offerId })];
    return [...conflict(state, request), ...gate(state, await this.around(tx, states), reasonOf(request))];
  }

  async publish(tx: Tx, request: PublishRequest): Promise<Outcome<PublishedRevision>> {
    const [outcome] = await this.publishAll(tx, [request]);
    return outcome as Outcome<PublishedRevision>;
  }

  /** `publish` for many at once, in a handful of statements; a refused one leaves its neighbours alone. */
  async publishAll(tx: Tx, requests: readonly PublishRequest[]): Promise<Outcome<PublishedRevision>[]> {
    const states = await lockWithReplaced(tx, requests.map((request) => request.offerId));
    const around = await this.around(tx, states);
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
      if (around.reviewNeeded.has(state.id)) return fail(...problems, submissionProblems.make('REVIEW_NEEDED'));
      revisions.push(revision);
      return succeed({ offerId: state.id, revision: revision.number, hash: revision.hash, created: true }, problems);
    });
    await this.write(tx, revisions, { states, around });
    // Whatever waited to be published of these drafts is public now.
    await decideAll(tx, outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.offerId] : [])), { step: 'PUBLISH', at: this.config.clock.now() });
    return outcomes;
  }

  private around(tx: Tx, states: ReadonlyMap<string, OfferState>): Promise<Surroundings> {
    return loadSurroundings(tx, [...states.values()], registerToday(this.config));
  }

  private async write(tx: Tx, revisions: readonly NewRevision[], { states, around }: Known): Promise<void> {
    if (!revisions.length) return;
    const now = this.config.clock.now();
    const replaced: { old: OfferState; supersededById: string }[] = [];
    for (const revision of revisions) {
      const state = states.get(revision.offerId) as OfferState;
      const old = state.status === 'DRAFT' && state.supersedesId ? states.get(state.supersedesId) : undefined;
      if (old) replaced.push({ old, supersededById: state.id });
      logOffer(tx, state, {
        at: now, action: 'offer.publish', reason: revision.reason,
        before: { status: state.status, ...publicFields(around.published.get(state.id)) },
        after: { status: 'PUBLISHED', ...publicFields({ ...revision, revision: revision.number }) },
      });
    }
    // The old offer goes first: until then the code is its own.
    await markSuperseded(tx, replaced.map(({ old }) => old.id), now);
    await appendRevisions(tx, revisions, now);
    for (const { old, supersededById } of replaced) {
      logOffer(tx, old, { at: now, action: 'offer.replace', before: { status: old.status }, after: { status: 'SUPERSEDED', supersededById } });
    }
    await enqueue(tx, 'offer', [...revisions.map((revision) => revision.offerId), ...replaced.map(({ old }) => old.id)]);
  }
}

interface Known {
  states: ReadonlyMap<string, OfferState>;
  around: Surroundings;
}

const publicFields = (published: Pick<CurrentDocument, 'revision' | 'hash' | 'document'> | undefined) =>
  published && { revision: published.revision, hash: published.hash, specVersion: published.document.specVersion };

const reasonOf = ({ correctionReason }: PublishRequest): string | null => plainSentence(correctionReason ?? '') || null;

const conflict = (state: OfferState, { expectedVersion }: PublishRequest): Problem[] =>
  expectedVersion === undefined || expectedVersion === state.version ? [] : [versionConflict(state, expectedVersion)];

function gate(state: OfferState, around: Surroundings, correctionReason: string | null): Problem[] {
  if (!afterStep(state.status, 'publish')) {
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

function nextRevision(state: OfferState, current: CurrentDocument | null, reason: string | null): NewRevision {
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
