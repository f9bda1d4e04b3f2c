export * from './test-database.js';
export * from './services.js';
export * from './factories.js';
export * from './arbitraries.js';
export * from './issuer.js';
