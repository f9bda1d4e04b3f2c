import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import type { Tx } from '#libs/database';
import { errorsOf, fail, isId, isLocalDate, plainSentence, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { lockWithReplaced, type OfferState } from '../offer-state.js';
import { saveProblems } from '../problems.js';
import { Publication, type PublishRequest } from '../publication.js';
import { isLive, stateAfter, type SubmissionStep } from './submission-life.js';
import { submissionProblems } from './submission-problems.js';
import {
  decide, decideAll, insertSubmission, lastSubmissions, loadSubmission, partyOf, sameParty, submissionPage, type SubmissionQuery, type SubmissionRecord,
} from './submission-store.js';

export interface SubmissionInput extends PublishRequest {
  /** The day on which it is to be public; left out: as soon as it is approved. */
  publishOn?: LocalDate | null;
}

/**
 * From a draft to its publication: an editor puts a version of the draft forward, somebody who may publish approves it or
 * sends it back, and it is published at once or on its day. Offers are locked first, then looked at: of two who decide at
 * the same time the second meets what the first has made of it.
 */
@Injectable()
export class Submissions {
  constructor(
    private readonly config: Config,
    private readonly publication: Publication,
  ) {}

  submit(tx: Tx, input: SubmissionInput): Promise<Outcome<SubmissionRecord>> {
    return this.putForward(tx, input, false);
  }

  /** Approved by whoever may publish, for a day to come. */
  async schedule(tx: Tx, input: SubmissionInput & { publishOn: LocalDate }): Promise<Outcome<SubmissionRecord>> {
    return this.putForward(tx, input, true);
  }

  /** Publishes at once, or lets it wait for its day. Where the provider wants a second person, it has to be one. */
  async approve(tx: Tx, input: { submissionId: string; comment?: string | null }): Promise<Outcome<SubmissionRecord>> {
    const found = await lockFor(tx, input.submissionId, 'APPROVE');
    if (!found.ok) return found;
    const submission = found.value;
    const request = requestOf(submission);
    const waits = submission.publishOn !== null && submission.publishOn > registerToday(this.config);
    const problems = [...(await this.secondPerson(tx, submission)), ...aboutTheDay(await this.publication.examine(tx, request), waits)];
    if (errorsOf(problems).length) return fail(...problems);
    await decide(tx, submission, { step: 'APPROVE', at: this.config.clock.now(), comment: plainSentence(input.comment ?? '') || null });
    if (!waits) {
      const published = await this.publication.publish(tx, request);
      if (!published.ok) return published;
    }
    return succeed((await loadSubmission(tx, submission.id)) as SubmissionRecord, problems);
  }

  /** Sends it back to its editor, who reads why. */
  async return(tx: Tx, input: { submissionId: string; comment: string }): Promise<Outcome<SubmissionRecord>> {
    const comment = plainSentence(input.comment);
    if (!comment) return fail(submissionProblems.make('COMMENT_MISSING', 'comment'));
    return this.end(tx, input.submissionId, { step: 'RETURN', comment });
  }

  /** @param input.mayPublish whoever may publish cancels anybody's; others only their own. */
  async cancel(tx: Tx, input: { submissionId: string; mayPublish: boolean }): Promise<Outcome<SubmissionRecord>> {
    return this.end(tx, input.submissionId, {
      step: 'CANCEL',
      check: ({ submittedBy }) =>
        input.mayPublish || sameParty(submittedBy, tx.actor) ? [] : [submissionProblems.make('SUBMISSION_NOT_YOURS', 'submissionId')],
    });
  }

  /**
   * Publishes an approved submission whose day has come, or notes why not. False: nothing was to be done, because somebody
   * else was faster.
   */
  async publishDue(tx: Tx, { submissionId, day }: { submissionId: string; day: LocalDate }): Promise<'PUBLISHED' | 'FAILED' | null> {
    const found = await lockFor(tx, submissionId, 'FAIL');
    if (!found.ok) return null;
    const submission = found.value;
    if (submission.publishOn === null || submission.publishOn > day) return null;
    const outcome = await this.publication.publish(tx, requestOf(submission));
    if (outcome.ok) return 'PUBLISHED';
    await decide(tx, submission, { step: 'FAIL', at: this.config.clock.now(), problems: errorsOf(outcome.problems) });
    return 'FAILED';
  }

  /** Notes that it could not be published, for a reason met in another transaction. */
  async failDue(tx: Tx, { submissionId, problems }: { submissionId: string; problems: readonly Problem[] }): Promise<boolean> {
    const found = await lockFor(tx, submissionId, 'FAIL');
    if (found.ok) await decide(tx, found.value, { step: 'FAIL', at: this.config.clock.now(), problems });
    return found.ok;
  }

  async load(tx: Tx, id: string): Promise<SubmissionRecord | null> {
    return isId(id) ? loadSubmission(tx, id) : null;
  }

  /** The live submission of each offer, or the last one. */
  lastOf(tx: Tx, offerIds: readonly string[]): Promise<Map<string, SubmissionRecord>> {
    return lastSubmissions(tx, offerIds.filter(isId));
  }

  /** One page in order of id, which is the order of submission. */
  page(tx: Tx, query: SubmissionQuery): Promise<SubmissionRecord[]> {
    return submissionPage(tx, query);
  }

  private async putForward(tx: Tx, input: SubmissionInput, approved: boolean): Promise<Outcome<SubmissionRecord>> {
    const today = registerToday(this.config);
    const publishOn = input.publishOn ?? null;
    const waits = publishOn !== null && publishOn > today;
    const state = (await lockWithReplaced(tx, [input.offerId])).get(input.offerId);
    if (!state) return fail(saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: input.offerId }));
    const problems = [
      ...checkDay(publishOn, { today, path: approved ? 'on' : 'publishOn' }),
      ...(await this.stillLive(tx, state)),
      ...(approved && (await this.wantsSecondPerson(tx, state.providerId)) ? [submissionProblems.make('REVIEW_NEEDED')] : []),
      ...aboutTheDay(await this.publication.examine(tx, input), waits),
    ];
    if (errorsOf(problems).length) return fail(...problems);
    const now = this.config.clock.now();
    const by = partyOf(tx.actor);
    return succeed(await insertSubmission(tx, {
      offerId: state.id, providerId: state.providerId, offerVersion: state.version, state: approved ? 'APPROVED' : 'SUBMITTED', publishOn,
      correctionReason: plainSentence(input.correctionReason ?? '') || null,
      submittedBy: by, submittedAt: now, decidedBy: approved ? by : null, decidedAt: approved ? now : null, comment: null,
    }), problems);
  }

  /** A live submission of this very version is in the way; one of an earlier version is over. */
  private async stillLive(tx: Tx, { id, version }: OfferState): Promise<Problem[]> {
    const last = (await lastSubmissions(tx, [id])).get(id);
    if (!last || !isLive(last.state)) return [];
    if (last.offerVersion === version) return [submissionProblems.make('SUBMISSION_EXISTS', 'offerId', { id: last.id, state: last.state })];
    await decideAll(tx, [id], { step: 'LAPSE', at: this.config.clock.now() });
    return [];
  }

  private async secondPerson(tx: Tx, { providerId, submittedBy }: SubmissionRecord): Promise<Problem[]> {
    if (!(await this.wantsSecondPerson(tx, providerId))) return [];
    // Keys have no person behind them that one could tell from another.
    if (tx.actor.kind !== 'PERSON') return [submissionProblems.make('REVIEWER_NOT_A_PERSON')];
    return sameParty(submittedBy, tx.actor) ? [submissionProblems.make('OWN_SUBMISSION')] : [];
  }

  private async wantsSecondPerson(tx: Tx, providerId: string): Promise<boolean> {
    const [row] = await tx.query<{ wanted: boolean }>('SELECT second_review AS wanted FROM provider WHERE organisation_id = $1', [providerId]);
    return row?.wanted ?? false;
  }

  private async end(tx: Tx, submissionId: string, ending: Ending): Promise<Outcome<SubmissionRecord>> {
    const found = await lockFor(tx, submissionId, ending.step);
    if (!found.ok) return found;
    const submission = found.value;
    const problems = ending.check?.(submission) ?? [];
    if (problems.length) return fail(...problems);
    await decide(tx, submission, { step: ending.step, at: this.config.clock.now(), comment: ending.comment });
    return succeed((await loadSubmission(tx, submission.id)) as SubmissionRecord);
  }
}

