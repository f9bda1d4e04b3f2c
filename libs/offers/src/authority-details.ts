import { plainSentence, type LanguageMap, type Problem } from '#libs/kernel';
import { checkText, checkTexts, checkWebAddress } from '#libs/organisations';
import { currencies } from '#libs/vocabularies';
import { RECOGNITION_PURPOSES, type FundingDetails, type RecognitionDetails } from './authority-record.entity.js';
import { authorityProblems, saveProblems } from './problems.js';

const MONEY_LIMIT = 10_000_000;
const CREDITS_LIMIT = 10_000;
const CONDITIONS_LIMIT = 5000;
const NAME_LIMIT = 300;

/** What a funding eligibility says, as it is stored, with everything that is wrong with it. */
export function fundingDetails({ scheme, url, conditions, amount }: FundingDetails): { details: FundingDetails; problems: Problem[] } {
  const details: FundingDetails = {
    scheme: tidied(scheme) ?? {},
    ...(url && { url }),
    ...withConditions(conditions),
    ...(amount && { amount: { value: amount.value, currency: amount.currency } }),
  };
  const problems = [
    ...(Object.keys(details.scheme).length ? checkTexts(scheme, 'scheme', NAME_LIMIT) : [authorityProblems.make('TEXT_MISSING', 'scheme')]),
    ...(url ? checkWebAddress(url, 'url') : []),
    ...checkTexts(conditions ?? {}, 'conditions', CONDITIONS_LIMIT),
    ...(amount ? checkAmount(amount) : []),
  ];
  return { details, problems };
}

/** What a recognition says, as it is stored, with everything that is wrong with it. */
export function recognitionDetails({ purposes, conditions, credits }: RecognitionDetails): { details: RecognitionDetails; problems: Problem[] } {
  const details: RecognitionDetails = {
    // In the list's order, each once.
    purposes: RECOGNITION_PURPOSES.filter((purpose) => purposes.includes(purpose)),
    ...withConditions(conditions),
    ...(credits && { credits: { framework: plainSentence(credits.framework), points: credits.points } }),
  };
  const problems = [
    ...(details.purposes.length ? [] : [authorityProblems.make('PURPOSE_MISSING', 'purposes')]),
    ...checkTexts(conditions ?? {}, 'conditions', CONDITIONS_LIMIT),
    ...(credits ? checkCredits(credits) : []),
  ];
  return { details, problems };
}

function withConditions(conditions: LanguageMap | undefined): { conditions?: LanguageMap } {
  const said = tidied(conditions);
  return said ? { conditions: said } : {};
}

function tidied(map: LanguageMap | undefined): LanguageMap | null {
  const texts = Object.entries(map ?? {}).map(([language, value]) => [language, plainSentence(value)]);
  return texts.length ? Object.fromEntries(texts) as LanguageMap : null;
}

const hasTwoDecimals = (value: number): boolean => Number(value.toFixed(2)) === value;

function checkAmount({ value, currency }: NonNullable<FundingDetails['amount']>): Problem[] {
  const possible = value >= 0 && value <= MONEY_LIMIT && hasTwoDecimals(value);
  return [
    ...(possible ? [] : [authorityProblems.make('AMOUNT_IMPOSSIBLE', 'amount.value', { value, limit: MONEY_LIMIT })]),
    ...(currencies.has(currency) ? [] : [saveProblems.make('CODE_UNKNOWN', 'amount.currency', { value: currency.slice(0, 80), list: 'currencies' })]),
  ];
}

function checkCredits({ framework, points }: NonNullable<RecognitionDetails['credits']>): Problem[] {
  const possible = points > 0 && points <= CREDITS_LIMIT && hasTwoDecimals(points);
  return [
    ...(framework.trim() ? checkText(framework, 'credits.framework', NAME_LIMIT) : [saveProblems.make('REQUIRED_MISSING', 'credits.framework', { field: 'framework' })]),
    ...(possible ? [] : [authorityProblems.make('CREDITS_IMPOSSIBLE', 'credits.points', { value: points, limit: CREDITS_LIMIT })]),
  ];
}
