import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, storableText } from '#libs/kernel';
import type { Subject } from '../oidc/token-verifier.js';
import { reachesOf, type Grant, type PrincipalFacts } from '../principal.js';

const LONGEST_NAME = 200;

@Injectable()
export class People {
  /**
   * What a person may now: asked at each request, so that a role that was ended opens nothing any more. Who is not in the
   * register is a person without identifier and without roles.
   */
  async principalFacts(tx: Tx, subject: Subject): Promise<PrincipalFacts> {
    const rows = await tx.query<{ id: string } & (Grant | { role: null })>(
      `SELECT p.id, m.role, m.organisation_id AS "organisationId"
       FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL
       WHERE p.issuer = $1 AND p.subject = $2 ORDER BY m.granted_at, m.id`,
      [subject.issuer, subject.subject],
    );
    const grants = rows.flatMap((row): Grant[] => (row.role === null ? [] : [{ role: row.role, organisationId: row.organisationId }]));
    return { kind: 'PERSON', id: rows[0]?.id ?? null, reaches: reachesOf(grants), grants, subject: { ...subject, displayName: nameOf(subject) } };
  }

  /** The person's identifier; entered at the first time. `created`: it was. */
  async ensure(tx: Tx, subject: Subject, now: Date): Promise<{ id: string; created: boolean }> {
    const id = newId();
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO person (id, issuer, subject, display_name, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (issuer, subject) DO UPDATE SET display_name = coalesce(excluded.display_name, person.display_name) RETURNING id`,
      [id, subject.issuer, subject.subject, nameOf(subject), now],
    );
    return { id: (row as { id: string }).id, created: row?.id === id };
  }
}

/** As the identity provider has it, without what cannot be stored or would break a line. */
function nameOf({ displayName }: Subject): string | null {
  if (displayName === null) return null;
  const name = storableText(displayName).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return name.slice(0, LONGEST_NAME).toWellFormed() || null;
}
