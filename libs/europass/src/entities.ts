import { FeedFragment } from './feed-fragment.entity.js';
import { FeedStale } from './feed-stale.entity.js';

export const europassEntities = [FeedFragment, FeedStale];
