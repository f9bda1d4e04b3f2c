import type { LanguageMap } from '#libs/kernel';
import type { Address } from './organisation.entity.js';
import type { Identifier } from './organisation-record.js';

export interface OrganisationInput {
  legalName: LanguageMap;
  otherNames?: LanguageMap[];
  identifiers?: Identifier[];
  /** ISO 3166-1 alpha-2. */
  country: string;
  nutsRegion?: string | null;
  address?: Address | null;
  homepage?: string | null;
  /** A functional mailbox, never a person's. */
  mailbox?: string | null;
}

export type OrganisationFields = Required<OrganisationInput>;

/** The input with every field said: what is left out is empty. Identifiers are trimmed and sorted. */
export const organisationFields = (input: OrganisationInput): OrganisationFields => ({
  legalName: input.legalName,
  otherNames: input.otherNames ?? [],
  identifiers: (input.identifiers ?? []).map(({ scheme, value }) => ({ scheme, value: value.trim() })).sort(byKey),
  country: input.country,
  nutsRegion: input.nutsRegion || null,
  address: input.address ?? null,
  homepage: input.homepage || null,
  mailbox: input.mailbox || null,
});

export const identifierKey = ({ scheme, value }: Identifier): string => `${scheme} ${value}`;

const byKey = (a: Identifier, b: Identifier): number => (identifierKey(a) < identifierKey(b) ? -1 : 1);
