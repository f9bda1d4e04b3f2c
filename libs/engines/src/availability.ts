import { messageOf } from './engine-error.js';
import { findMeilisearch } from './meilisearch-package.js';
import { findPostgres } from './postgres-package.js';

export type EngineName = 'postgres' | 'meilisearch';
export type Availability = { available: true } | { available: false; reason: string };

/** Whether the engine can be started on this machine, and if not, why, in one plain sentence. */
export function engineAvailable(engine: EngineName): Availability {
  try {
    if (engine === 'postgres') findPostgres();
    else findMeilisearch();
    return { available: true };
  } catch (error) {
    return { available: false, reason: messageOf(error) };
  }
}
