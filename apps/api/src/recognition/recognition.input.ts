import { Field, Float, InputType } from '@nestjs/graphql';
import type { RecognitionInput as RecognitionData, RecognitionPurpose as PurposeCode } from '#libs/offers';
import { DecisionInput } from '../authority-record/decision.input.js';
import { given, type InputReader } from '../graphql/input-reader.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { RecognitionPurpose } from './recognition.type.js';

@InputType({ description: 'Credits granted towards something larger.' })
export class RecognisedCreditsInput {
  @Field({ description: 'In which credit framework.' })
  framework!: string;

  @Field(() => Float, { description: 'How many: more than 0, at most two decimals.' })
  points!: number;
}

@InputType({ description: 'The recognition of what is learned in an offer.' })
export class RecognitionInput extends DecisionInput {
  @Field(() => [RecognitionPurpose], { description: 'For what; at least one.' })
  purposes!: PurposeCode[];

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'On which conditions.' })
  conditions?: LocalisedTextInput[] | null;

  @Field(() => RecognisedCreditsInput, { nullable: true, description: 'Credits granted.' })
  credits?: RecognisedCreditsInput | null;
}

export const readRecognition = ({ conditions, reference, ...input }: RecognitionInput, reader: InputReader): RecognitionData => ({
  ...given(input),
  conditions: reader.text(conditions, 'conditions'),
  reference: reader.plain(reference, 'reference'),
});
