import { Args, Query, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { allVocabularies, findVocabulary, Vocabulary, vocabularyOf } from './concept.type.js';

@Resolver()
export class VocabularyResolver {
  @Public()
  @Query(() => [Vocabulary], { description: 'All code lists of the register.' })
  vocabularies(): Vocabulary[] {
    return allVocabularies().map(vocabularyOf);
  }

  @Public()
  @Query(() => Vocabulary, { nullable: true, description: 'One code list; null when there is none of this name.' })
  vocabulary(@Args('id', { description: 'Its name, for example `isced-fields`.' }) id: string): Vocabulary | null {
    const list = findVocabulary(id);
    return list ? vocabularyOf(list) : null;
  }
}
