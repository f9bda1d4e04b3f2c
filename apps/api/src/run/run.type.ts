import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap, LocalDate } from '#libs/kernel';
import type { OfferContent, RunContent } from '#libs/offers';
import { languages as languageList, type Mode as ModeCode, type Schedule as ScheduleCode } from '#libs/vocabularies';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Mode, Schedule } from '../offer/offer.enums.js';
import { Concept, conceptsOf } from '../vocabulary/concept.type.js';

@ObjectType({ description: 'Where a run takes place.' })
export class Place {
  @Field(() => LocalisedText, { nullable: true, description: 'What the place is called.' })
  name!: LanguageMap | undefined;

  @Field(() => LocalisedText, { nullable: true, description: 'Its address.' })
  address!: LanguageMap | undefined;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  locality!: string | undefined;

  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  country!: string | undefined;

  @Field(() => String, { nullable: true, description: 'Region, a NUTS code.' })
  nutsRegion!: string | undefined;

  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84).' })
  latitude!: number | undefined;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84).' })
  longitude!: number | undefined;
}

@ObjectType({ description: 'What a run costs.' })
export class Price {
  @Field(() => Float, { description: 'How much; 0 is free.' })
  amount!: number;

  @Field(() => String, { nullable: true, description: 'In which currency, ISO 4217.' })
  currency!: string | undefined;

  @Field(() => LocalisedText, { nullable: true, description: 'What it covers.' })
  covers!: LanguageMap | undefined;
}

@ObjectType({ description: 'Days on which one can enrol.' })
export class EnrolmentPeriod {
  @Field(() => GraphQLDate, { nullable: true, description: 'First day; null is open.' })
  from!: string | undefined;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; null is open.' })
  to!: string | undefined;
}

@ObjectType({ description: 'Where an online run takes place.' })
export class Platform {
  @Field(() => String, { nullable: true, description: 'What it is called.' })
  name!: string | undefined;

  @Field(() => String, { nullable: true, description: 'Its address.' })
  url!: string | undefined;
}

@ObjectType({ description: 'One concrete occasion of an offer. Whether it is open or over follows from its days.' })
export class Run {
  @Field({ description: 'The provider’s code, unique inside the offer.' })
  code!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day.' })
  start!: string | undefined;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day.' })
  end!: string | undefined;

  @Field({ description: 'One can begin at any time.' })
  alwaysOpen!: boolean;

  @Field({ description: 'Its last day has passed.' })
  finished!: boolean;

  @Field(() => [EnrolmentPeriod], { nullable: true, description: 'When one can enrol.' })
  enrolment!: EnrolmentPeriod[] | undefined;

  @Field(() => Mode, { description: 'How it is held.' })
  mode!: ModeCode;

  @Field(() => Place, { nullable: true, description: 'Where.' })
  place!: Place | undefined;

  @Field(() => Platform, { nullable: true, description: 'Where, when online.' })
  platform!: Platform | undefined;

  @Field(() => [Concept], { description: 'Languages of instruction; those of the offer where the run has none of its own.' })
  languages!: Concept[];

  @Field(() => Schedule, { nullable: true, description: 'When in the day or week.' })
  schedule!: ScheduleCode | undefined;

  @Field(() => Int, { nullable: true, description: 'For how many learners.' })
  places!: number | undefined;

  @Field(() => Price, { nullable: true, description: 'What it costs.' })
  price!: Price | undefined;

  @Field(() => String, { nullable: true, description: 'Its page at the provider.' })
  homepage!: string | undefined;

  @Field(() => String, { nullable: true, description: 'Where one applies.' })
  applicationUrl!: string | undefined;

  @Field({ description: 'No places are left.' })
  full!: boolean;

  @Field({ description: 'It does not take place.' })
  cancelled!: boolean;
}

export function runOf(run: RunContent, content: OfferContent, on: LocalDate): Run {
  return {
    ...(run as RunContent & Pick<Run, 'place' | 'platform' | 'price' | 'start' | 'end' | 'schedule' | 'places' | 'homepage' | 'applicationUrl'>),
    enrolment: run.enrolment as EnrolmentPeriod[] | undefined,
    alwaysOpen: run.alwaysOpen ?? false,
    finished: run.end !== undefined && run.end < on,
    full: run.full ?? false,
    cancelled: run.cancelled ?? false,
    get languages() {
      return conceptsOf(languageList, run.languages?.length ? run.languages : content.languages) as Concept[];
    },
  };
}

/**
 * The run a learner would take next: one that can begin at any time, else the first to begin today or later. A cancelled
 * one is none; a full one is only when there is no other.
 */
export function nextRun(runs: readonly RunContent[], on: LocalDate): RunContent | null {
  let next: RunContent | null = null;
  for (const run of runs) {
    if (run.cancelled || (!run.alwaysOpen && !(run.start !== undefined && run.start >= on))) continue;
    if (next === null || sooner(run, next)) next = run;
  }
  return next;
}

function sooner(one: RunContent, other: RunContent): boolean {
  if (!!one.full !== !!other.full) return !one.full;
  return (one.alwaysOpen ? '' : (one.start ?? '')) < (other.alwaysOpen ? '' : (other.start ?? ''));
}
