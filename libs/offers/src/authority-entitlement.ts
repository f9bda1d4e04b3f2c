import type { Tx } from '#libs/database';
import { isId, type LocalDate, type Problem } from '#libs/kernel';
import { authorityProblems, saveProblems } from './problems.js';

interface Decider {
  offerId: string;
  authorityId: string;
  /** Only an organisation in the role of an authority may decide this. */
  needsRole: boolean;
  today: LocalDate;
}

/** Why the organisation may not decide on the offer: it is not there, it is no authority, or the offer is its own. */
export async function entitlementProblems(tx: Tx, { offerId, authorityId, needsRole, today }: Decider): Promise<Problem[]> {
  const providers = isId(offerId) ? await providersOf(tx, offerId) : null;
  const authority = isId(authorityId) ? await organisationOn(tx, authorityId, today) : null;
  return [
    ...(providers ? [] : [saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId })]),
    ...(authority ? [] : [authorityProblems.make('AUTHORITY_UNKNOWN', 'authorityId', { id: authorityId })]),
    ...(authority && needsRole && !authority.isAuthority ? [authorityProblems.make('NOT_AN_AUTHORITY', 'authorityId', { day: today })] : []),
    ...(authority && providers?.includes(authority.id) ? [authorityProblems.make('OWN_OFFER', 'authorityId')] : []),
  ];
}

/** The offer's owner and co-providers, those of the published document and of the draft. */
async function providersOf(tx: Tx, offerId: string): Promise<string[] | null> {
  const [row] = await tx.query<{ providerId: string; drafted: string[] | null; published: string[] | null }>(
    `SELECT o.provider_id AS "providerId", o.content->'coProviderIds' AS drafted, p.document->'specification'->'coProviderIds' AS published
     FROM offer o LEFT JOIN published_offer p ON p.offer_id = o.id WHERE o.id = $1`,
    [offerId],
  );
  return row ? [row.providerId, ...(row.drafted ?? []), ...(row.published ?? [])].map((id) => id.toLowerCase()) : null;
}

async function organisationOn(tx: Tx, id: string, day: LocalDate): Promise<{ id: string; isAuthority: boolean } | null> {
  const [row] = await tx.query<{ id: string; isAuthority: boolean }>(
    `SELECT o.id, EXISTS (
       SELECT 1 FROM organisation_role r WHERE r.organisation_id = o.id AND r.role = 'AUTHORITY'
         AND (r.from_date IS NULL OR r.from_date <= $2) AND (r.to_date IS NULL OR r.to_date >= $2)) AS "isAuthority"
     FROM organisation o WHERE o.id = $1`,
    [id, day],
  );
  return row ?? null;
}
