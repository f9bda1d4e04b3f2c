import { Injectable, Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork, type Tx } from '#libs/database';
import { daysBetween, type LocalDate } from '#libs/kernel';
import { isMailAddress, queueMail } from '#libs/mail';
import { AssuranceWatch, OfferProjections, type LosingOffer } from '#libs/offers';
import { Organisations } from '#libs/organisations';
import { ExpiryNotice, QaOutcomes } from '#libs/quality';
import type { DailyJob } from '../jobs/daily-job.js';
import { expiryNoticeText } from './expiry-notice-text.js';

/** So many days before the last assured day. */
export const STEPS = [90, 30, 7] as const;

/** Offers of one provider that lose their assurance on one day. */
interface Losing {
  providerId: string;
  until: LocalDate;
  offerIds: string[];
}

/**
 * Tells providers, at their functional mailbox, that the assurance of offers ends and nothing follows. For each provider
 * and last day a step is noted in the transaction that queues its mail, so that there is at most one; after a standstill
 * only the most urgent of the missed steps is told.
 */
@Injectable()
export class ExpiryNotices implements DailyJob {
  readonly name = 'expiry-notices';
  private readonly logger = new Logger(ExpiryNotices.name);

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly watch: AssuranceWatch,
    private readonly projections: OfferProjections,
    private readonly organisations: Organisations,
    private readonly outcomes: QaOutcomes,
  ) {}

  async run(day: LocalDate, isStopping: () => boolean): Promise<string | null> {
    const losing = await this.uow.snapshot((tx) => this.watch.losing(tx, { within: Math.max(...STEPS), on: day }));
    const failures: unknown[] = [];
    let queued = 0;
    for (const group of grouped(losing)) {
      if (isStopping()) break;
      try {
        if (await this.tell(group, day)) queued += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length) throw new AggregateError(failures, `${failures.length} notices could not be made: ${String(failures[0])}`);
    return queued ? `${queued} notices that assurance ends are queued` : null;
  }

  private async tell(group: Losing, day: LocalDate): Promise<boolean> {
    const made = await this.uow.run((tx) => this.notify(tx, group, day));
    if (made === 'NO_MAILBOX') this.logger.warn(`Provider ${group.providerId} has no mailbox to be told that its assurance ends on ${group.until}`);
    return made === 'QUEUED';
  }

  private async notify(tx: Tx, group: Losing, day: LocalDate): Promise<'QUEUED' | 'NO_MAILBOX' | 'TOLD_BEFORE'> {
    const { providerId, until } = group;
    const due = STEPS.filter((step) => daysBetween(day, until) <= step);
    const step = Math.min(...due);
    const notices = tx.repository(ExpiryNotice);
    const noted = new Set((await notices.findBy({ providerId, until })).map(({ days }) => days));
    if (noted.has(step)) return 'TOLD_BEFORE';
    const now = this.config.clock.now();
    await notices.insert(due.filter((days) => !noted.has(days)).map((days) => ({ providerId, until, days, notedAt: now })));
    const mailbox = (await this.organisations.load(tx, [providerId])).get(providerId)?.mailbox ?? '';
    if (!isMailAddress(mailbox)) return 'NO_MAILBOX';
    const text = await this.text(tx, group, day);
    await queueMail(tx, { key: `expiry-notice:${providerId}:${until}:${step}`, recipient: mailbox, ...text, at: now });
    return 'QUEUED';
  }

  private async text(tx: Tx, { offerIds, until }: Losing, day: LocalDate): Promise<{ subject: string; body: string }> {
    const projections = [...(await this.projections.load(tx, offerIds, until)).values()];
    const outcomes = await this.outcomes.load(tx, projections.flatMap(({ assurance }) => assurance.outcomeIds));
    const agencies = await this.organisations.load(tx, [...outcomes.values()].map(({ agencyId }) => agencyId));
    return expiryNoticeText({ projections, outcomes, agencies, until, day }, this.config);
  }
}

const grouped = (losing: readonly LosingOffer[]): Losing[] =>
  [...Map.groupBy(losing, ({ providerId, until }) => `${until} ${providerId}`).values()]
    .map((offers) => ({ ...(offers[0] as LosingOffer), offerIds: offers.map(({ offerId }) => offerId) }))
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
