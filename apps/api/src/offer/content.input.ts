import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import type * as data from '#libs/offers';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { TextOrLinkInput } from '../provider/provider.input.js';
import {
  AnnexElement, AssessmentType, LearningSetting, LevelBasis, OutcomeKind, QfEheaCycle, Stackability, Supervision, TargetGroup,
} from './offer.enums.js';

@InputType({ description: 'Something a learner knows, can do or can answer for afterwards.' })
export class LearningOutcomeInput {
  @Field(() => [LocalisedTextInput], { description: 'In words.' })
  text!: LocalisedTextInput[];

  @Field(() => OutcomeKind, { nullable: true, description: 'What it is about.' })
  kind?: data.OutcomeKind | null;

  @Field(() => [String], { nullable: true, description: 'Skills of ESCO it amounts to, as URIs.' })
  skills?: string[] | null;
}

@InputType({ description: 'Credits of a framework other than ECTS.' })
export class OtherCreditsInput {
  @Field({ description: 'A code of the list of credit frameworks, or the framework’s own name.' })
  framework!: string;

  @Field(() => Float, { description: 'How many.' })
  points!: number;
}

@InputType({ description: 'The level of what is learned, and on what that rests.' })
export class LevelInput {
  @Field(() => Int, { nullable: true, description: 'Level of the European Qualifications Framework, 1 to 8.' })
  eqf?: number | null;

  @Field(() => QfEheaCycle, { nullable: true, description: 'Cycle of higher education.' })
  cycle?: data.Level['cycle'] | null;

  @Field(() => LevelBasis, { description: 'On what the level rests.' })
  basis!: data.LevelBasis;
}

@InputType({ description: 'A body by its entry in the register or by name.' })
export class PartyInput {
  @Field(() => ID, { nullable: true, description: 'An organisation of the register.' })
  organisationId?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'The name of a body that is not in the register.' })
  name?: LocalisedTextInput[] | null;
}

@InputType({ description: 'A body that took part, and what it did.' })
export class CoDeveloperInput extends PartyInput {
  @Field(() => [LocalisedTextInput], { description: 'What it did.' })
  role!: LocalisedTextInput[];
}

@InputType({ description: 'How outcomes are assessed.' })
export class AssessmentInput {
  @Field(() => AssessmentType, { description: 'The kind of assessment.' })
  type!: data.Assessment['type'];

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'In words.' })
  description?: LocalisedTextInput[] | null;

  @Field(() => TextOrLinkInput, { nullable: true, description: 'What is asked of the learner.' })
  criteria?: TextOrLinkInput | null;

  @Field(() => Supervision, { nullable: true, description: 'Supervision and identity verification.' })
  supervision?: data.Assessment['supervision'] | null;

  @Field(() => PartyInput, { nullable: true, description: 'Who assesses, where it is not the provider.' })
  assessingBody?: PartyInput | null;
}

@InputType({ description: 'Whether it stands alone or adds up to something larger.' })
export class StackabilityInput {
  @Field(() => Stackability, { description: 'The answer.' })
  kind!: data.StackabilityKind;

  @Field(() => [TextOrLinkInput], { nullable: true, description: 'Into what it stacks.' })
  into?: TextOrLinkInput[] | null;
}

@InputType({ description: 'Whether the credential can be had by validation of prior learning.' })
export class PriorLearningInput {
  @Field({ description: 'Whether there is such a route.' })
  available!: boolean;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'How it goes.' })
  how?: LocalisedTextInput[] | null;
}

@InputType({ description: 'An element of annex I that does not apply.' })
export class NotApplicableInput {
  @Field(() => AnnexElement, { description: 'Which.' })
  element!: data.AnnexElement;

  @Field(() => [LocalisedTextInput], { description: 'Why not.' })
  reason!: LocalisedTextInput[];
}

@InputType({ description: 'What a micro-credential is. It is always given as a whole: what is left out is not there afterwards.' })
export class OfferContentInput {
  @Field(() => [LocalisedTextInput], { description: 'Its title.' })
  title!: LocalisedTextInput[];

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'In at most 200 characters.' })
  pitch?: LocalisedTextInput[] | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'At length. HTML is cleaned to the few elements that Europass takes.' })
  description?: LocalisedTextInput[] | null;

  @Field(() => [LearningOutcomeInput], { defaultValue: [], description: 'What a learner knows, can do or can answer for afterwards.' })
  learningOutcomes!: LearningOutcomeInput[];

  @Field(() => Float, { nullable: true, description: 'ECTS credits, at most two decimals.' })
  ects?: number | null;

  @Field(() => [OtherCreditsInput], { nullable: true, description: 'Credits of other frameworks.' })
  otherCredits?: OtherCreditsInput[] | null;

  @Field(() => Float, { nullable: true, description: 'Notional workload in hours.' })
  workloadHours?: number | null;

  @Field(() => LevelInput, { nullable: true, description: 'Its level.' })
  level?: LevelInput | null;

  @Field(() => [String], { defaultValue: [], description: 'Fields of education: ISCED-F 2013 codes of two to four digits.' })
  iscedFields!: string[];

  @Field(() => LearningSetting, { nullable: true, description: 'Formal or non-formal learning.' })
  learningSetting?: data.OfferContent['learningSetting'] | null;

  @Field(() => [AssessmentInput], { defaultValue: [], description: 'How the outcomes are assessed.' })
  assessments!: AssessmentInput[];

  @Field(() => [String], { defaultValue: [], description: 'Languages of instruction, ISO 639-1.' })
  languages!: string[];

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'What one needs to take part.' })
  prerequisites?: LocalisedTextInput[] | null;

  @Field(() => [TargetGroup], { nullable: true, description: 'For whom it is meant.' })
  targetGroups?: data.OfferContent['targetGroups'] | null;

  @Field(() => StackabilityInput, { nullable: true, description: 'Whether it stands alone or adds up to something larger.' })
  stackability?: StackabilityInput | null;

  @Field(() => [ID], { nullable: true, description: 'Organisations that award it; default the provider.' })
  awardingBodyIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Organisations that offer it too.' })
  coProviderIds?: string[] | null;

  @Field(() => [CoDeveloperInput], { nullable: true, description: 'Who else developed it.' })
  coDevelopers?: CoDeveloperInput[] | null;

  @Field(() => PriorLearningInput, { nullable: true, description: 'Whether it can be had by validation of prior learning.' })
  priorLearning?: PriorLearningInput | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'What is done for learners with special needs.' })
  accessibility?: LocalisedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Its page at the provider.' })
  homepage?: string | null;

  @Field(() => TextOrLinkInput, { nullable: true, description: 'Anything else.' })
  furtherInformation?: TextOrLinkInput | null;

  @Field(() => [NotApplicableInput], { nullable: true, description: 'Elements of annex I that do not apply, each with the reason.' })
  notApplicable?: NotApplicableInput[] | null;
}
