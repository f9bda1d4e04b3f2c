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

/** The list as the sender wants it, for showing it beside what stands: nothing is refused. */
export function sentRuns(runs: readonly RunContent[], change: RunChange): RunContent[] {
  if ('remove' in change) return runs.filter((run) => run.code !== change.remove);
  const [sent, replaced] = 'add' in change ? [change.add, change.add.code] : [change.run, change.edit];
  return runs.some((run) => run.code === replaced) ? runs.map((run) => (run.code === replaced ? sent : run)) : [...runs, sent];
}
