import { Tables1790000000000 } from './1790000000000-tables.js';
import { Guards1790000000001 } from './1790000000001-guards.js';
import { Governance1795480000000 } from './1795480000000-governance.js';

/** The migrations, oldest first. */
export const migrations = [Tables1790000000000, Guards1790000000001, Governance1795480000000];
