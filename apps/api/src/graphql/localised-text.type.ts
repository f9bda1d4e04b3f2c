import { Field, InputType, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One text in one language.' })
export class Translation {
  @Field({ description: 'The text.' })
  value!: string;

  @Field({ description: 'Its language as a BCP 47 tag.' })
  language!: string;
}

@ObjectType({
  description:
    'A text in one of the languages it was given in. Fields of this type take the language you want; without it the ' +
    '`accept-language` header decides. Where the text is missing in that language you get the first language of the ' +
    'register that has it, then any: `language` names which, so that a reader can be told.',
})
export class LocalisedText {
  @Field({ description: 'The text in the language below.' })
  value!: string;

  @Field({ description: 'The language the text is really in, as a BCP 47 tag.' })
  language!: string;

  @Field(() => [Translation], { description: 'The text in all the languages it was given in, by tag.' })
  translations!: Translation[];
}

@InputType({ description: 'A text in one language; a list of these is one text in several languages.' })
export class LocalisedTextInput {
  @Field({ description: 'BCP 47 tag, two letters where ISO 639-1 has them.' })
  language!: string;

  @Field({ description: 'The text.' })
  value!: string;
}
