import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LanguageMap } from '#libs/kernel';
import type { AnnexElement as ElementCode, AnnexState as StateCode, PublicOffer, RunContent, Tombstone } from '#libs/offers';
import { LocalisedText } from '../graphql/localised-text.type.js';
import { pageType } from '../graphql/paging.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { OfferContent } from './content.type.js';
import { AnnexElement, AnnexState, TombstoneStatus } from './offer.enums.js';

@ObjectType({ implements: () => [OfferContent], description: 'A published micro-credential. Everything here is its current revision, unless it was asked for as of an instant.' })
export class Offer extends OfferContent {
  @Field(() => ID, { description: 'Its identifier in the register.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The provider’s own code.' })
  code!: string | null;

  @Field(() => ID, { description: 'Whose offer it is.' })
  providerId!: string;

  @Field(() => Int, { description: 'Number of the revision. It can be cited as `/offers/{id}/revisions/{number}`.' })
  revision!: number;

  @Field({ description: 'SHA-256 of the revision’s document (canonical JSON, RFC 8785).' })
  hash!: string;

  @Field(() => Int, { description: 'Version of what is learned: rises with neither a new run nor a new price.' })
  specVersion!: number;

  @Field({ description: 'SHA-256 of what is learned: what a credential cites.' })
  specHash!: string;

  @Field(() => ID, { nullable: true, description: 'The offer that this one replaces.' })
  supersedesId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When this revision was published.' })
  publishedAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When the offer was first published.' })
  firstPublishedAt!: Date;
}

/** What the resolvers of an offer have: its fields, and the record they come from. */
export interface OfferSource {
  id: string;
  providerId: string;
  record: PublicOffer;
}

export function offerOf(record: PublicOffer): OfferSource {
  const { specification, code, providerId, specVersion, specHash, supersedes } = record.document;
  const { id, revision, hash, publishedAt, firstPublishedAt } = record;
  return Object.assign(
    { id, code, providerId, revision, hash, specVersion, specHash, supersedesId: supersedes, publishedAt, firstPublishedAt, record },
    specification,
  );
}

/** Runs and content behind an Offer or an OfferDraft. */
export interface ContentSource {
  providerId: string;
  record: PublicOffer | { content: PublicOffer['document']['specification']; runs: RunContent[] };
}

@ObjectType({ description: 'What remains of an offer that is no longer public.' })
export class OfferTombstone implements Tombstone {
  @Field(() => ID, { description: 'Its identifier, which is never given to another.' })
  offerId!: string;

  @Field(() => TombstoneStatus, { description: 'Why it is gone.' })
  status!: Tombstone['status'];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when.' })
  at!: Date | null;

  @Field(() => String, { nullable: true, description: 'The reason given.' })
  reason!: string | null;

  @Field(() => ID, { nullable: true, description: 'The offer that replaces it.' })
  successorId!: string | null;
}

export const OfferOrTombstone = createUnionType({
  name: 'OfferOrTombstone',
  description: 'A public offer, or what remains of one.',
  types: () => [Offer, OfferTombstone] as const,
  resolveType: (value: object) => ('record' in value ? Offer : OfferTombstone),
});

@ObjectType({ description: 'A page of offers.' })
export class OfferPage extends pageType(Offer, 'offers') {}

@ObjectType({ description: 'One of the sixteen elements of annex I, and where it stands for an offer.' })
export class AnnexSheetRow {
  @Field(() => AnnexElement, { description: 'Which element.' })
  element!: ElementCode;

  @Field(() => AnnexState, { description: 'Where it stands.' })
  state!: StateCode;

  @Field({ description: 'One of the eleven mandatory elements.' })
  mandatory!: boolean;

  @Field({ description: 'Where in the offer it is given; empty where it is not part of the offer.' })
  path!: string;

  @Field(() => LocalisedText, { nullable: true, description: 'Why it does not apply, in the provider’s words.' })
  reason!: LanguageMap | null;
}
