import { Tables1790000000000 } from './1790000000000-tables.js';
import { Guards1790000000001 } from './1790000000001-guards.js';

/** The migrations, oldest first. */
export const migrations = [Tables1790000000000, Guards1790000000001];
