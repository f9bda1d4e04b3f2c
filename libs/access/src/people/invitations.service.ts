import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { lockInTransaction, type Tx } from '#libs/database';
import { fail, isId, newId, succeed, type Outcome } from '#libs/kernel';
import { cancelMails, isMailAddress, queueMail } from '#libs/mail';
import { logChange } from '../history/log-change.js';
import type { Subject } from '../oidc/token-verifier.js';
import { accessProblems } from '../problems.js';
import type { Principal } from '../principal.js';
import { invitationMail } from './invitation-mail.js';
import { Memberships, type MembershipRecord } from './memberships.service.js';
import { mayGrant, type RoleInOrganisation } from './role-rules.js';

export interface InvitationRecord extends RoleInOrganisation {
  id: string;
  /** Erased when the invitation is no longer open. */
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

const DAYS_OPEN = 14;
const OPEN_LIMIT = 50;
const SELECT = `SELECT id, role, organisation_id AS "organisationId", email, created_at AS "createdAt", expires_at AS "expiresAt",
  accepted_at AS "acceptedAt", revoked_at AS "revokedAt" FROM invitation`;
const OPEN = 'accepted_at IS NULL AND revoked_at IS NULL AND expires_at >';

/** How people come into the register: a role is offered to an address, and taken by whoever signs in with the link. */
@Injectable()
export class Invitations {
  constructor(
    private readonly config: Config,
    private readonly memberships: Memberships,
  ) {}

  async invite(tx: Tx, input: RoleInOrganisation & { email: string; by: Principal }): Promise<Outcome<InvitationRecord>> {
    const { role, organisationId, by } = input;
    const email = input.email.trim();
    const problems = isMailAddress(email) ? [] : [accessProblems.make('ADDRESS_INVALID', 'email')];
    if (!mayGrant(by, { role, organisationId })) problems.push(accessProblems.make('ROLE_NOT_GRANTABLE', 'role', { role }));
    else problems.push(...(await this.memberships.checkRole(tx, { role, organisationId })));
    if (problems.length) return fail(...problems);
    if (!by.reach('membership.manage').isAll && (await isApplicant(tx, organisationId))) return fail(accessProblems.make('APPLICANT_INVITES_NOBODY'));
    await lockInTransaction(tx, `invitations ${organisationId ?? ''}`);
    const now = this.config.clock.now();
    const [open] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM invitation WHERE organisation_id IS NOT DISTINCT FROM $1::uuid AND ${OPEN} $2`, [organisationId, now]);
    if ((open?.count ?? 0) >= OPEN_LIMIT) return fail(accessProblems.make('INVITATIONS_TOO_MANY', '', { limit: OPEN_LIMIT }));
    const token = randomBytes(32).toString('base64url');
    const [id, expiresAt] = [newId(), new Date(now.getTime() + DAYS_OPEN * 86_400_000)];
    await tx.query(
      'INSERT INTO invitation (id, role, organisation_id, email, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, role, organisationId, email, hashOf(token), now, expiresAt],
    );
    await queueMail(tx, { key: mailKey(id), recipient: email, at: now, ...invitationMail(this.config, { role, token, expiresAt }) });
    logChange(tx, { at: now, action: 'invitation.send', record: { kind: 'invitation', id }, ownerId: organisationId, after: { role, organisationId, email }, personal: ['email'] });
    return succeed((await this.load(tx, id)) as InvitationRecord);
  }

  /** Turns the invitation into a membership of the person, once. What is wrong with a token is not told apart. */
  async accept(tx: Tx, { token, person }: { token: string; person: Subject }): Promise<Outcome<MembershipRecord>> {
    const now = this.config.clock.now();
    // One statement takes it: of two that come together the second finds it taken.
    const { rows } = await tx.change<{ id: string } & RoleInOrganisation>(
      `UPDATE invitation SET accepted_at = $2, email = NULL WHERE token_hash = $1 AND ${OPEN} $2
       RETURNING id, role, organisation_id AS "organisationId"`,
      [hashOf(token), now],
    );
    const [invitation] = rows;
    if (!invitation) return fail(accessProblems.make('INVITATION_NOT_OPEN', 'token'));
    const { id, role, organisationId } = invitation;
    const granted = await this.memberships.grant(tx, { person, role, organisationId });
    if (!granted.ok) return granted;
    await tx.change('UPDATE invitation SET accepted_by = $2 WHERE id = $1', [id, granted.value.personId]);
    logChange(tx, { at: now, action: 'invitation.accept', record: { kind: 'invitation', id }, ownerId: organisationId, after: { membershipId: granted.value.id } });
    return granted;
  }

  async revoke(tx: Tx, { invitationId, by }: { invitationId: string; by: Principal }): Promise<Outcome<InvitationRecord>> {
    const invitation = await this.load(tx, invitationId);
    if (!invitation) return fail(accessProblems.make('INVITATION_UNKNOWN', 'invitationId', { id: invitationId }));
    if (!mayGrant(by, invitation)) return fail(accessProblems.make('ROLE_NOT_GRANTABLE', 'invitationId', { role: invitation.role }));
    const now = this.config.clock.now();
    const { count } = await tx.change(`UPDATE invitation SET revoked_at = $2, email = NULL WHERE id = $1 AND ${OPEN} $2`, [invitationId, now]);
    if (!count) return fail(accessProblems.make('INVITATION_NOT_OPEN', 'invitationId'));
    await cancelMails(tx, [mailKey(invitationId)]);
    logChange(tx, { at: now, action: 'invitation.revoke', record: { kind: 'invitation', id: invitationId }, ownerId: invitation.organisationId });
    return succeed((await this.load(tx, invitationId)) as InvitationRecord);
  }

  async load(tx: Tx, id: string): Promise<InvitationRecord | null> {
    const [row] = isId(id) ? await tx.query<InvitationRecord>(`${SELECT} WHERE id = $1`, [id]) : [];
    return row ?? null;
  }

  /** The open invitations of these organisations (null: all, those of the register too), a page in order of id. */
  open(tx: Tx, { organisationIds, after, limit }: { organisationIds: readonly string[] | null; after?: string | null; limit: number }): Promise<InvitationRecord[]> {
    return tx.query<InvitationRecord>(
      `${SELECT} WHERE ${OPEN} $1 AND ($2::uuid[] IS NULL OR organisation_id = ANY ($2)) AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
      [this.config.clock.now(), organisationIds, after ?? null, limit],
    );
  }

  /** Erases the addresses of invitations that are over (DESIGN section 6). @returns how many. */
  async eraseExpired(tx: Tx, now: Date): Promise<number> {
    const { rows } = await tx.change<{ id: string }>('UPDATE invitation SET email = NULL WHERE email IS NOT NULL AND expires_at <= $1 RETURNING id', [now]);
    await cancelMails(tx, rows.map(({ id }) => mailKey(id)));
    return rows.length;
  }
}

/** Anybody can apply: until the registrar has decided, the register sends no mails in an applicant's name. */
const isApplicant = async (tx: Tx, organisationId: string | null): Promise<boolean> =>
  (await tx.query(`SELECT 1 FROM provider WHERE organisation_id = $1 AND status IN ('APPLIED', 'RETURNED', 'REFUSED')`, [organisationId])).length > 0;

const mailKey = (id: string): string => `invitation:${id}`;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
