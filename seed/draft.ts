import { addDays, type LocalDate } from '#libs/kernel';
import type { Assessment, CoDeveloper, OfferContent, OfferDraft, RunContent, TextOrLink } from '#libs/offers';
import { text, type AssessmentRow, type CoDeveloperRow, type OfferRow, type RunRow } from './builders.js';
import type { OrganisationKey } from './organisation-keys.js';
import { PLACES } from './places.js';
import { providers } from './providers.js';

/** Gives the day that lies so many days after the day of loading. */
export type Day = (days: number) => LocalDate;

export const dayFrom = (today: LocalDate): Day => (days) => addDays(today, days);

/** What the rows name by key, as the register knows it. */
export interface DraftContext {
  day: Day;
  organisationId: (key: OrganisationKey) => string;
}

const HOURS_PER_CREDIT = 26;

export const site = (domain: string): string => `https://${domain}.example.org/`;

const homepageOf = (row: OfferRow): string => {
  const provider = providers.find(({ key }) => key === row.by);
  return `${site(provider?.domain ?? row.by)}mikrokredencialai/${row.code.toLowerCase()}`;
};

export function draftOf(row: OfferRow, context: DraftContext): OfferDraft {
  return {
    code: row.code,
    content: contentOf(row, context),
    runs: row.runs.map((run, index) => runOf(run, { row, code: `${row.code}-${index + 1}`, day: context.day })),
  };
}

function contentOf(row: OfferRow, { organisationId }: DraftContext): OfferContent {
  return said<OfferContent>({
    title: text(row.title),
    pitch: text(row.pitch),
    description: { lt: `<p>${row.about[0]}</p>`, en: `<p>${row.about[1]}</p>` },
    learningOutcomes: row.outcomes,
    ects: row.ects,
    otherCredits: row.credits,
    workloadHours: row.hours ?? (row.ects === undefined ? undefined : row.ects * HOURS_PER_CREDIT),
    level: row.level,
    iscedFields: row.fields,
    learningSetting: row.formal ? 'FORMAL' : 'NON_FORMAL',
    assessments: row.assess.map((assessment) => assessmentOf(assessment, organisationId)),
    languages: row.languages ?? ['lt'],
    prerequisites: row.requires && text(row.requires),
    targetGroups: row.groups,
    stackability: stackabilityOf(row.stacks),
    awardingBodyIds: row.awardedBy?.map(organisationId),
    coProviderIds: row.with?.map(organisationId),
    coDevelopers: row.developedWith?.map((party) => coDeveloperOf(party, organisationId)),
    priorLearning: row.validation === undefined ? undefined
      : row.validation === false ? { available: false } : { available: true, how: text(row.validation) },
    accessibility: row.access && text(row.access),
    homepage: homepageOf(row),
    furtherInformation: row.more && { text: text(row.more), url: `${homepageOf(row)}/klausimai` },
    notApplicable: row.notApplicable?.map(([element, reason]) => ({ element, reason: text(reason) })),
  });
}

function stackabilityOf(stacks: OfferRow['stacks']): OfferContent['stackability'] {
  if (stacks === undefined) return undefined;
  if (stacks === 'ALONE') return { kind: 'STAND_ALONE' };
  const into: TextOrLink[] = [{ text: text(stacks) }];
  return { kind: 'STACKABLE', into };
}

const assessmentOf = ({ assessor, ...rest }: AssessmentRow, organisationId: DraftContext['organisationId']): Assessment =>
  said<Assessment>({ ...rest, assessingBody: assessor && { organisationId: organisationId(assessor) } });

const coDeveloperOf = ({ organisation, name, role }: CoDeveloperRow, organisationId: DraftContext['organisationId']): CoDeveloper =>
  said<CoDeveloper>({ organisationId: organisation && organisationId(organisation), name: name && text(name), role: text(role) });

function runOf(run: RunRow, { row, code, day }: { row: OfferRow; code: string; day: Day }): RunContent {
  const homepage = homepageOf(row);
  return said<RunContent>({
    code,
    start: run.in === undefined ? undefined : day(run.in),
    end: run.in === undefined ? undefined : day(run.in + (run.for ?? 0)),
    alwaysOpen: run.always,
    enrolment: run.enrol?.map(([from, to]) => said({ from: from === null ? undefined : day(from), to: to === null ? undefined : day(to) })),
    mode: run.mode,
    place: run.place && PLACES[run.place],
    platform: run.platform ? { name: 'Pamokų debesis', url: `${new URL(homepage).origin}/mokymosi-aplinka` } : undefined,
    languages: run.languages,
    schedule: run.schedule,
    places: run.places,
    price: run.price,
    applicationUrl: run.cancelled ? undefined : `${homepage}/registracija?kursas=${code.toLowerCase()}`,
    full: run.full,
    cancelled: run.cancelled,
  });
}

/** Without the properties that nobody said: the save gate takes no `undefined`. */
function said<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
