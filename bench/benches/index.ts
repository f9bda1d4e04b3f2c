import type { BenchResult } from '../run/result.js';
import type { Stage } from '../run/stage.js';
import { feed } from './feed.js';
import { findable } from './findable.js';
import { importing } from './import.js';
import { list } from './list.js';
import { rebuild } from './rebuild.js';
import { search } from './search.js';

/** In the order in which they run: a later one uses what an earlier one made. */
export const BENCHES: Readonly<Record<string, (stage: Stage) => Promise<BenchResult>>> = {
  import: importing, list, feed, rebuild, search, findable,
};
