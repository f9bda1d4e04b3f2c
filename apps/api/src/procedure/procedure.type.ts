import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { Framework as FrameworkCode, Nature as NatureCode, ProcedureFields } from '#libs/quality';
import { enumOf } from '../graphql/enums.js';
import type { InputReader } from '../graphql/input-reader.js';
import { LocalisedText, LocalisedTextInput } from '../graphql/localised-text.type.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate } from '../graphql/scalars.js';

export const Framework = enumOf<FrameworkCode>('QualityFramework', 'The framework a procedure follows.', {
  ESG: 'Standards and Guidelines of the European Higher Education Area.',
  EQAVET: 'European Quality Assurance in Vocational Education and Training.',
  EQF_ANNEX_IV: 'Quality assurance principles of annex IV of the EQF Recommendation.',
  OTHER: 'Another framework; the procedure describes it.',
});

export const Nature = enumOf<NatureCode>('ProcedureNature', 'Whether a provider must undergo the procedure.', {
  OBLIGATORY: 'Required by law.',
  VOLUNTARY: 'At the provider’s wish.',
});

@ObjectType({ description: 'A kind of external quality assurance that an agency carries out.' })
export class Procedure {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => LocalisedText, { description: 'Its name.' })
  title!: LanguageMap;

  @Field(() => Framework, { description: 'The framework it follows.' })
  framework!: FrameworkCode;

  @Field(() => Nature, { description: 'Whether a provider must undergo it.' })
  nature!: NatureCode;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day on which it can end in a decision.' })
  validFrom!: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it can end in a decision.' })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the activity in DEQAR.' })
  deqarActivity!: string | null;

  @Field(() => LocalisedText, { nullable: true, description: 'What is looked at, and how.' })
  description!: LanguageMap | null;

  @Field(() => Int, { description: 'Goes up with every change; an edit says from which one it started.' })
  version!: number;
}

@ObjectType({ description: 'A page of procedures.' })
export class ProcedurePage extends pageType(Procedure, 'procedures') {}

@ObjectType({ description: 'A procedure was saved.' })
export class ProcedureSaved {
  @Field(() => Procedure, { description: 'As it is now.' })
  procedure!: Procedure;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const ProcedureResult = resultUnion('ProcedureResult', () => ProcedureSaved);

@InputType({ description: 'Changes to a procedure: what is left out stays, null empties.' })
export class ProcedureChanges {
  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Its name; cannot be emptied.' })
  title?: LocalisedTextInput[] | null;

  @Field(() => Framework, { nullable: true, description: 'The framework it follows; cannot be emptied, nor changed once a decision was recorded.' })
  framework?: FrameworkCode | null;

  @Field(() => Nature, { nullable: true, description: 'Whether a provider must undergo it; cannot be emptied.' })
  nature?: NatureCode | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day on which it can end in a decision.' })
  validFrom?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day on which it can end in a decision.' })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the activity in DEQAR.' })
  deqarActivity?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'What is looked at, and how.' })
  description?: LocalisedTextInput[] | null;
}

@InputType({ description: 'A new procedure.' })
export class ProcedureInput extends ProcedureChanges {
  @Field(() => ID, { description: 'The agency that carries it out.' })
  agencyId!: string;

  @Field(() => [LocalisedTextInput], { description: 'Its name.' })
  declare title: LocalisedTextInput[];

  @Field(() => Framework, { description: 'The framework it follows.' })
  declare framework: FrameworkCode;

  @Field(() => Nature, { description: 'Whether a provider must undergo it.' })
  declare nature: NatureCode;
}

/** Undefined stays undefined (nothing said), null stays null (emptied). */
export const procedureChanges = (input: ProcedureChanges, reader: InputReader): Partial<ProcedureFields> => ({
  // A name that is emptied goes through as an empty map: the rules say in words that it cannot be.
  title: input.title === null ? {} : reader.text(input.title, 'title'),
  framework: input.framework ?? undefined,
  nature: input.nature ?? undefined,
  validFrom: input.validFrom,
  validTo: input.validTo,
  deqarActivity: input.deqarActivity,
  description: input.description === null ? null : reader.text(input.description, 'description'),
});
