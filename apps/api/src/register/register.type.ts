import { Field, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { GraphQLDate } from '../graphql/scalars.js';

@ObjectType({ description: 'The register itself.' })
export class Register {
  @Field(() => LocalisedText, { description: 'Its name.' })
  name!: LanguageMap;

  @Field({ description: 'The country it is the register of, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => [String], { description: 'Its languages; the order is that of fallback.' })
  languages!: readonly string[];

  @Field({ description: 'IANA name of the time zone in which days are counted.' })
  timeZone!: string;

  @Field({ description: 'Currency of the country, ISO 4217.' })
  currency!: string;

  @Field({ description: 'Name of the national qualifications framework.' })
  nationalFramework!: string;

  @Field(() => GraphQLDate, { description: 'The day on which the register believes itself to be.' })
  today!: string;
}
