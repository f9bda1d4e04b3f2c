import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { FacetGroup as GroupCode, SearchSort as SortCode } from '#libs/search';
import type { Mode as ModeCode } from '#libs/vocabularies';
import { enumOf } from '../graphql/enums.js';
import type { LazyText } from '../graphql/localised-fields.js';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { Problem } from '../graphql/problem.type.js';
import { Mode } from '../offer/offer.enums.js';
import { Offer, type OfferSource } from '../offer/offer.type.js';
import { LIMITS } from '../http/limits.js';

export const FacetGroup = enumOf<GroupCode>('FacetGroup', 'Groups of values by which offers are counted and filtered.', {
  eqfLevel: 'Level of the European Qualifications Framework.',
  provider: 'Provider.',
  iscedBroad: 'Broad field of education (ISCED-F).',
  assured: 'Quality-assured today, also under conditions.',
  mode: 'How a run is held.',
  language: 'Language of instruction of a run.',
  region: 'Region of a run (NUTS); a region holds those inside it.',
  free: 'A run that costs nothing.',
});

export const OfferSort = enumOf<SortCode>('OfferSort', 'Order of what is found.', {
  RELEVANCE: 'What fits the text best first; without text the newest.',
  NEWEST: 'What was first published last.',
  NEXT_START: 'What begins next; what can begin at any time before all.',
  TITLE: 'By title in the language asked for.',
});

@InputType({
  description: 'Values of one group are alternatives; groups narrow each other. Mode, language, region and free must hold for one and the same run, which is neither cancelled nor over.',
})
export class OfferFilters {
  @Field(() => [Int], { nullable: true, description: 'EQF levels.' })
  eqfLevel?: number[] | null;

  @Field(() => [ID], { nullable: true, description: 'Identifiers of providers.' })
  provider?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Broad fields of ISCED-F, two digits.' })
  iscedBroad?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Quality-assured today, or not.' })
  assured?: boolean | null;

  @Field(() => [Mode], { nullable: true, description: 'How a run is held.' })
  mode?: ModeCode[] | null;

  @Field(() => [String], { nullable: true, description: 'Languages of instruction, ISO 639-1.' })
  language?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Regions, NUTS codes of any level.' })
  region?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Without or with a fee.' })
  free?: boolean | null;
}

@InputType({ description: 'Which part of what is found.' })
export class SearchPage {
  @Field(() => Int, { nullable: true, description: 'From 1; default 1.' })
  number?: number | null;

  @Field(() => Int, { nullable: true, description: `Offers a page, 1 to ${LIMITS.pageSize}; default 20.` })
  size?: number | null;
}

@InputType({ description: 'What is looked for.' })
export class OfferSearchInput {
  @Field(() => String, { nullable: true, description: 'Words. Misspelt ones are forgiven. At most 500 characters.' })
  text?: string | null;

  @Field(() => OfferFilters, { nullable: true, description: 'What must hold.' })
  filters?: OfferFilters | null;

  @Field(() => [FacetGroup], { nullable: true, description: 'Which groups are counted; default none of them.' })
  facets?: GroupCode[] | null;

  @Field(() => OfferSort, { nullable: true, description: 'Order; default RELEVANCE.' })
  sort?: SortCode | null;

  @Field(() => SearchPage, { nullable: true, description: 'Which part.' })
  page?: SearchPage | null;
}

@ObjectType({ description: 'An offer that was found.' })
export class OfferHit {
  @Field(() => Float, { nullable: true, description: 'How well it fits the text, 0 to 1, as the engine measures; null where the order is another.' })
  score!: number | null;

  @Field(() => Offer, { description: 'The offer.' })
  offer!: OfferSource;
}

@ObjectType({ description: 'A value of a group, and how many offers have it.' })
export class FacetValue {
  @Field({ description: 'What a filter takes: a code, an identifier, `true` or `false`.' })
  value!: string;

  @Field(() => LocalisedText, { nullable: true, description: 'Its name.' })
  label!: LazyText;

  @Field(() => Int, { description: 'Offers, not runs: how many there would be if this value alone were chosen in its group.' })
  count!: number;
}

@ObjectType({ description: 'The values of one group among what is found.' })
export class Facet {
  @Field(() => FacetGroup, { description: 'Which group.' })
  group!: GroupCode;

  /** All of them, most offers first; the field `values` answers as many as are asked for. */
  all!: FacetValue[];

  /** What the search was narrowed to in this group: always answered. */
  chosen!: ReadonlySet<string>;

  @Field(() => Int, { description: 'How many values there are.' })
  valueCount!: number;
}

@ObjectType({ description: 'What was found, or why nothing could be looked for.' })
export class OfferSearch {
  @Field(() => Int, { description: 'How many offers there are in all, exactly.' })
  total!: number;

  @Field(() => [OfferHit], { description: 'This page of them.' })
  hits!: OfferHit[];

  @Field(() => [Facet], { description: 'Counts of the groups asked for.' })
  facets!: Facet[];

  @Field(() => Int, { description: 'Number of this page, from 1.' })
  page!: number;

  @Field(() => Int, { description: 'How many pages there are.' })
  pages!: number;

  @Field(() => Int, { description: 'Offers a page.' })
  pageSize!: number;

  @Field(() => [Problem], { description: 'Why nothing could be looked for: a value that does not exist, an engine that does not answer. Empty when all is well.' })
  problems!: Problem[];
}
