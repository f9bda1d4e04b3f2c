import { errorsOf, type Outcome, type Problem } from '#libs/kernel';
import type { PublishedRevision, SavedOffer } from '#libs/offers';
import type { RecordReport } from './import-report.js';
import type { Prepared } from './prepared.js';

/** A record on its way: refused as soon as its problems hold an error. */
export interface Entry {
  prepared: Prepared;
  providerId: string | null;
  /** Dry run: the provider that the batch itself has to register first. */
  description: unknown;
  draft: unknown;
  problems: Problem[];
}

/** What publication came to, or would come to. */
export interface Verdict {
  revision: number | null;
  created: boolean;
  blockers: Problem[];
  warnings: Problem[];
}

export interface WrittenRecord {
  report: RecordReport;
  /** A new revision was made. */
  published: boolean;
}

export const isRefused = ({ problems, draft }: Entry): boolean => draft === null || errorsOf(problems).length > 0;

export function verdictOf(outcome: Outcome<PublishedRevision>): Verdict {
  const found = split(outcome.problems);
  return outcome.ok ? { ...found, revision: outcome.value.revision, created: outcome.value.created } : { ...found, revision: null, created: false };
}

export const split = (problems: readonly Problem[]) => ({
  blockers: errorsOf(problems), warnings: problems.filter((problem) => problem.severity !== 'ERROR'),
});

const identity = ({ prepared: { index, line, code, provider } }: Entry) => ({ type: 'record' as const, index, line, code, provider });

export const refusal = (entry: Entry, problems: readonly Problem[]): WrittenRecord => ({
  published: false,
  report: { ...identity(entry), change: 'REFUSED', offerId: null, revision: null, problems: [...entry.problems, ...problems], blockers: [] },
});

export const report = (entry: Entry, { value, problems }: { value: SavedOffer; problems: Problem[] }, verdict: Verdict): WrittenRecord => ({
  published: verdict.created,
  report: {
    ...identity(entry), change: value.change, offerId: value.offerId, revision: verdict.revision,
    problems: [...entry.problems, ...problems, ...verdict.warnings], blockers: verdict.blockers,
  },
});
