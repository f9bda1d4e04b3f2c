import { Injectable, Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork, type Tx } from '#libs/database';
import { fail, isId, newId, succeed, type Outcome, type Problem } from '#libs/kernel';
import { logChange } from '../history/log-change.js';
import { isOfTheRegister, isPermission, type Permission } from '../permissions.js';
import { accessProblems } from '../problems.js';
import { reachesOfScopes, type Principal, type PrincipalFacts } from '../principal.js';
import { hashOfKey, isKeyText, newKeyText } from './key-text.js';

export interface ApiKeyRecord {
  id: string;
  organisationId: string | null;
  name: string;
  prefix: string;
  scopes: Permission[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  replacesId: string | null;
  /** The person who made it. */
  madeBy: string | null;
}

/** The one time at which the key itself is told. */
export interface IssuedKey {
  key: ApiKeyRecord;
  text: string;
}

export interface ApiKeyInput {
  /** Null: reaches everybody's records. */
  organisationId: string | null;
  name: string;
  scopes: readonly string[];
  /** A year from now if not said. */
  expiresAt?: Date | null;
}

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const LONGEST_NAME = 100;
const LONGEST_OVERLAP = 168;
/** No machine makes machines, nor gives people roles. */
const FOR_PEOPLE: readonly Permission[] = ['key.manage', 'membership.manage'];

const SELECT = `SELECT id, organisation_id AS "organisationId", name, prefix, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt", replaces_id AS "replacesId", made_by AS "madeBy" FROM api_key`;

/** Credentials of machines. */
@Injectable()
export class ApiKeys {
  private readonly logger = new Logger(ApiKeys.name);

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
  ) {}

  /** Who comes with this key; null when there is none, or it is revoked or over. */
  async authenticate(text: string): Promise<PrincipalFacts | null> {
    if (!isKeyText(text)) return null;
    const now = this.config.clock.now();
    const [key] = await this.uow.read.query<ApiKeyRecord>(`${SELECT} WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2`, [hashOfKey(text), now]);
    if (!key) return null;
    this.noteUse(key, now);
    return { kind: 'API_KEY', id: key.id, madeBy: key.madeBy, reaches: reachesOfScopes(key.scopes.filter(isPermission), key.organisationId) };
  }

  async create(tx: Tx, { by, ...input }: ApiKeyInput & { by: Principal }): Promise<Outcome<IssuedKey>> {
    const name = input.name.trim();
    const now = this.config.clock.now();
    const expiresAt = input.expiresAt ?? new Date(now.getTime() + YEAR);
    const scopes = [...new Set(input.scopes)].sort();
    const place = await checkPlace(tx, input.organisationId, by);
    const problems = [...checkName(name), ...place, ...checkScopes(scopes, input.organisationId, by), ...checkExpiry(expiresAt, now)];
    if (problems.length) return fail(...problems);
    return succeed(await this.issue(tx, { organisationId: input.organisationId, name, scopes: scopes as Permission[], expiresAt, replacesId: null }));
  }

