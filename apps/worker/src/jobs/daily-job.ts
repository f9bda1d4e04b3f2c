import type { LocalDate } from '#libs/kernel';

/** What the register does once a day by itself. It may be run again, and be killed at any point: doing it twice does no harm. */
export interface DailyJob {
  name: string;
  /** Hour of the register from which on it is due; from midnight on where none is said. */
  fromHour?: number;
  /** Done again so long after it was done, on the same day. */
  againAfterMs?: number;
  /** What else than the day its result depends on: when it changes the job is done again on the same day. */
  state?(): Promise<string>;
  /**
   * Returns early when it is to stop; it is then done again at the next start.
   * @returns what there is to tell about it; null where nothing happened.
   */
  run(day: LocalDate, isStopping: () => boolean): Promise<string | null>;
}

/** The jobs in the order in which they are done. A class only so that it can be injected by its own name. */
export abstract class JobList {
  abstract jobs(): DailyJob[];
}