interface Ending {
  step: SubmissionStep;
  comment?: string;
  check?: (submission: SubmissionRecord) => Problem[];
}

const requestOf = ({ offerId, offerVersion, correctionReason }: SubmissionRecord): PublishRequest => ({
  offerId, expectedVersion: offerVersion, correctionReason: correctionReason ?? undefined,
});

/** The submission, its offer's row locked, in a state from which the step can be taken. */
async function lockFor(tx: Tx, submissionId: string, step: SubmissionStep): Promise<Outcome<SubmissionRecord>> {
  const seen = isId(submissionId) ? await loadSubmission(tx, submissionId) : null;
  if (!seen) return fail(submissionProblems.make('SUBMISSION_UNKNOWN', 'submissionId', { id: submissionId }));
  await lockWithReplaced(tx, [seen.offerId]);
  // Read again: whoever held the lock may have decided.
  const submission = (await loadSubmission(tx, submissionId)) as SubmissionRecord;
  if (!stateAfter(submission.state, step)) return fail(submissionProblems.make('SUBMISSION_CLOSED', 'submissionId', { state: submission.state }));
  return succeed(submission);
}

function checkDay(publishOn: LocalDate | null, { today, path }: { today: LocalDate; path: string }): Problem[] {
  if (publishOn === null) return [];
  if (!isLocalDate(publishOn)) return [saveProblems.make('DATE_IMPOSSIBLE', path, { value: publishOn })];
  return publishOn < today ? [submissionProblems.make('PUBLISH_DAY_PAST', path, { day: publishOn })] : [];
}

/** What the draft cannot help and may be otherwise on the day only warns of a publication to come. */
const ABOUT_THE_DAY = new Set(['PROVIDER_NOT_REGISTERED']);

const aboutTheDay = (problems: readonly Problem[], waits: boolean): Problem[] =>
  problems.map((problem) => (waits && ABOUT_THE_DAY.has(problem.code) ? { ...problem, severity: 'WARNING' } : problem));
