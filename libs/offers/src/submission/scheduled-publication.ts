import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { ProblemError, type LocalDate } from '#libs/kernel';
import { dueSubmissions } from './submission-store.js';
import { Submissions } from './submissions.js';

export interface DueResult {
  published: number;
  failed: number;
}

/** Publishes what was approved for a day, each submission in a transaction of its own. Several workers may do this at once, and as often as they like. */
@Injectable()
export class ScheduledPublication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
  ) {}

  async publishDue(day: LocalDate): Promise<DueResult> {
    const result: DueResult = { published: 0, failed: 0 };
    const unexpected: unknown[] = [];
    for (const { id } of await dueSubmissions(this.uow.read, day)) {
      try {
        const made = await this.publishOne(id, day);
        if (made === 'PUBLISHED') result.published += 1;
        if (made === 'FAILED') result.failed += 1;
      } catch (error) {
        // One that cannot even be tried holds up nobody else's day; it stays due.
        unexpected.push(error);
      }
    }
    if (unexpected.length) throw new AggregateError(unexpected, `${unexpected.length} approved offers could not be published`);
    return result;
  }

  private async publishOne(submissionId: string, day: LocalDate): Promise<'PUBLISHED' | 'FAILED' | null> {
    try {
      return await this.uow.run((tx) => this.submissions.publishDue(tx, { submissionId, day }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { problems } = error;
      return (await this.uow.run((tx) => this.submissions.failDue(tx, { submissionId, problems }))) ? 'FAILED' : null;
    }
  }
}
