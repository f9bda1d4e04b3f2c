import type { Tx } from '#libs/database';
import type { Problem } from '#libs/kernel';
import type { OfferContent, OfferDraft } from './offer-content.js';
import { saveProblems } from './problems.js';

/** Every organisation of the register that the content names by id, with where it names it. */
export function organisationReferences(content: OfferContent): { id: string; path: string }[] {
  return [
    ...(content.awardingBodyIds ?? []).map((id, i) => ({ id, path: `content.awardingBodyIds.${i}` })),
    ...(content.coProviderIds ?? []).map((id, i) => ({ id, path: `content.coProviderIds.${i}` })),
    ...(content.coDevelopers ?? []).flatMap(({ organisationId: id }, i) => (id ? [{ id, path: `content.coDevelopers.${i}.organisationId` }] : [])),
    ...content.assessments.flatMap(({ assessingBody }, i) =>
      assessingBody?.organisationId ? [{ id: assessingBody.organisationId, path: `content.assessments.${i}.assessingBody.organisationId` }] : []),
  ];
}

/** Which of the organisations named by the drafts exist. Organisations are never deleted, so what exists now stays. */
export async function knownOrganisations(tx: Tx, drafts: readonly OfferDraft[]): Promise<Set<string>> {
  const ids = [...new Set(drafts.flatMap((draft) => organisationReferences(draft.content).map((reference) => reference.id)))];
  if (!ids.length) return new Set();
  const rows = await tx.query<{ id: string }>('SELECT id FROM organisation WHERE id = ANY ($1::uuid[])', [ids]);
  return new Set(rows.map((row) => row.id));
}

export const unknownReferences = (draft: OfferDraft, known: ReadonlySet<string>): Problem[] =>
  organisationReferences(draft.content)
    .filter(({ id }) => !known.has(id.toLowerCase()))
    .map(({ id, path }) => saveProblems.make('ORGANISATION_UNKNOWN', path, { id }));
