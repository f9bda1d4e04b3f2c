import { RateLimitRow } from './rate-limit-row.entity.js';

export const accessEntities = [RateLimitRow];
