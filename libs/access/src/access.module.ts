import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '#libs/config';
import { AdminKey } from './admin-key.js';
import { TokenVerifier } from './oidc/token-verifier.js';
import { PeopleModule } from './people.module.js';
import { PermissionGuard } from './permission.guard.js';
import { Principals } from './principals.js';
import { RateLimits } from './rate-limits.js';
import { RecordOwners } from './record-owners.js';

/** Puts the default-deny guard before every endpoint of the application that imports it. */
@Module({})
export class AccessModule {
  /** @param owners tells whose a record is; `imports` are the modules of the services it asks. */
  static guarding(owners: Type<RecordOwners>, imports: NonNullable<DynamicModule['imports']>): DynamicModule {
    return {
      module: AccessModule,
      imports: [...imports, PeopleModule],
      providers: [
        AdminKey, Principals, RateLimits, PermissionGuard,
        { provide: TokenVerifier, inject: [Config], useFactory: ({ oidc, clock }: Config) => new TokenVerifier(oidc, clock) },
        { provide: RecordOwners, useClass: owners },
        { provide: APP_GUARD, useExisting: PermissionGuard },
      ],
      exports: [AdminKey, Principals, RateLimits, PermissionGuard, RecordOwners],
    };
  }
}
