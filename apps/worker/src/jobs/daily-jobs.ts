import { Injectable, Logger } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { readSetting, UnitOfWork, withLock, writeSetting } from '#libs/database';
import { Metrics } from '../metrics.js';
import { JobList, type DailyJob } from './daily-job.js';

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** What this process remembers of a job besides the day noted in the database. */
interface Course {
  failures: number;
  notBefore: number;
}

/**
 * Does each job once for every day of the register, in their order. For which day is noted after success: a job that was
 * missed, failed or was cut short is done for the present day as soon as it can be. One that fails is tried again at
 * growing intervals and holds up none of the others. One process at a time.
 */
@Injectable()
export class DailyJobs {
  private readonly logger = new Logger(DailyJobs.name);
  private readonly courses = new Map<string, Course>();
  private readonly jobs: readonly DailyJob[];

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly metrics: Metrics,
    list: JobList,
  ) {
    this.jobs = list.jobs();
    metrics.showJobs(() => this.lastDays());
  }

  /** @returns the names of the jobs that were done; null when another process is at it. */
  look(isStopping: () => boolean = () => false): Promise<string[] | null> {
    return withLock(this.uow.dataSource, 'daily-jobs', async () => {
      const done: string[] = [];
      for (const job of this.jobs) {
        if (isStopping()) break;
        if (await this.attempt(job, isStopping)) done.push(job.name);
      }
      return done;
    });
  }

  private async attempt(job: DailyJob, isStopping: () => boolean): Promise<boolean> {
    const course = this.courses.get(job.name) ?? { failures: 0, notBefore: 0 };
    try {
      const day = registerToday(this.config);
      const note = job.state ? `${day} ${await job.state()}` : day;
      if (!(await this.isDue(job, course, note))) return false;
      const told = await job.run(day, isStopping);
      if (isStopping()) return false;
      await this.uow.run((tx) => writeSetting(tx, keyOf(job), note));
      if (told !== null) this.logger.log(`${day}: ${told}`);
      this.courses.set(job.name, { failures: 0, notBefore: this.ticks() + (job.againAfterMs ?? 0) });
      return true;
    } catch (error) {
      this.metrics.jobFailures.inc({ job: job.name });
      const pause = Math.min(job.againAfterMs ?? LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** course.failures);
      this.courses.set(job.name, { failures: course.failures + 1, notBefore: this.ticks() + pause });
      this.logger.error(`${job.name} failed and is tried again in ${pause / 1000} s: ${String(error)}`, error instanceof Error ? error.stack : undefined);
      return false;
    }
  }

  /** After a failure its pause counts; else a new day or state does, and what is to be done again in between. */
  private async isDue(job: DailyJob, { failures, notBefore }: Course, note: string): Promise<boolean> {
    const rested = this.ticks() >= notBefore;
    if ((failures && !rested) || this.hour() < (job.fromHour ?? 0)) return false;
    if (job.againAfterMs !== undefined && rested) return true;
    return (await readSetting(this.uow.read, keyOf(job))) !== note;
  }

  /** Milliseconds of a clock that nobody sets: pauses are real even where the register's clock stands still. */
  protected ticks(): number {
    return performance.now();
  }

  private hour(): number {
    const { clock, country } = this.config;
    return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: country.timeZone }).format(clock.now()));
  }

  /** By job, the day for which it was done last, in seconds since 1970 as metrics want it; 0: never. */
  private async lastDays(): Promise<Record<string, number>> {
    const days = this.jobs.map(async (job) => {
      const note = await readSetting(this.uow.read, keyOf(job));
      return [job.name, typeof note === 'string' ? Date.parse(note.slice(0, 10)) / 1000 : 0];
    });
    return Object.fromEntries(await Promise.all(days));
  }
}

const keyOf = ({ name }: DailyJob): string => `job.${name}`;
