export * from './access-error.js';
export * from './permission.js';
export * from './admin-key.js';
export * from './permission.guard.js';
export * from './rate-limits.js';
export * from './access.module.js';
