import { addYears, type LocalDate } from '#libs/kernel';
import type { OutcomeFact, PresumptionRuleFact } from '../assurance.types.js';

/**
 * Until somebody sets a rule. ESG: the rule of DEQAR (brief, section 10: valid on every day up to and including
 * valid_from + 6 years). The other frameworks name no period; the register treats them alike.
 */
export const BUILT_IN_YEARS = 6;
export const BUILT_IN_SOURCE = 'DEQAR: an activity without an end of validity counts for six years (valid_from + 6 years).';

/** The rule as known: the one recorded last; undefined while the built-in one holds. */
export const ruleInForce = (rules: readonly PresumptionRuleFact[]): PresumptionRuleFact | undefined =>
  rules.reduce<PresumptionRuleFact | undefined>((last, rule) => (last && !isLater(rule, last) ? last : rule), undefined);

const isLater = (a: PresumptionRuleFact, b: PresumptionRuleFact): boolean =>
  a.recordedAt.getTime() > b.recordedAt.getTime() || (a.recordedAt.getTime() === b.recordedAt.getTime() && a.id > b.id);

/** The last day of a decision that names none; null: none is presumed. Of a fact that holds only rules already known. */
export function presumedEnd({ validFrom, presumptions }: Pick<OutcomeFact, 'validFrom' | 'presumptions'>): LocalDate | null {
  const rule = ruleInForce(presumptions);
  const years = rule ? rule.years : BUILT_IN_YEARS;
  return years === null ? null : addYears(validFrom, years);
}
