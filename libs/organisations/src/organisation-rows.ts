import { isId } from '#libs/kernel';
import type { Tx } from '#libs/database';
import type { OrganisationRecord, ProviderRecord } from './organisation-record.js';

interface Row extends Omit<OrganisationRecord, 'provider'>, Omit<ProviderRecord, 'kind' | 'version'> {
  kind: ProviderRecord['kind'] | null;
  providerVersion: number;
}

/** About `o` and `p`: it is or was registered, and not only an application that has ended. */
export const PUBLIC_PROVIDER = `p.status IN ('REGISTERED', 'SUSPENDED') OR p.status = 'CLOSED' AND EXISTS (
  SELECT FROM organisation_role r WHERE r.organisation_id = o.id AND r.role = 'PROVIDER')`;

/** About `o` and `p`. Being registered opens a role that stays: who holds none was never more than an applicant. */
export const APPLICANT_ONLY = `p.status NOT IN ('REGISTERED', 'SUSPENDED')
  AND NOT EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = o.id)`;

// One row per organisation whatever hangs on it: identifiers are folded by the database, the provider's part is one to one.
const SELECT = `
  SELECT o.id, o.legal_name AS "legalName", o.other_names AS "otherNames", o.country, o.nuts_region AS "nutsRegion",
    o.address, o.homepage, o.mailbox, o.version, o.updated_at AS "updatedAt",
    coalesce((SELECT json_agg(json_build_object('scheme', i.scheme, 'value', i.value) ORDER BY i.scheme COLLATE "C", i.value COLLATE "C")
      FROM organisation_identifier i WHERE i.organisation_id = o.id), '[]') AS identifiers,
    p.kind, p.status, p.status_since AS "statusSince", p.status_reason AS "statusReason",
    p.recognition_policy AS "recognitionPolicy", p.internal_quality_assurance AS "internalQualityAssurance",
    p.successor_id AS "successorId", p.second_review AS "secondReview", p.version AS "providerVersion",
    (${PUBLIC_PROVIDER}) AS "isPublic", (${APPLICANT_ONLY}) AS "applicantOnly"
  FROM organisation o LEFT JOIN provider p ON p.organisation_id = o.id`;

/** @param where SQL of this lib about `o` (organisation) and `p` (provider), with `$n` for every value. */
export async function selectOrganisations(tx: Tx, where: string, parameters: readonly unknown[]): Promise<OrganisationRecord[]> {
  return (await tx.query<Row>(`${SELECT} ${where}`, parameters)).map(toRecord);
}

/** The organisations of these ids in one query; what is not an id finds nothing. */
export async function loadOrganisations(tx: Tx, ids: readonly string[]): Promise<Map<string, OrganisationRecord>> {
  const wanted = [...new Set(ids)].filter(isId);
  if (!wanted.length) return new Map();
  const records = await selectOrganisations(tx, 'WHERE o.id = ANY($1::uuid[])', [wanted]);
  return new Map(records.map((record) => [record.id, record]));
}

function toRecord(row: Row): OrganisationRecord {
  const {
    kind, status, statusSince, statusReason, recognitionPolicy, internalQualityAssurance, successorId, secondReview, isPublic, applicantOnly,
    providerVersion, ...organisation
  } = row;
  const provider = kind && {
    kind, status, statusSince, statusReason, recognitionPolicy, internalQualityAssurance, successorId, secondReview, isPublic, applicantOnly,
    version: providerVersion,
  };
  return { ...organisation, provider };
}
