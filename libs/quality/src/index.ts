export * from './agency.entity.js';
export * from './procedure.entity.js';
export * from './qa-outcome.entity.js';
export * from './qa-outcome-withdrawal.entity.js';
export * from './entities.js';
export * from './assurance.types.js';
