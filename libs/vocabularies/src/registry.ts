import type { Concept } from './concept.js';
import { escoSkills } from './esco.js';
import { countries, currencies, languages, nuts } from './geography.js';
import { identifierSchemes } from './identifier-schemes.js';
import { iscedFields } from './isced.js';
import { eqfLevels, nqfLevels, qfEheaCycles } from './levels.js';
import * as lists from './lists.js';
import type { Vocabulary } from './vocabulary.js';

const all: readonly Vocabulary<Concept>[] = [
  languages, countries, nuts, currencies, eqfLevels, nqfLevels, qfEheaCycles, iscedFields, identifierSchemes, escoSkills,
  ...Object.values(lists),
];

/** Every list by its id. */
export const vocabularies: ReadonlyMap<string, Vocabulary> = new Map(all.map((list) => [list.id, list]));
