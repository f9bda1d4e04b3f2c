import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { FormerNameRecord, OrganisationRecord, OrganisationRoleName } from '#libs/organisations';
import { IDENTIFIER_SCHEMES, identifierSchemes, type IdentifierScheme as SchemeCode } from '#libs/vocabularies';
import { enumOf, enumOfList } from '../graphql/enums.js';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';

export const IdentifierScheme = enumOfList({
  name: 'IdentifierScheme', description: 'Whose identifiers these are.', codes: IDENTIFIER_SCHEMES, list: identifierSchemes,
});

export const OrganisationRole = enumOf('OrganisationRole', 'What an organisation does in the register.', {
  PROVIDER: 'Offers micro-credentials.',
  AWARDING_BODY: 'Awards them.',
  ASSESSOR: 'Assesses learners.',
  AGENCY: 'Carries out external quality assurance.',
  AUTHORITY: 'Decides beside the offer, for example on inclusion in the national framework.',
});

@ObjectType({ description: 'A name of an organisation in somebody’s register. One value belongs to one organisation in a scheme.' })
export class Identifier {
  @Field(() => IdentifierScheme, { description: 'Whose register.' })
  scheme!: SchemeCode;

  @Field({ description: 'The identifier as that register writes it.' })
  value!: string;
}

@ObjectType({ description: 'A postal address.' })
export class Address {
  @Field(() => LocalisedText, { nullable: true, description: 'The whole address, as on an envelope.' })
  text!: LanguageMap | undefined;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  locality!: string | undefined;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postcode!: string | undefined;
}

@ObjectType({ description: 'Something an organisation does in the register, from its first to its last day.' })
export class RolePeriod {
  @Field(() => OrganisationRole, { description: 'What it does.' })
  role!: OrganisationRoleName;

  @Field(() => GraphQLDate, { nullable: true, description: 'First day; null is unknown.' })
  from!: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day; null is open.' })
  to!: string | null;
}

@ObjectType({ description: 'A legal name that an organisation had.' })
export class FormerName implements FormerNameRecord {
  @Field(() => LocalisedText, { description: 'The name as the law knew it.' })
  legalName!: LanguageMap;

  @Field(() => GraphQLDate, { description: 'Its last day.' })
  until!: string;
}

@ObjectType({ description: 'Any legal body: provider, awarding body, assessor, agency, authority.' })
export class Organisation {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => LocalisedText, { description: 'Its name as the law knows it.' })
  legalName!: LanguageMap;

  @Field(() => [LocalisedText], { description: 'Other names it is known by.' })
  otherNames!: LanguageMap[];

  @Field(() => [Identifier], { description: 'Its names in other registers.' })
  identifiers!: Identifier[];

  @Field({ description: 'Its country, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => String, { nullable: true, description: 'Its region, a NUTS code.' })
  nutsRegion!: string | null;

  @Field(() => Address, { nullable: true, description: 'Its postal address.' })
  address!: Address | null;

  @Field(() => String, { nullable: true, description: 'Its web site.' })
  homepage!: string | null;

  @Field(() => String, { nullable: true, description: 'Its functional mailbox, never a person’s.' })
  mailbox!: string | null;

  @Field(() => Int, { description: 'Rises with every change; an edit names the version it started from.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@ObjectType({ description: 'A page of organisations.' })
export class OrganisationPage extends pageType(Organisation, 'organisations') {}

@ObjectType({ description: 'An organisation was saved.' })
export class OrganisationSaved {
  @Field(() => Organisation, { description: 'As it is now.' })
  organisation!: OrganisationRecord;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

@ObjectType({ description: 'A role of an organisation was opened or ended.' })
export class RoleSaved {
  @Field(() => RolePeriod, { description: 'The role as it is now.' })
  role!: RolePeriod;

  @Field(() => Organisation, { description: 'The organisation, whose version has risen.' })
  organisation!: OrganisationRecord;
}

export const OrganisationResult = resultUnion('OrganisationResult', () => OrganisationSaved);
export const RoleResult = resultUnion('RoleResult', () => RoleSaved);
