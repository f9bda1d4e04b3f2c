import { isLocalDate, type LocalDate, type Problem } from '#libs/kernel';
import { qualityProblems } from './problems.js';

type Days = Readonly<Record<string, LocalDate | null>>;

/** One problem for each value that is not a day; null is none. The keys are the paths. */
export const checkDays = (days: Days): Problem[] =>
  Object.entries(days).flatMap(([path, value]) =>
    value === null || isLocalDate(value) ? [] : [qualityProblems.make('DATE_IMPOSSIBLE', path, { value: String(value) })],
  );

/** A window whose last day comes before its first; an open end is never wrong. The two keys are first and last. */
export function checkWindow(days: Days): Problem[] {
  const wrong = checkDays(days);
  const [[, from], [path, to]] = Object.entries(days) as [[string, LocalDate | null], [string, LocalDate | null]];
  return wrong.length || from === null || to === null || from <= to ? wrong : [qualityProblems.make('VALIDITY_REVERSED', path, { from, to })];
}
