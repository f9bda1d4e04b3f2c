import { fail, succeed, type Outcome } from '#libs/kernel';
import type { RunContent } from '#libs/offers';
import { inputProblems } from '../graphql/input-reader.js';

/** One change of an offer's list of runs. */
export type RunChange = { add: RunContent } | { edit: string; run: RunContent } | { remove: string };

/** The list after the change; the order of the others stays. */
export function changeRuns(runs: readonly RunContent[], change: RunChange): Outcome<RunContent[]> {
  if ('add' in change) {
    const { code } = change.add;
    if (runs.some((run) => run.code === code)) return fail(inputProblems.make('RUN_EXISTS', 'run.code', { code }));
    return succeed([...runs, change.add]);
  }
  const code = 'edit' in change ? change.edit : change.remove;
  if (!runs.some((run) => run.code === code)) return fail(inputProblems.make('RUN_UNKNOWN', 'code', { code }));
  if ('remove' in change) return succeed(runs.filter((run) => run.code !== code));
  if (change.run.code !== code && runs.some((run) => run.code === change.run.code)) {
    return fail(inputProblems.make('RUN_EXISTS', 'run.code', { code: change.run.code }));
  }
  return succeed(runs.map((run) => (run.code === code ? change.run : run)));
}
