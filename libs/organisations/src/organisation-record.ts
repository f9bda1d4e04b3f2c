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
  version: number;
}
