import { Injectable } from '@nestjs/common';
import { outboxLag, UnitOfWork } from '#libs/database';
import { EuropassFeedStore, type FeedStatus } from '#libs/europass';
import { Metrics } from './metrics.js';

/** How far behind what is shown outside is. */
@Injectable()
export class ProjectionMetrics {
  constructor(metrics: Metrics, uow: UnitOfWork, feed: EuropassFeedStore) {
    metrics.gauge({
      name: 'outbox_rows',
      help: 'Changes that the search index has not taken up yet.',
      read: async (gauge) => gauge.set((await outboxLag(uow.read)).rows),
    });
    metrics.gauge({
      name: 'index_lag_seconds',
      help: 'Age of the oldest change that the search index has not taken up.',
      read: async (gauge) => gauge.set((await outboxLag(uow.read)).oldestSeconds),
    });
    // Each gauge asks for itself: they are read at the same time, and one cannot wait for another.
    const ofFeed = (name: string, help: string, value: (status: FeedStatus) => number | null) =>
      metrics.gauge({
        name: `feed_${name}`,
        help,
        labels: ['feed'],
        read: async (gauge) => {
          const found = value(await feed.status());
          if (found !== null) gauge.set({ feed: 'europass' }, found);
        },
      });
    ofFeed('age_seconds', 'Age of the build in force.', (status) => status.ageSeconds);
    ofFeed('offers', 'Offers in the build in force.', (status) => status.offers);
    ofFeed('left_out', 'Records left out of the build in force.', (status) => status.leftOut);
    ofFeed('stale_offers', 'Offers waiting to be rendered again.', (status) => status.stale);
  }
}
