import { Field, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import { vocabularies, type Concept as ConceptData, type Vocabulary as VocabularyData } from '#libs/vocabularies';
import { LocalisedText } from '../graphql/localised-text.type.js';

@ObjectType({ description: 'One entry of a code list.' })
export class Concept {
  @Field({ description: 'What the register stores, and what inputs and filters take.' })
  code!: string;

  @Field({ description: 'What the register publishes: the URI of the entry.' })
  uri!: string;

  @Field(() => LocalisedText, { description: 'Its name.' })
  label!: LanguageMap;

  @Field(() => String, { nullable: true, description: 'Code of the next broader entry of the same list.' })
  broader!: string | null | undefined;
}

@ObjectType({ description: 'A code list of the register.' })
export class Vocabulary {
  @Field({ description: 'Its name in this API.' })
  id!: string;

  @Field({ description: 'Where the list comes from.' })
  source!: string;

  @Field({ description: 'The edition of the source.' })
  version!: string;

  @Field(() => [Concept], { description: 'All its entries, in the order in which they are to be shown.' })
  concepts!: readonly Concept[];
}

export const vocabularyOf = (list: VocabularyData): Vocabulary => ({
  id: list.id, source: list.source, version: list.version, concepts: list.all() as readonly Concept[],
});

/** Entries by their codes; a code that is not in the list (a published document may be older) names itself. */
export const conceptsOf = (list: VocabularyData, codes: readonly string[] | undefined): ConceptData[] =>
  (codes ?? []).map((code) => list.get(code) ?? { code, uri: `urn:unknown:${code}`, scheme: '', label: { en: code } });

export const findVocabulary = (id: string): VocabularyData | undefined => vocabularies.get(id);
export const allVocabularies = (): VocabularyData[] => [...vocabularies.values()];
