/** Every place in a draft that holds a language map; `*` stands for a list position. */
const LANGUAGE_MAPS = new Set([
  'title', 'pitch', 'description', 'prerequisites', 'accessibility',
  'learningOutcomes.*.text', 'assessments.*.description', 'assessments.*.criteria.text', 'assessments.*.assessingBody.name',
  'stackability.into.*.text', 'coDevelopers.*.name', 'coDevelopers.*.role', 'priorLearning.how', 'furtherInformation.text',
  'notApplicable.*.reason',
].map((path) => `content.${path}`).concat(['runs.*.place.name', 'runs.*.place.address', 'runs.*.price.covers']));

export const isLanguageMapPath = (path: readonly string[]): boolean =>
  LANGUAGE_MAPS.has(path.map((part) => (/^\d+$/.test(part) ? '*' : part)).join('.'));
