import { Injectable } from '@nestjs/common';
import { outboxLag, UnitOfWork } from '#libs/database';
import { EuropassFeedStore } from '#libs/europass';
import { Metrics } from './metrics.js';

const EUROPASS = { feed: 'europass' };

/** How far behind what is shown outside is. */
@Injectable()
export class ProjectionMetrics {
  constructor(metrics: Metrics, uow: UnitOfWork, feed: EuropassFeedStore) {
    const rows = metrics.gauge({ name: 'outbox_rows', help: 'Changes that the search index has not taken up yet.' });
    metrics.gauge({
      name: 'index_lag_seconds',
      help: 'Age of the oldest change that the search index has not taken up.',
      read: async (gauge) => {
        const lag = await outboxLag(uow.read);
        gauge.set(lag.oldestSeconds);
        rows.set(lag.rows);
      },
    });
    const labels = ['feed'];
    const age = metrics.gauge({ name: 'feed_age_seconds', help: 'Age of the build in force.', labels });
    const offers = metrics.gauge({ name: 'feed_offers', help: 'Offers in the build in force.', labels });
    const leftOut = metrics.gauge({ name: 'feed_left_out', help: 'Records left out of the build in force.', labels });
    metrics.gauge({
      name: 'feed_stale_offers',
      help: 'Offers waiting to be rendered again.',
      labels,
      read: async (gauge) => {
        const status = await feed.status();
        gauge.set(EUROPASS, status.stale);
        if (status.ageSeconds !== null) age.set(EUROPASS, status.ageSeconds);
        offers.set(EUROPASS, status.offers);
        leftOut.set(EUROPASS, status.leftOut);
      },
    });
  }
}