  /** A new key with the same rights; the old one goes on for the overlap, so that its machine is never locked out. */
  async rotate(tx: Tx, { keyId, overlapHours = 24, by }: { keyId: string; overlapHours?: number; by: Principal }): Promise<Outcome<IssuedKey>> {
    const [old] = isId(keyId) ? await tx.query<ApiKeyRecord>(`${SELECT} WHERE id = $1 FOR NO KEY UPDATE`, [keyId]) : [];
    if (!old) return fail(accessProblems.make('KEY_UNKNOWN', 'keyId', { id: keyId }));
    const now = this.config.clock.now();
    if (old.revokedAt || old.expiresAt <= now) return fail(accessProblems.make('KEY_NOT_VALID', 'keyId'));
    if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > LONGEST_OVERLAP) {
      return fail(accessProblems.make('OVERLAP_IMPOSSIBLE', 'overlapHours', { limit: LONGEST_OVERLAP }));
    }
    // The row's lock makes a second rotation wait, and then find the first one's key.
    const [newer] = await tx.query('SELECT 1 FROM api_key WHERE replaces_id = $1 AND revoked_at IS NULL', [old.id]);
    if (newer) return fail(accessProblems.make('KEY_REPLACED', 'keyId'));
    // Who rotates a key learns it: an organisation that is provider and agency has people who may not know each other's.
    const notHeld = checkScopes(old.scopes, old.organisationId, by);
    if (notHeld.length) return fail(...notHeld);
    const until = new Date(Math.min(old.expiresAt.getTime(), now.getTime() + overlapHours * HOUR));
    await tx.change('UPDATE api_key SET expires_at = $2 WHERE id = $1', [old.id, until]);
    logChange(tx, {
      at: now, action: 'api-key.rotate', record: { kind: 'api-key', id: old.id }, ownerId: old.organisationId,
      before: { expiresAt: old.expiresAt.toISOString() }, after: { expiresAt: until.toISOString() },
    });
    const { organisationId, name, scopes } = old;
    const lifetime = old.expiresAt.getTime() - old.createdAt.getTime();
    return succeed(await this.issue(tx, { organisationId, name, scopes, expiresAt: new Date(now.getTime() + lifetime), replacesId: old.id }));
  }

  async revoke(tx: Tx, { keyId }: { keyId: string }): Promise<Outcome<ApiKeyRecord>> {
    const key = await this.load(tx, keyId);
    if (!key) return fail(accessProblems.make('KEY_UNKNOWN', 'keyId', { id: keyId }));
    const now = this.config.clock.now();
    const { count } = await tx.change('UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [key.id, now]);
    if (!count) return fail(accessProblems.make('KEY_NOT_VALID', 'keyId'));
    logChange(tx, { at: now, action: 'api-key.revoke', record: { kind: 'api-key', id: key.id }, ownerId: key.organisationId });
    return succeed((await this.load(tx, key.id)) as ApiKeyRecord);
  }

  async load(tx: Tx, id: string): Promise<ApiKeyRecord | null> {
    const [row] = isId(id) ? await tx.query<ApiKeyRecord>(`${SELECT} WHERE id = $1`, [id]) : [];
    return row ?? null;
  }

  /** The keys of these organisations (null: all, those of the register too), past ones too, a page in order of id. */
  list(tx: Tx, { organisationIds, after, limit }: { organisationIds: readonly string[] | null; after?: string | null; limit: number }): Promise<ApiKeyRecord[]> {
    return tx.query<ApiKeyRecord>(
      `${SELECT} WHERE ($1::uuid[] IS NULL OR organisation_id = ANY ($1)) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [organisationIds, after ?? null, limit],
    );
  }

  private async issue(tx: Tx, fields: Pick<ApiKeyRecord, 'organisationId' | 'name' | 'scopes' | 'expiresAt' | 'replacesId'>): Promise<IssuedKey> {
    const { organisationId, name, scopes, expiresAt, replacesId } = fields;
    const { text, prefix } = newKeyText();
    const [id, now] = [newId(), this.config.clock.now()];
    await tx.query(
      `INSERT INTO api_key (id, organisation_id, name, prefix, hash, scopes, created_at, expires_at, replaces_id, made_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, organisationId, name, prefix, hashOfKey(text), scopes, now, expiresAt, replacesId, tx.actor.kind === 'PERSON' ? tx.actor.id : null],
    );
    logChange(tx, {
      at: now, action: 'api-key.create', record: { kind: 'api-key', id }, ownerId: organisationId,
      after: { organisationId, name, prefix, scopes, expiresAt: expiresAt.toISOString(), replacesId },
    });
    return { key: (await this.load(tx, id)) as ApiKeyRecord, text };
  }

  /** To the minute, and beside the request: nobody waits for it, and without it the key works all the same. */
  private noteUse({ id, lastUsedAt }: ApiKeyRecord, now: Date): void {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < 60_000) return;
    this.uow.read.change('UPDATE api_key SET last_used_at = $2 WHERE id = $1', [id, now])
      .catch((error: unknown) => this.logger.warn(`The use of a key could not be noted: ${String(error)}`));
  }
}

const checkName = (name: string): Problem[] =>
  name && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name) && name.isWellFormed() ? [] : [accessProblems.make('KEY_NAME_MISSING', 'name', { limit: LONGEST_NAME })];

/**
 * A permission held everywhere (reading, for the auditor) must not become a key of somebody else's organisation, nor of the
 * register. Not theirs and not there are answered alike.
 */
async function checkPlace(tx: Tx, organisationId: string | null, by: Principal): Promise<Problem[]> {
  const reach = by.reach('key.manage');
  if (organisationId === null ? !reach.isAll : !reach.covers(organisationId)) {
    return [accessProblems.make('SCOPE_NOT_HELD', 'organisationId', { scope: 'key.manage' })];
  }
  if (organisationId === null) return [];
  const known = isId(organisationId) && (await tx.query('SELECT 1 FROM organisation WHERE id = $1', [organisationId])).length > 0;
  return known ? [] : [accessProblems.make('KEY_ORGANISATION_UNKNOWN', 'organisationId', { id: organisationId })];
}

/** Nobody gives what they do not hold; who holds it in one organisation gives it there alone. */
function checkScopes(scopes: readonly string[], organisationId: string | null, by: Principal): Problem[] {
  if (!scopes.length) return [accessProblems.make('SCOPES_EMPTY', 'scopes')];
  return scopes.flatMap((scope, index) => {
    if (!isPermission(scope) || FOR_PEOPLE.includes(scope)) return [accessProblems.make('SCOPE_UNKNOWN', `scopes.${index}`, { scope })];
    // Such endpoints are about no organisation's record: they would not ask whose the key is.
    if (organisationId !== null && isOfTheRegister(scope)) return [accessProblems.make('SCOPE_OF_REGISTER', `scopes.${index}`, { scope })];
    const reach = by.reach(scope);
    const held = organisationId === null ? reach.isAll : reach.covers(organisationId);
    return held ? [] : [accessProblems.make('SCOPE_NOT_HELD', `scopes.${index}`, { scope })];
  });
}

const checkExpiry = (expiresAt: Date, now: Date): Problem[] =>
  expiresAt > now && expiresAt.getTime() <= now.getTime() + 2 * YEAR ? [] : [accessProblems.make('EXPIRY_IMPOSSIBLE', 'expiresAt')];
