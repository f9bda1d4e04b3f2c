import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork, withLock } from '#libs/database';
import { withoutAddresses } from './address.js';
import { claim, noteAbandoned, noteRefused, noteSent, noteUncertain, putBack, type ClaimedMail } from './mail-rows.js';
import { MailSender, type Delivery } from './mail-sender.js';

const MINUTE = 60_000;
const LONGEST_PAUSE = 4 * 60 * MINUTE;
/** RFC 5321, section 4.5.4.1: "at least 4-5 days". */
const GIVE_UP_AFTER = 5 * 24 * 60 * MINUTE;

export type MailTurn = Record<'sent' | 'refused' | 'postponed' | 'uncertain', number> & {
  /** False: whoever sends mails could not be used; the rest waits. */
  available: boolean;
};

/**
 * Sends what is queued, at most once: that a mail is being sent is committed before its first byte leaves us, and a mail
 * goes back to the queue only when it certainly was not handed over. Killed in between, it stays as it is for ever.
 */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger(MailDelivery.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly sender: MailSender,
  ) {}

  /** Sends all that is due, unless another process is at it: null. Told to stop, it drops what is not handed over yet. */
  turn(now: Date, stop?: AbortSignal): Promise<MailTurn | null> {
    return withLock(this.uow.dataSource, 'mail', () => this.work(now, stop));
  }

  private async work(now: Date, stop?: AbortSignal): Promise<MailTurn> {
    const abandoned = await this.uow.run(noteAbandoned);
    for (const key of abandoned) this.tellUncertain(key, 'the worker ended while it was being sent');
    const turn: MailTurn = { sent: 0, refused: 0, postponed: 0, uncertain: abandoned.length, available: true };
    while (turn.available && !stop?.aborted) {
      const mail = await this.uow.run((tx) => claim(tx, now));
      if (!mail) break;
      await this.settle(mail, await this.sender.send(mail, stop), { turn, now });
    }
    return turn;
  }

  private async settle(mail: ClaimedMail, delivery: Delivery, { turn, now }: { turn: MailTurn; now: Date }): Promise<void> {
    if (delivery.result === 'SENT') {
      turn.sent += 1;
      return this.uow.run((tx) => noteSent(tx, mail.id, now));
    }
    const reason = withoutAddresses(delivery.reason);
    if (delivery.result === 'UNCERTAIN') {
      turn.uncertain += 1;
      await this.uow.run((tx) => noteUncertain(tx, mail.id, reason));
      return this.tellUncertain(mail.key, reason);
    }
    turn.available = delivery.result === 'REFUSED' || delivery.available;
    if (delivery.result === 'NOT_SENT' && now.getTime() - mail.at.getTime() < GIVE_UP_AFTER) {
      turn.postponed += 1;
      return this.postpone(mail, reason, now);
    }
    turn.refused += 1;
    await this.uow.run((tx) => noteRefused(tx, mail.id, reason));
    this.logger.warn(`Mail ${mail.key} does not go out: ${reason}`);
  }

  private async postpone(mail: ClaimedMail, reason: string, now: Date): Promise<void> {
    const pause = Math.min(LONGEST_PAUSE, MINUTE * 2 ** (mail.attempts - 1));
    await this.uow.run((tx) => putBack(tx, mail.id, { reason, notBefore: new Date(now.getTime() + pause) }));
    this.logger.warn(`Mail ${mail.key} is tried again in ${pause / MINUTE} min: ${reason}`);
  }

  private tellUncertain(key: string, reason: string): void {
    this.logger.warn(`Mail ${key} may or may not have gone out and is not sent again: ${reason}`);
  }
}
