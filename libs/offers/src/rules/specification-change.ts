import type { LanguageMap } from '#libs/kernel';
import type { OfferContent } from '../offer-content.js';

export interface SpecificationChange {
  ects: boolean;
  outcomes: boolean;
}

/**
 * Whether the ECTS credits or the outcomes of a published offer changed, so that it would be another offer
 * (DESIGN section 2). Compared are normalised texts in the languages both versions have: a translation added or
 * dropped, a skill link, another kind or order, case, punctuation and spacing are no change.
 */
export function specificationChange(published: OfferContent, draft: OfferContent): SpecificationChange {
  return {
    ects: (published.ects ?? null) !== (draft.ects ?? null),
    outcomes: outcomesChanged(published.learningOutcomes.map((o) => o.text), draft.learningOutcomes.map((o) => o.text)),
  };
}

function outcomesChanged(before: readonly LanguageMap[], after: readonly LanguageMap[]): boolean {
  if (before.length !== after.length) return true;
  const unmatched = [...after];
  return before.some((text) => {
    const match = unmatched.findIndex((other) => sameText(text, other));
    if (match >= 0) unmatched.splice(match, 1);
    return match < 0;
  });
}

/** The same in every language both have, and at least one language in common. */
function sameText(a: LanguageMap, b: LanguageMap): boolean {
  const common = Object.keys(a).filter((language) => language in b);
  return common.length > 0 && common.every((language) => normalise(a[language] as string) === normalise(b[language] as string));
}

const normalise = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}]+/gu, ' ').replace(/\s+/g, ' ').trim();
