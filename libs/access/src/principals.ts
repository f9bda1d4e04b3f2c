import { Injectable } from '@nestjs/common';
import { AdminKey } from './admin-key.js';
import { AccessError } from './access-error.js';
import { NOBODY, Principal, reachesOf } from './principal.js';

/** Who asks, by the `authorization` header of the request. */
@Injectable()
export class Principals {
  constructor(private readonly adminKey: AdminKey) {}

  /** @throws AccessError 401 when a credential is given that says nothing (wrong, expired, revoked). */
  async of(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) return NOBODY;
    if (this.adminKey.opens(authorization)) return ADMIN;
    throw new AccessError(401, 'The credential given is not valid.');
  }
}

/** The key of one machine stands for a registrar. */
const REGISTRAR = [{ role: 'REGISTRAR', organisationId: null }] as const;
const ADMIN = new Principal({ kind: 'ADMIN_KEY', id: null, grants: REGISTRAR, reaches: reachesOf(REGISTRAR) });
