import {
  ASSESSMENT_TYPES, LEARNING_SETTINGS, MODES, QF_EHEA_CYCLES, SCHEDULES, SUPERVISIONS, TARGET_GROUPS,
} from '#libs/vocabularies';
import { ANNEX_ELEMENTS, LEVEL_BASES, OUTCOME_KINDS, STACKABILITIES } from '../offer-content.js';

type Schema = Record<string, unknown>;

const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object', properties, required, additionalProperties: false,
});
const list = (items: Schema, maxItems = 100): Schema => ({ type: 'array', items, maxItems });
const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
const words = (maxLength: number): Schema => ({
  type: 'object',
  description: 'Text by language, BCP 47 keys ("lt", "en").',
  minProperties: 1,
  maxProperties: 40,
  propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
  additionalProperties: { type: 'string', minLength: 1, maxLength },
});
const oneOf = (codes: readonly string[]): Schema => ({ type: 'string', enum: [...codes] });
const url: Schema = { type: 'string', format: 'web-address', maxLength: 2000 };
const date: Schema = { type: 'string', format: 'calendar-day' };
const id: Schema = { type: 'string', format: 'uuid' };
const language: Schema = { type: 'string', pattern: '^[a-z]{2,3}$', description: 'ISO 639-1; ISO 639-3 where that has none (sign languages).' };
const decimal = (maximum: number): Schema => ({ type: 'number', minimum: 0, maximum, multipleOf: 0.01 });

const textOrLink = object({ text: words(5000), url });
const party = { organisationId: id, name: words(300) };

const content = object(
  {
    title: words(300),
    pitch: words(200),
    description: { ...words(20_000), description: 'HTML by language; cleaned to the Europass white list.' },
    learningOutcomes: list(object({
      text: words(2000),
      kind: oneOf(OUTCOME_KINDS),
      skills: list({ type: 'string', pattern: '^http://data\\.europa\\.eu/esco/skill/[A-Za-z0-9-]{1,60}$' }, 50),
    }, ['text'])),
    ects: { ...decimal(300), exclusiveMinimum: 0 },
    otherCredits: list(object({ framework: text(200), points: decimal(10_000) }, ['framework', 'points']), 10),
    workloadHours: { ...decimal(20_000), exclusiveMinimum: 0 },
    level: object({ eqf: { type: 'integer', minimum: 1, maximum: 8 }, cycle: oneOf(QF_EHEA_CYCLES), basis: oneOf(LEVEL_BASES) }, ['basis']),
    iscedFields: list({ type: 'string', pattern: '^\\d{2,4}$', description: 'ISCED-F 2013 code.' }, 20),
    learningSetting: oneOf(LEARNING_SETTINGS),
    assessments: list(object({
      type: oneOf(ASSESSMENT_TYPES),
      description: words(5000),
      criteria: textOrLink,
      supervision: oneOf(SUPERVISIONS),
      assessingBody: object(party),
    }, ['type']), 30),
    languages: list(language, 30),
    prerequisites: words(5000),
    targetGroups: list(oneOf(TARGET_GROUPS), 30),
    stackability: object({ kind: oneOf(STACKABILITIES), into: list(textOrLink, 30) }, ['kind']),
    awardingBodyIds: list(id, 20),
    coProviderIds: list(id, 20),
    coDevelopers: list(object({ ...party, role: words(300) }, ['role']), 30),
    priorLearning: object({ available: { type: 'boolean' }, how: words(5000) }, ['available']),
    accessibility: words(5000),
    homepage: url,
    furtherInformation: textOrLink,
    notApplicable: list(object({ element: oneOf(ANNEX_ELEMENTS), reason: words(1000) }, ['element', 'reason']), 16),
  },
  ['title', 'learningOutcomes', 'iscedFields', 'assessments', 'languages'],
);

const run = object(
  {
    code: text(200),
    start: date,
    end: date,
    alwaysOpen: { type: 'boolean' },
    enrolment: list(object({ from: date, to: date }), 50),
    mode: oneOf(MODES),
    place: object({
      name: words(300), address: words(500), locality: text(200),
      country: { type: 'string', pattern: '^[A-Z]{2}$' }, nutsRegion: text(5),
      latitude: { type: 'number', minimum: -90, maximum: 90 }, longitude: { type: 'number', minimum: -180, maximum: 180 },
    }),
    platform: object({ name: text(300), url }),
    languages: list(language, 30),
    schedule: oneOf(SCHEDULES),
    places: { type: 'integer', minimum: 0, maximum: 1_000_000 },
    price: object({ amount: decimal(10_000_000), currency: { type: 'string', pattern: '^[A-Z]{3}$' }, covers: words(2000) }, ['amount']),
    homepage: url,
    applicationUrl: url,
    full: { type: 'boolean' },
    cancelled: { type: 'boolean' },
  },
  ['code', 'mode'],
);

/** One offer with its runs in the register's own JSON: what an import file's `offers` hold and what drafts must look like. */
export const OFFER_DRAFT_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Offer draft',
  ...object({ code: { ...text(200), type: ['string', 'null'] }, content, runs: list(run, 500) }, ['content', 'runs']),
};
