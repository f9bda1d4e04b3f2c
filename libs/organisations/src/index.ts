export * from './organisation.entity.js';
export * from './organisation-identifier.entity.js';
export * from './organisation-role.entity.js';
export * from './provider.entity.js';
export * from './provider-status-change.entity.js';
export * from './entities.js';
export * from './organisation-record.js';
