export * from './address.js';
export * from './mail.entity.js';
export * from './queue-mail.js';
export { mailEntities } from './entities.js';
