import type { LanguageMap } from '#libs/kernel';
import type { IdentifierScheme, OrganisationKind } from '#libs/vocabularies';
import type { Address } from './organisation.entity.js';
import type { ProviderStatus, Statement } from './provider.entity.js';

export interface Identifier {
  scheme: IdentifierScheme;
  value: string;
}

/** What the other rooms read of an organisation: plain data, no entity. */
export interface OrganisationRecord {
  id: string;
  legalName: LanguageMap;
  otherNames: LanguageMap[];
  identifiers: Identifier[];
  country: string;
  nutsRegion: string | null;
  address: Address | null;
  homepage: string | null;
  mailbox: string | null;
  version: number;
  updatedAt: Date;
  provider: ProviderRecord | null;
}

export interface ProviderRecord {
  kind: OrganisationKind;
  status: ProviderStatus;
  statusSince: string;
  statusReason: string | null;
  recognitionPolicy: Statement | null;
  internalQualityAssurance: Statement | null;
  /** The organisation that went on with this provider's offers. */
  successorId: string | null;
  /** Nothing of the provider is published before a second person of it has agreed. */
  secondReview: boolean;
  /** Whether the public knows of it: it is, or was, registered. */
  isPublic: boolean;
  /** All that the register knows of the organisation is an application: it holds no role and never held one. */
  applicantOnly: boolean;
  version: number;
}
