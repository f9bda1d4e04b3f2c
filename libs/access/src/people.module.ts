import { Module } from '@nestjs/common';
import { ApiKeys } from './keys/api-keys.service.js';
import { Invitations } from './people/invitations.service.js';
import { Memberships } from './people/memberships.service.js';
import { People } from './people/people.service.js';

/** Who is in the register, and which keys. */
@Module({ providers: [People, Memberships, Invitations, ApiKeys], exports: [People, Memberships, Invitations, ApiKeys] })
export class PeopleModule {}
