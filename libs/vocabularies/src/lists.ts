import { ELM_VERSION, type Concept } from './concept.js';
import { elmVocabulary, ownVocabulary } from './small-list.js';
import {
  assessmentTypeRows, learningScheduleRows, modeRows, scheduleRows, supervisionRows, targetGroupRows,
} from './tables/delivery.js';
import {
  accreditationTypeRows, creditFrameworkRows, learningActivityTypeRows, learningOpportunityTypeRows, learningSettingRows,
  skillReuseLevelRows, skillTypeRows,
} from './tables/learning.js';
import { rows as noteTopicRows } from './tables/note-topics.js';
import { organisationKindRows } from './tables/organisations.js';
import { Vocabulary } from './vocabulary.js';

export const modes = elmVocabulary({ id: 'modes', list: 'learning-assessment' }, modeRows);
/** When teaching takes place; ELM has no such list (its learning schedule is about workload). */
export const schedules = ownVocabulary('schedules', scheduleRows);
export const learningSchedules = elmVocabulary({ id: 'learning-schedules', list: 'learning-schedule' }, learningScheduleRows);
export const assessmentTypes = elmVocabulary({ id: 'assessment-types', list: 'assessment' }, assessmentTypeRows);
/** Of credentials (EDC) only; the LOQ profile has no place for it. */
export const supervisions = elmVocabulary(
  { id: 'supervisions', list: 'supervision-verification', source: 'Europass "supervision-verification", EDC issuer template' },
  supervisionRows,
);
export const targetGroups = elmVocabulary({ id: 'target-groups', list: 'target-group' }, targetGroupRows);
export const learningSettings = elmVocabulary({ id: 'learning-settings', list: 'learning-setting' }, learningSettingRows);
export const learningOpportunityTypes = elmVocabulary(
  { id: 'learning-opportunity-types', list: 'learning-opportunity' }, learningOpportunityTypeRows,
);
export const learningActivityTypes = elmVocabulary(
  { id: 'learning-activity-types', list: 'learning-activity' }, learningActivityTypeRows,
);
/** The two EQAR_ types are newer than the LOQ XSD 3.3.1, which rejects them. */
export const accreditationTypes = elmVocabulary({ id: 'accreditation-types', list: 'accreditation' }, accreditationTypeRows);
export const creditFrameworks = elmVocabulary({ id: 'credit-frameworks', list: 'education-credit' }, creditFrameworkRows);
export const skillTypes = elmVocabulary({ id: 'skill-types', list: 'skill-type' }, skillTypeRows);
export const skillReuseLevels = elmVocabulary({ id: 'skill-reuse-levels', list: 'skill-reuse-level' }, skillReuseLevelRows);
export const organisationKinds = ownVocabulary('organisation-kinds', organisationKindRows);

export const noteTopics = new Vocabulary(
  { id: 'note-topics', source: 'Europass note subjects, XSD enumeration', version: ELM_VERSION },
  noteTopicRows.map(([code, list, suffix, en, lt]): Concept => {
    const scheme = `http://data.europa.eu/snb/${list}-topics`;
    return { code, uri: `${scheme}#${suffix}`, scheme, label: { en, lt } };
  }),
);
