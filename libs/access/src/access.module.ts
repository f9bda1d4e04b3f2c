import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AdminKey } from './admin-key.js';
import { PermissionGuard } from './permission.guard.js';
import { RateLimits } from './rate-limits.js';

/** Puts the default-deny guard before every endpoint of the application that imports it. */
@Module({
  providers: [AdminKey, RateLimits, PermissionGuard, { provide: APP_GUARD, useExisting: PermissionGuard }],
  exports: [AdminKey, RateLimits],
})
export class AccessModule {}
