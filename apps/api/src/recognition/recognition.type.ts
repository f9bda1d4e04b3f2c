import { Field, Float, IntersectionType, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { Recognition as RecognitionData, RecognitionDetails, RecognitionPurpose as PurposeCode } from '#libs/offers';
import { Decision } from '../authority-record/decision.type.js';
import { enumOf } from '../graphql/enums.js';
import { LocalisedText } from '../graphql/localised-text.type.js';

export const RecognitionPurpose = enumOf<PurposeCode>('RecognitionPurpose', 'What a recognition is for.', {
  ACADEMIC: 'For studies: admission, or credits towards a qualification.',
  TRAINING: 'For further training.',
  EMPLOYMENT: 'For work: a post, a licence, a pay grade.',
});

@ObjectType({ description: 'Credits granted towards something larger.' })
export class RecognisedCredits {
  @Field({ description: 'In which credit framework.' })
  framework!: string;

  @Field(() => Float, { description: 'How many.' })
  points!: number;
}

@ObjectType({ description: 'For what, and on which conditions, what is learned is recognised.' })
export class RecognitionTerms implements RecognitionDetails {
  @Field(() => [RecognitionPurpose], { description: 'For what; at least one.' })
  purposes!: PurposeCode[];

  @Field(() => LocalisedText, { nullable: true, description: 'On which conditions.' })
  conditions?: LanguageMap;

  @Field(() => RecognisedCredits, { nullable: true, description: 'Credits granted.' })
  credits?: RecognisedCredits;
}

@ObjectType({ description: 'A body recognises what is learned in an offer: decided by that body, never by the provider.' })
export class Recognition extends IntersectionType(Decision, RecognitionTerms) {}

/** What the resolvers of a recognition have. */
export type RecognitionSource = RecognitionData & RecognitionDetails;

export const recognitionOf = (record: RecognitionData): RecognitionSource => ({ ...record, ...record.details });
