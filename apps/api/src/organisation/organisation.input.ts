import { Field, InputType } from '@nestjs/graphql';
import type { OrganisationInput as OrganisationData } from '#libs/organisations';
import type { IdentifierScheme as SchemeCode } from '#libs/vocabularies';
import { given, type InputReader } from '../graphql/input-reader.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { IdentifierScheme } from './organisation.type.js';

@InputType({ description: 'A name of an organisation in somebody’s register.' })
export class IdentifierInput {
  @Field(() => IdentifierScheme, { description: 'Whose register.' })
  scheme!: SchemeCode;

  @Field({ description: 'The identifier as that register writes it.' })
  value!: string;
}

@InputType({ description: 'A postal address.' })
export class AddressInput {
  @Field(() => [LocalisedTextInput], { nullable: true, description: 'The whole address, as on an envelope.' })
  text?: LocalisedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  locality?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postcode?: string | null;
}

@InputType({ description: 'Changes to an organisation: what is left out stays, null empties, a list replaces the list.' })
export class OrganisationChanges {
  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Its name as the law knows it; cannot be emptied.' })
  legalName?: LocalisedTextInput[] | null;

  @Field(() => [[LocalisedTextInput]], { nullable: true, description: 'Other names; each of them in one or more languages.' })
  otherNames?: LocalisedTextInput[][] | null;

  @Field(() => [IdentifierInput], { nullable: true, description: 'Its names in other registers.' })
  identifiers?: IdentifierInput[] | null;

  @Field(() => String, { nullable: true, description: 'Its country, ISO 3166-1 alpha-2; cannot be emptied.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Its region, a NUTS code.' })
  nutsRegion?: string | null;

  @Field(() => AddressInput, { nullable: true, description: 'Its postal address.' })
  address?: AddressInput | null;

  @Field(() => String, { nullable: true, description: 'Its web site.' })
  homepage?: string | null;

  @Field(() => String, { nullable: true, description: 'Its functional mailbox, never a person’s.' })
  mailbox?: string | null;
}

@InputType({ description: 'A new organisation.' })
export class OrganisationInput extends OrganisationChanges {
  @Field(() => [LocalisedTextInput], { description: 'Its name as the law knows it.' })
  declare legalName: LocalisedTextInput[];

  @Field(() => String, { description: 'Its country, ISO 3166-1 alpha-2.' })
  declare country: string;
}

/** Undefined stays undefined (nothing said), null stays null (emptied). */
export function organisationChanges(input: OrganisationChanges, reader: InputReader): Partial<OrganisationData> {
  const { address } = input;
  return {
    // A name that is emptied goes through as an empty map: the rules say in words that it cannot be.
    legalName: input.legalName === null ? {} : reader.text(input.legalName, 'legalName'),
    otherNames: input.otherNames === null ? [] : input.otherNames?.map((name, index) => reader.text(name, `otherNames.${index}`) ?? {}),
    identifiers: input.identifiers === null ? [] : input.identifiers?.map(({ scheme, value }) => ({ scheme, value })),
    country: input.country === null ? '' : input.country,
    nutsRegion: input.nutsRegion,
    address: address && given({ text: reader.text(address.text, 'address.text'), locality: address.locality, postcode: address.postcode }),
    homepage: input.homepage,
    mailbox: input.mailbox,
  };
}
