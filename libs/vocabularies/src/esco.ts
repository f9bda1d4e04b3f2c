import type { Concept } from './concept.js';
import { rows } from './tables/esco-skills.js';
import { Vocabulary } from './vocabulary.js';

export interface EscoSkill extends Concept {
  /** Code in `skillTypes`. */
  readonly skillType: 'KNOWLEDGE' | 'SKILL';
  /** Code in `skillReuseLevels`. */
  readonly reuseLevel: string;
}

const ESCO = 'http://data.europa.eu/esco';

/** A small part of ESCO, for a register in which nobody has loaded the whole. The code is the last part of the URI. */
export const escoSkills = new Vocabulary<EscoSkill>(
  { id: 'esco-skills', source: 'ESCO, European Commission (subset; Lithuanian labels: the register)', version: '1.1.1' },
  rows.map(([code, kind, reuseLevel, en, lt]): EscoSkill => ({
    code, uri: `${ESCO}/skill/${code}`, scheme: `${ESCO}/concept-scheme/skills`, label: { en, lt },
    skillType: kind, reuseLevel,
  })),
);
