export * from './config.js';
export * from './country.js';
export * from './env.schema.js';
