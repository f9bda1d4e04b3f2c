import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { lockInTransaction, type Tx } from '#libs/database';
import { fail, isId, newId, succeed, type Outcome, type Problem } from '#libs/kernel';
import { logChange } from '../history/log-change.js';
import type { Subject } from '../oidc/token-verifier.js';
import { accessProblems } from '../problems.js';
import type { Principal } from '../principal.js';
import type { Role } from '../roles.js';
import { People } from './people.service.js';
import { checkBinding, mayGrant, type RoleInOrganisation } from './role-rules.js';

export interface MembershipRecord extends RoleInOrganisation {
  id: string;
  personId: string;
  displayName: string | null;
  grantedAt: Date;
  endedAt: Date | null;
}

const LONGEST_SUBJECT = 255;
const SELECT = `SELECT m.id, m.person_id AS "personId", p.display_name AS "displayName", m.role, m.organisation_id AS "organisationId",
  m.granted_at AS "grantedAt", m.ended_at AS "endedAt" FROM membership m JOIN person p ON p.id = m.person_id`;

/** Which roles people hold. Ended, never deleted. */
@Injectable()
export class Memberships {
  constructor(
    private readonly config: Config,
    private readonly people: People,
  ) {}

  /** Gives the person the role; who holds it already keeps it. The caller has asked whether the giver may. */
  async grant(tx: Tx, input: RoleInOrganisation & { person: Subject }): Promise<Outcome<MembershipRecord>> {
    const { person, role, organisationId } = input;
    const problems = await this.checkGrant(tx, input);
    if (problems.length) return fail(...problems);
    const now = this.config.clock.now();
    const personId = await this.enter(tx, person, organisationId);
    // The person's row is held by the statement above: a second grant of the same role waits for this one, and finds it.
    const [held] = await tx.query<MembershipRecord>(
      `${SELECT} WHERE m.person_id = $1 AND m.role = $2 AND m.organisation_id IS NOT DISTINCT FROM $3::uuid AND m.ended_at IS NULL`,
      [personId, role, organisationId],
    );
    if (held) return succeed(held);
    const id = newId();
    await tx.query('INSERT INTO membership (id, person_id, role, organisation_id, granted_at) VALUES ($1, $2, $3, $4, $5)', [id, personId, role, organisationId, now]);
    logChange(tx, { at: now, action: 'membership.grant', record: { kind: 'membership', id }, ownerId: organisationId, after: { personId, role, organisationId } });
    return succeed((await this.load(tx, id)) as MembershipRecord);
  }

  /**
   * The person's identifier, entered at the first time. Who acts without one can only be that person: nobody else may do
   * anything, so that what is noted from here on is theirs.
   */
  async enter(tx: Tx, person: Subject, ownerId: string | null): Promise<string> {
    const now = this.config.clock.now();
    const { id, created } = await this.people.ensure(tx, person, now);
    tx.nameActor(id);
    if (created) {
      logChange(tx, { at: now, action: 'person.enter', record: { kind: 'person', id }, ownerId, after: { ...person }, personal: ['subject', 'displayName'] });
    }
    return id;
  }

