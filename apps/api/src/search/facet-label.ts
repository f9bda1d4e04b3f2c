import type { LanguageMap } from '#libs/kernel';
import type { FacetGroup } from '#libs/search';
import { eqfLevels, iscedFields, languages, modes, nuts, type Vocabulary } from '#libs/vocabularies';
import type { LazyText } from '../graphql/localised-fields.js';

const LISTS: Partial<Record<FacetGroup, Vocabulary>> = { eqfLevel: eqfLevels, iscedBroad: iscedFields, mode: modes, language: languages, region: nuts };

const WORDS: Partial<Record<FacetGroup, Readonly<Record<string, LanguageMap>>>> = {
  assured: {
    true: { en: 'Quality-assured today', lt: 'Kokybė šiandien užtikrinta' },
    false: { en: 'Not quality-assured today', lt: 'Kokybė šiandien neužtikrinta' },
  },
  free: { true: { en: 'Free of charge', lt: 'Nemokamai' }, false: { en: 'With a fee', lt: 'Mokama' } },
};

/** Names of providers are fetched together, and only when somebody asks for labels. */
export const facetLabel = (group: FacetGroup, value: string): LazyText => async ({ loaders }) => {
  if (group === 'provider') return (await loaders.organisation.load(value))?.legalName;
  return LISTS[group]?.get(value)?.label ?? WORDS[group]?.[value];
};
