import { errorsOf, type LanguageMap, type Problem } from '#libs/kernel';
import { cleanHtml } from '../html.js';
import type { OfferDraft } from '../offer-content.js';
import { saveProblems } from '../problems.js';
import { checkCodesAndDates } from './codes-and-dates.js';
import { mergeLanguageVariants } from './languages.js';
import { checkForm } from './shape.js';
import { tidy, TooDeepError } from './tidy.js';

export interface PreparedDraft {
  /** Null when an error was found: nothing of it can be stored. */
  draft: OfferDraft | null;
  problems: Problem[];
}

/**
 * The save gate: anything from outside → the draft as it will be stored, or the errors why it cannot be.
 * What is changed on the way (characters dropped, keys left out, HTML cleaned, languages merged) is said in warnings.
 * Preparing a prepared draft changes nothing.
 */
export function prepareDraft(input: unknown): PreparedDraft {
  const problems: Problem[] = [];
  let value: unknown;
  try {
    const tidied = tidy(input);
    value = tidied.value;
    problems.push(...tidied.cleaned.map((path) => saveProblems.make('CHARACTERS_DROPPED', path)));
  } catch (error) {
    if (error instanceof TooDeepError) return { draft: null, problems: [saveProblems.make('TOO_DEEPLY_NESTED')] };
    throw error;
  }
  if (isDraftLike(value)) withDefaults(value);
  problems.push(...checkForm(value));
  if (errorsOf(problems).length) return { draft: null, problems };
  const draft = value as OfferDraft;
  problems.push(...mergeLanguageVariants(draft), ...cleanDescription(draft), ...checkCodesAndDates(draft));
  return { draft: errorsOf(problems).length ? null : draft, problems };
}

interface DraftLike {
  code?: unknown;
  content?: unknown;
  runs?: unknown;
}

const isDraftLike = (value: unknown): value is DraftLike => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent lists are empty lists: a draft may be saved before anything but its title is known. */
function withDefaults(draft: DraftLike): void {
  draft.code ??= null;
  draft.runs ??= [];
  draft.content ??= {};
  if (!isDraftLike(draft.content)) return;
  const content = draft.content as Record<string, unknown>;
  for (const key of ['learningOutcomes', 'iscedFields', 'assessments', 'languages']) content[key] ??= [];
}

function cleanDescription({ content }: OfferDraft): Problem[] {
  if (!content.description) return [];
  const problems: Problem[] = [];
  const cleaned: Record<string, string> = {};
  for (const [language, html] of Object.entries(content.description)) {
    const result = cleanHtml(html);
    if (result.changed) problems.push(saveProblems.make('HTML_CLEANED', `content.description.${language}`));
    const text = result.html.trim();
    if (text) cleaned[language] = text;
  }
  if (Object.keys(cleaned).length) content.description = cleaned as LanguageMap;
  else delete content.description;
  return problems;
}
