import { Field, Float, InterfaceType, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type * as data from '#libs/offers';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { TextOrLink } from '../provider/provider.type.js';
import {
  AnnexElement, AssessmentType, LearningSetting, LevelBasis, OutcomeKind, QfEheaCycle, Stackability, Supervision, TargetGroup,
} from './offer.enums.js';

@ObjectType({ description: 'Something a learner knows, can do or can answer for afterwards.' })
export class LearningOutcome {
  @Field(() => LocalisedText, { description: 'In words.' })
  text!: LanguageMap;

  @Field(() => OutcomeKind, { nullable: true, description: 'What it is about.' })
  kind!: data.OutcomeKind | undefined;

  @Field(() => [String], { nullable: true, description: 'Skills of ESCO it amounts to, as URIs.' })
  skills!: string[] | undefined;
}

@ObjectType({ description: 'Credits of a framework other than ECTS.' })
export class OtherCredits {
  @Field({ description: 'A code of the list of credit frameworks, or the framework’s own name.' })
  framework!: string;

  @Field(() => Float, { description: 'How many.' })
  points!: number;
}

@ObjectType({ description: 'The level of what is learned, and on what that rests.' })
export class Level {
  @Field(() => Int, { nullable: true, description: 'Level of the European Qualifications Framework, 1 to 8.' })
  eqf!: number | undefined;

  @Field(() => QfEheaCycle, { nullable: true, description: 'Cycle of higher education.' })
  cycle!: data.Level['cycle'];

  @Field(() => LevelBasis, { description: 'On what the level rests.' })
  basis!: data.LevelBasis;
}

@ObjectType({ description: 'How outcomes are assessed.' })
export class Assessment {
  @Field(() => AssessmentType, { description: 'The kind of assessment.' })
  type!: data.Assessment['type'];

  @Field(() => LocalisedText, { nullable: true, description: 'In words.' })
  description!: LanguageMap | undefined;

  @Field(() => TextOrLink, { nullable: true, description: 'What is asked of the learner.' })
  criteria!: TextOrLink | undefined;

  @Field(() => Supervision, { nullable: true, description: 'Supervision and identity verification.' })
  supervision!: data.Assessment['supervision'];
}

@ObjectType({ description: 'Whether it stands alone or adds up to something larger.' })
export class StackabilityStatement {
  @Field(() => Stackability, { description: 'The answer.' })
  kind!: data.StackabilityKind;

  @Field(() => [TextOrLink], { nullable: true, description: 'Into what it stacks.' })
  into!: TextOrLink[] | undefined;
}

@ObjectType({ description: 'A body that took part, of the register or by name.' })
export class CoDeveloper {
  @Field(() => LocalisedText, { nullable: true, description: 'Its name, where it is not an organisation of the register.' })
  name!: LanguageMap | undefined;

  @Field(() => LocalisedText, { description: 'What it did.' })
  role!: LanguageMap;
}

@ObjectType({ description: 'A body by its entry in the register or by name.' })
export class Party {
  @Field(() => LocalisedText, { nullable: true, description: 'Its name, where it is not an organisation of the register.' })
  name!: LanguageMap | undefined;
}

@ObjectType({ description: 'Whether the credential can be had by validation of prior learning.' })
export class PriorLearning {
  @Field({ description: 'Whether there is such a route.' })
  available!: boolean;

  @Field(() => LocalisedText, { nullable: true, description: 'How it goes.' })
  how!: LanguageMap | undefined;
}

@ObjectType({ description: 'An element of annex I that does not apply to an offer.' })
export class NotApplicable {
  @Field(() => AnnexElement, { description: 'Which.' })
  element!: data.AnnexElement;

  @Field(() => LocalisedText, { description: 'Why not.' })
  reason!: LanguageMap;
}

@InterfaceType({ description: 'What a micro-credential is: what is learned, how much, at which level, how assessed.', resolveType: () => undefined })
export abstract class OfferContent {
  @Field(() => LocalisedText, { description: 'Its title.' })
  title!: LanguageMap;

  @Field(() => LocalisedText, { nullable: true, description: 'In at most 200 characters.' })
  pitch!: LanguageMap | undefined;

  @Field(() => LocalisedText, { nullable: true, description: 'At length. HTML of the few elements that Europass takes.' })
  description!: LanguageMap | undefined;

  @Field(() => [LearningOutcome], { description: 'What a learner knows, can do or can answer for afterwards.' })
  learningOutcomes!: LearningOutcome[];

  @Field(() => Float, { nullable: true, description: 'ECTS credits.' })
  ects!: number | undefined;

  @Field(() => [OtherCredits], { nullable: true, description: 'Credits of other frameworks.' })
  otherCredits!: OtherCredits[] | undefined;

  @Field(() => Float, { nullable: true, description: 'Notional workload in hours.' })
  workloadHours!: number | undefined;

  @Field(() => Level, { nullable: true, description: 'Its level as the provider states it; decisions of authorities stand beside it (`nqfInclusion`).' })
  level!: Level | undefined;

  @Field(() => LearningSetting, { nullable: true, description: 'Formal or non-formal learning.' })
  learningSetting!: data.OfferContent['learningSetting'];

  @Field(() => [Assessment], { description: 'How the outcomes are assessed.' })
  assessments!: Assessment[];

  @Field(() => LocalisedText, { nullable: true, description: 'What one needs to take part.' })
  prerequisites!: LanguageMap | undefined;

  @Field(() => [TargetGroup], { nullable: true, description: 'For whom it is meant.' })
  targetGroups!: data.OfferContent['targetGroups'];

  @Field(() => StackabilityStatement, { nullable: true, description: 'Whether it stands alone or adds up to something larger.' })
  stackability!: StackabilityStatement | undefined;

  @Field(() => [CoDeveloper], { nullable: true, description: 'Who else developed it.' })
  coDevelopers!: CoDeveloper[] | undefined;

  @Field(() => PriorLearning, { nullable: true, description: 'Whether it can be had by validation of prior learning.' })
  priorLearning!: PriorLearning | undefined;

  @Field(() => LocalisedText, { nullable: true, description: 'What is done for learners with special needs.' })
  accessibility!: LanguageMap | undefined;

  @Field(() => String, { nullable: true, description: 'Its page at the provider.' })
  homepage!: string | undefined;

  @Field(() => TextOrLink, { nullable: true, description: 'Anything else.' })
  furtherInformation!: TextOrLink | undefined;

  @Field(() => [NotApplicable], { nullable: true, description: 'Elements of annex I that do not apply, each with the reason.' })
  notApplicable!: NotApplicable[] | undefined;
}
