import { Field, Float, InputType } from '@nestjs/graphql';
import type { FundingEligibilityInput as FundingData } from '#libs/offers';
import { DecisionInput } from '../authority-record/decision.input.js';
import { given, type InputReader } from '../graphql/input-reader.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => Float, { description: 'How much, at most two decimals.' })
  value!: number;

  @Field({ description: 'In which currency, ISO 4217.' })
  currency!: string;
}

@InputType({ description: 'Public money that learners may get for an offer.' })
export class FundingEligibilityInput extends DecisionInput {
  @Field(() => [LocalisedTextInput], { description: 'Name of the scheme.' })
  scheme!: LocalisedTextInput[];

  @Field(() => String, { nullable: true, description: 'Page of the scheme.' })
  url?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Who gets it, and on which conditions.' })
  conditions?: LocalisedTextInput[] | null;

  @Field(() => MoneyInput, { nullable: true, description: 'At the most; left out where the scheme names no amount.' })
  amount?: MoneyInput | null;
}

export const readFunding = ({ scheme, conditions, reference, ...input }: FundingEligibilityInput, reader: InputReader): FundingData => ({
  ...given(input),
  scheme: reader.text(scheme, 'scheme') ?? {},
  conditions: reader.text(conditions, 'conditions'),
  reference: reader.plain(reference, 'reference'),
});
