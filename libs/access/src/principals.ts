import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { AccessError } from './access-error.js';
import { AdminKey } from './admin-key.js';
import { ApiKeys } from './keys/api-keys.service.js';
import { TokenVerifier } from './oidc/token-verifier.js';
import { People } from './people/people.service.js';
import { NOBODY, Principal, reachesOf } from './principal.js';

const BEARER = /^Bearer +(\S+) *$/i;
/** By its beginning an API key is known for one, and is never taken for anything else. */
const API_KEY = /^mcr_/;

/** Who asks, by the `authorization` header of the request. Asked anew each time: a role that ended opens nothing any more. */
@Injectable()
export class Principals {
  constructor(
    private readonly adminKey: AdminKey,
    private readonly tokens: TokenVerifier,
    private readonly keys: ApiKeys,
    private readonly people: People,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * @throws AccessError 401 when a credential is given that says nothing (wrong, expired, revoked), 503 when the identity
   *   provider cannot be asked.
   */
  async of(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) return NOBODY;
    const credential = BEARER.exec(authorization)?.[1];
    if (!credential) throw new AccessError(401, 'The authorization header must read `Bearer` and one access token or key.');
    if (this.adminKey.opens(credential)) return ADMIN;
    return API_KEY.test(credential) ? this.machine(credential) : this.person(credential);
  }

  private async machine(key: string): Promise<Principal> {
    const facts = await this.keys.authenticate(key);
    if (!facts) throw new AccessError(401, 'The API key is not known, has expired or was revoked.');
    return new Principal(facts);
  }

  private async person(token: string): Promise<Principal> {
    return new Principal(await this.people.principalFacts(this.uow.read, await this.tokens.verify(token)));
  }
}

/** The key of one machine stands for a registrar. */
const REGISTRAR = [{ role: 'REGISTRAR', organisationId: null }] as const;
const ADMIN = new Principal({ kind: 'ADMIN_KEY', id: null, grants: REGISTRAR, reaches: reachesOf(REGISTRAR) });
