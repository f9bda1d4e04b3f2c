export * from './mail.entity.js';
export { mailEntities } from './entities.js';
