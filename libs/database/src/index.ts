export * from './data-source.js';
export * from './unit-of-work.js';
export * from './outbox.js';
export * from './outbox-row.entity.js';
export * from './advisory-lock.js';
export * from './columns.js';
export * from './setting.entity.js';
export * from './database.module.js';
