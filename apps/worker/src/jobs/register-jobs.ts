import { Injectable } from '@nestjs/common';
import { Invitations, LogHeads } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { Archiving, ScheduledPublication } from '#libs/offers';
import { ExpiryNotices } from '../notices/expiry-notices.js';
import type { DailyJob, JobList } from './daily-job.js';
import { Projection } from './projection.js';
import { Sweep } from './sweep.js';

const MINUTE = 60_000;

/** What the register does by itself, in the order in which it is done. */
@Injectable()
export class RegisterJobs implements JobList {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly publication: ScheduledPublication,
    private readonly archiving: Archiving,
    private readonly projection: Projection,
    private readonly notices: ExpiryNotices,
    private readonly invitations: Invitations,
    private readonly heads: LogHeads,
    private readonly sweep: Sweep,
  ) {}

  /** What comes to the public and leaves it goes before the projection, and the notices speak of what is public then. */
  jobs(): DailyJob[] {
    return [this.publishing(), this.archivingOld(), this.projection, this.erasing(), this.notices, this.notingHead(), this.sweep];
  }

  /** Also between midnights: an approval may come late on the very day. */
  private publishing(): DailyJob {
    return {
      name: 'publication',
      againAfterMs: MINUTE,
      run: async (day) => {
        const { published, failed } = await this.publication.publishDue(day);
        return published || failed ? `${published} approved offers are published, ${failed} could not be` : null;
      },
    };
  }

  private archivingOld(): DailyJob {
    return {
      name: 'archiving',
      run: async (day) => {
        const count = await this.archiving.archiveDue(day);
        return count ? `${count} offers are archived` : null;
      },
    };
  }

  /** Addresses of invitations that nobody took. */
  private erasing(): DailyJob {
    return {
      name: 'invitations',
      run: async () => {
        const count = await this.uow.run((tx) => this.invitations.eraseExpired(tx, this.config.clock.now()));
        return count ? `the addresses of ${count} expired invitations are erased` : null;
      },
    };
  }

  private notingHead(): DailyJob {
    return {
      name: 'log-head',
      run: async () => {
        await this.heads.note();
        return null;
      },
    };
  }
}
