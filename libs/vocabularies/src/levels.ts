import { ELM_VERSION, europassScheme, europassUri, labelOf, type Concept } from './concept.js';
import { elmVocabulary, ownVocabulary } from './small-list.js';
import { countryFrameworks, eqfRows, qfEheaRows } from './tables/levels.js';
import { rows as nqfRows } from './tables/nqf.js';
import { Vocabulary } from './vocabulary.js';

/** Codes `1` to `8`. */
export const eqfLevels = elmVocabulary({ id: 'eqf-levels', list: 'eqf' }, eqfRows);

export const qfEheaCycles = ownVocabulary('qf-ehea-cycles', qfEheaRows);

/** An entry of the NQF list: a level, or (without `level`) a framework as a whole. */
export interface NqfConcept extends Concept {
  /** Short name of the framework, as the label gives it (`LTQF`); where the label reads "XXX Level n". */
  readonly framework?: string;
  /** The level as the label writes it: `6`, `4.1`, `5 A`, `4+`. */
  readonly level?: string;
}

const LEVEL_LABEL = /^(.+) Level ((?:\d+(?:\.\d+)?\+?(?: ?[A-Ca-c])?)|[A-C])$/;

const inLithuanian = new Map<string, string>();
const frameworkOf = new Map<string, string>();
for (const { framework, levels, lithuanian } of countryFrameworks.values()) {
  levels.forEach((code, index) => {
    frameworkOf.set(code, framework);
    if (lithuanian) inLithuanian.set(code, `${lithuanian} ${index + 1} lygis`);
  });
}

function nqfConcept([code, en]: readonly [string, string]): NqfConcept {
  const [, framework, level] = LEVEL_LABEL.exec(en) ?? [];
  const broader = frameworkOf.get(code);
  return {
    code, uri: europassUri('qdr', code), scheme: europassScheme('qdr'), label: labelOf(en, inLithuanian.get(code)),
    ...(broader && { broader }), ...(framework && level && { framework, level }),
  };
}

/** All national frameworks and their levels; codes are those of Europass (`c_caa3091a`), which say nothing by themselves. */
export const nqfLevels = new Vocabulary<NqfConcept>(
  { id: 'nqf-levels', source: 'Europass "qdr" (NQF), XSD enumeration', version: ELM_VERSION }, nqfRows.map(nqfConcept),
);

/** The level of a country's framework, for the countries whose framework is mapped (others: `nqfLevelsOf`). */
export function nqfLevel(country: string, level: number): NqfConcept | undefined {
  const code = countryFrameworks.get(country)?.levels[level - 1];
  return code === undefined ? undefined : nqfLevels.get(code);
}

/**
 * The levels of a framework by its short name as the labels write it (`LTQF`, `AT: NQF`), lowest first. Empty where the
 * list has no label "XXX Level n" for it; which country a short name belongs to is not in the list.
 */
export const nqfLevelsOf = (framework: string): readonly NqfConcept[] =>
  nqfLevels
    .all()
    .filter((concept) => concept.framework === framework)
    .sort((a, b) => (a.level ?? '').localeCompare(b.level ?? '', 'en', { numeric: true }));