  /** Ends a role from now on. Somebody must be left who can do the work, or the registrar says otherwise. */
  async end(tx: Tx, { membershipId, by }: { membershipId: string; by: Principal }): Promise<Outcome<MembershipRecord>> {
    const membership = await this.load(tx, membershipId);
    if (!membership) return fail(accessProblems.make('MEMBERSHIP_UNKNOWN', 'membershipId', { id: membershipId }));
    const { role, organisationId } = membership;
    // Two last ones that end each other at the same moment would leave none.
    await lockInTransaction(tx, `memberships ${role} ${organisationId ?? ''}`);
    if (!mayGrant(by, membership)) return fail(accessProblems.make('ROLE_NOT_GRANTABLE', 'membershipId', { role }));
    const { count } = await tx.change('UPDATE membership SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [membershipId, this.config.clock.now()]);
    if (!count) return fail(accessProblems.make('MEMBERSHIP_ENDED', 'membershipId'));
    const problem = await this.mustStay(tx, membership, by);
    if (problem) return fail(problem);
    logChange(tx, {
      at: this.config.clock.now(), action: 'membership.end', record: { kind: 'membership', id: membershipId }, ownerId: organisationId,
      before: { personId: membership.personId, role, organisationId },
    });
    return succeed((await this.load(tx, membershipId)) as MembershipRecord);
  }

  async load(tx: Tx, id: string): Promise<MembershipRecord | null> {
    const [row] = isId(id) ? await tx.query<MembershipRecord>(`${SELECT} WHERE m.id = $1`, [id]) : [];
    return row ?? null;
  }

  /** The memberships of these organisations (null: all, those of the register too), a page in order of id; ended ones only if asked. */
  list(tx: Tx, query: { organisationIds: readonly string[] | null; role?: Role | null; ended?: boolean; after?: string | null; limit: number }): Promise<MembershipRecord[]> {
    return tx.query<MembershipRecord>(
      `${SELECT} WHERE ($1::uuid[] IS NULL OR m.organisation_id = ANY ($1)) AND ($2::text IS NULL OR m.role = $2)
         AND ($3 OR m.ended_at IS NULL) AND ($4::uuid IS NULL OR m.id > $4) ORDER BY m.id LIMIT $5`,
      [query.organisationIds, query.role ?? null, query.ended ?? false, query.after ?? null, query.limit],
    );
  }

  /** Whether the role may be held there: by its kind, and because the organisation is what the role is about. */
  async checkRole(tx: Tx, { role, organisationId }: RoleInOrganisation): Promise<Problem[]> {
    const binding = checkBinding({ role, organisationId });
    if (!binding.ok) return binding.problems;
    if (organisationId === null) return [];
    const known = isId(organisationId) && (await tx.query(`SELECT 1 FROM ${tableOf(role)} WHERE ${tableOf(role) === 'organisation' ? 'id' : 'organisation_id'} = $1`, [organisationId])).length > 0;
    return known ? [] : [accessProblems.make('ORGANISATION_NOT_FITTING', 'organisationId', { id: organisationId, role })];
  }

  private async checkGrant(tx: Tx, { person, role, organisationId }: RoleInOrganisation & { person: Subject }): Promise<Problem[]> {
    const said = [person.issuer, person.subject].every((text) => text.length > 0 && text.length <= LONGEST_SUBJECT && !/\p{Cc}/u.test(text) && text.isWellFormed());
    const problems = await this.checkRole(tx, { role, organisationId });
    return said ? problems : [accessProblems.make('PERSON_MALFORMED', 'person', { limit: LONGEST_SUBJECT }), ...problems];
  }

  private async mustStay(tx: Tx, { role, organisationId }: MembershipRecord, by: Principal): Promise<Problem | null> {
    if (role !== 'REGISTRAR' && (role !== 'PROVIDER_PUBLISHER' || by.reach('membership.manage').isAll)) return null;
    const others = await this.list(tx, { organisationIds: organisationId === null ? null : [organisationId], role, limit: 1 });
    if (others.length) return null;
    if (role === 'REGISTRAR') return accessProblems.make('LAST_REGISTRAR', 'membershipId');
    const [registered] = await tx.query(`SELECT 1 FROM provider WHERE organisation_id = $1 AND status = 'REGISTERED'`, [organisationId]);
    return registered ? accessProblems.make('LAST_PUBLISHER', 'membershipId') : null;
  }
}

/** What an organisation must be for the role to make sense in it. The rooms that keep these tables lie above. */
const tableOf = (role: Role): 'provider' | 'agency' | 'organisation' =>
  role === 'PROVIDER_EDITOR' || role === 'PROVIDER_PUBLISHER' ? 'provider' : role === 'QA_AGENCY' ? 'agency' : 'organisation';
