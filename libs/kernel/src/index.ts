export * from './ids.js';
export * from './clock.js';
export * from './local-date.js';
export * from './language-map.js';
export * from './canonical-json.js';
export * from './problem.js';
export * from './web-address.js';
export * from './storable-text.js';
