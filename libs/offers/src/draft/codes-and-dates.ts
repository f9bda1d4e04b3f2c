import type { Problem } from '#libs/kernel';
import { countries, currencies, iscedFields, isNuts, languages, type Vocabulary } from '#libs/vocabularies';
import type { OfferDraft, Party, RunContent } from '../offer-content.js';
import { saveProblems } from '../problems.js';

/** What a schema cannot say: codes of long lists, and dates that contradict each other. */
export function checkCodesAndDates(draft: OfferDraft): Problem[] {
  const { content, runs } = draft;
  return [
    ...codes(content.languages, languages, 'content.languages'),
    ...codes(content.iscedFields, iscedFields, 'content.iscedFields'),
    ...parties(draft),
    ...runs.flatMap((run, index) => checkRun(run, `runs.${index}`)),
    ...runCodesTwice(runs),
  ];
}

function codes(values: readonly string[], list: Vocabulary, path: string): Problem[] {
  return values.flatMap((value, index) =>
    list.has(value) ? [] : [saveProblems.make('CODE_UNKNOWN', `${path}.${index}`, { value, list: list.id })],
  );
}

function parties({ content }: OfferDraft): Problem[] {
  const named = (party: Party | undefined, path: string) =>
    party && !party.organisationId && !party.name ? [saveProblems.make('PARTY_UNNAMED', path)] : [];
  return [
    ...content.assessments.flatMap((a, i) => named(a.assessingBody, `content.assessments.${i}.assessingBody`)),
    ...(content.coDevelopers ?? []).flatMap((c, i) => named(c, `content.coDevelopers.${i}`)),
  ];
}

function checkRun(run: RunContent, path: string): Problem[] {
  const problems = codes(run.languages ?? [], languages, `${path}.languages`);
  const one = (value: string | undefined, known: boolean, [field, list]: [string, string]) => {
    if (value !== undefined && !known) problems.push(saveProblems.make('CODE_UNKNOWN', `${path}.${field}`, { value, list }));
  };
  one(run.place?.country, countries.has(run.place?.country ?? ''), ['place.country', 'countries']);
  one(run.place?.nutsRegion, isNuts(run.place?.nutsRegion ?? ''), ['place.nutsRegion', 'nuts']);
  one(run.price?.currency, currencies.has(run.price?.currency ?? ''), ['price.currency', 'currencies']);
  if (run.start && run.end && run.end < run.start) {
    problems.push(saveProblems.make('DATES_REVERSED', `${path}.end`, { start: run.start, end: run.end }));
  }
  if (run.alwaysOpen && (run.start || run.end)) problems.push(saveProblems.make('ALWAYS_OPEN_WITH_DATES', `${path}.alwaysOpen`));
  (run.enrolment ?? []).forEach(({ from, to }, index) => {
    if (from && to && to < from) problems.push(saveProblems.make('DATES_REVERSED', `${path}.enrolment.${index}`, { start: from, end: to }));
  });
  return problems;
}

function runCodesTwice(runs: readonly RunContent[]): Problem[] {
  const seen = new Set<string>();
  return runs.flatMap(({ code }, index) => {
    if (seen.has(code)) return [saveProblems.make('RUN_CODE_TWICE', `runs.${index}.code`, { code })];
    seen.add(code);
    return [];
  });
}
