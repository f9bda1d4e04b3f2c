import { localDateOf, type LocalDate } from './local-date.js';

/** The only source of "now" in the register; tests and demonstrations inject another. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  private instant: Date;

  constructor(instant: Date | string) {
    this.instant = new Date(instant);
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date | string): void {
    this.instant = new Date(instant);
  }
}

export const today = (clock: Clock, timeZone: string): LocalDate => localDateOf(clock.now(), timeZone);
