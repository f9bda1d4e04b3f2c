import { Field, Float, InputType, Int } from '@nestjs/graphql';
import type { EnrolmentPeriod, Place, Price, RunContent } from '#libs/offers';
import type { Mode as ModeCode, Schedule as ScheduleCode } from '#libs/vocabularies';
import { given, type InputReader } from '../graphql/input-reader.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Mode, Schedule } from '../offer/offer.enums.js';

@InputType({ description: 'Where a run takes place.' })
export class PlaceInput {
  @Field(() => [LocalisedTextInput], { nullable: true, description: 'What the place is called.' })
  name?: LocalisedTextInput[] | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Its address.' })
  address?: LocalisedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  locality?: string | null;

  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Region, a NUTS code.' })
  nutsRegion?: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84).' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84).' })
  longitude?: number | null;
}

@InputType({ description: 'What a run costs.' })
export class PriceInput {
  @Field(() => Float, { description: 'How much, at most two decimals; 0 is free.' })
  amount!: number;

  @Field(() => String, { nullable: true, description: 'In which currency, ISO 4217.' })
  currency?: string | null;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'What it covers.' })
  covers?: LocalisedTextInput[] | null;
}

@InputType({ description: 'Days on which one can enrol.' })
export class EnrolmentPeriodInput {
  @Field(() => GraphQLDate, { nullable: true, description: 'First day; left out is open.' })
  from?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; left out is open.' })
  to?: string | null;
}

@InputType({ description: 'Where an online run takes place.' })
export class PlatformInput {
  @Field(() => String, { nullable: true, description: 'What it is called.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address.' })
  url?: string | null;
}

@InputType({ description: 'One concrete occasion of an offer. It is always given as a whole.' })
export class RunInput {
  @Field({ description: 'The provider’s code, unique inside the offer.' })
  code!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day.' })
  start?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day.' })
  end?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'One can begin at any time; no first and last day then.' })
  alwaysOpen?: boolean | null;

  @Field(() => [EnrolmentPeriodInput], { nullable: true, description: 'When one can enrol.' })
  enrolment?: EnrolmentPeriodInput[] | null;

  @Field(() => Mode, { description: 'How it is held.' })
  mode!: ModeCode;

  @Field(() => PlaceInput, { nullable: true, description: 'Where.' })
  place?: PlaceInput | null;

  @Field(() => PlatformInput, { nullable: true, description: 'Where, when online.' })
  platform?: PlatformInput | null;

  @Field(() => [String], { nullable: true, description: 'Languages of instruction, ISO 639-1; default those of the offer.' })
  languages?: string[] | null;

  @Field(() => Schedule, { nullable: true, description: 'When in the day or week.' })
  schedule?: ScheduleCode | null;

  @Field(() => Int, { nullable: true, description: 'For how many learners.' })
  places?: number | null;

  @Field(() => PriceInput, { nullable: true, description: 'What it costs.' })
  price?: PriceInput | null;

  @Field(() => String, { nullable: true, description: 'Its page at the provider.' })
  homepage?: string | null;

  @Field(() => String, { nullable: true, description: 'Where one applies.' })
  applicationUrl?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'No places are left.' })
  full?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'It does not take place.' })
  cancelled?: boolean | null;
}

export function readRun(input: RunInput, reader: InputReader, path: string): RunContent {
  const { place, price, platform, enrolment, ...plain } = input;
  return given({
    ...plain,
    enrolment: enrolment?.map((period) => given({ ...period }) as EnrolmentPeriod),
    platform: platform && given({ ...platform }),
    place: place && (given({ ...place, name: reader.text(place.name, `${path}.place.name`), address: reader.text(place.address, `${path}.place.address`) }) as Place),
    price: price && (given({ ...price, covers: reader.text(price.covers, `${path}.price.covers`) }) as Price),
  }) as RunContent;
}
