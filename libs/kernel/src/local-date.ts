import { DateTime } from 'luxon';

/** A calendar day `YYYY-MM-DD` in the register's time zone. Compares correctly as a string. */
export type LocalDate = string;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** True for an existing calendar day of the years 1900–2199 (`2024-02-30` is none). */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !SHAPE.test(value) || value < '1900-01-01' || value > '2199-12-31') return false;
  const instant = new Date(`${value}T00:00:00Z`);
  // JavaScript reads 30 February as 1 March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

const day = (date: LocalDate) => DateTime.fromISO(date, { zone: 'utc' });
const text = (value: DateTime): LocalDate => value.toFormat('yyyy-MM-dd');

export const addDays = (date: LocalDate, days: number): LocalDate => text(day(date).plus({ days }));

/** 29 February plus a year is 28 February. */
export const addYears = (date: LocalDate, years: number): LocalDate => text(day(date).plus({ years }));

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => day(to).diff(day(from), 'days').days;

/** The instant at which the day begins in the time zone (IANA name). */
export const startOfDay = (date: LocalDate, timeZone: string): Date =>
  DateTime.fromISO(date, { zone: timeZone }).startOf('day').toJSDate();

/** The last second of the day in the time zone. */
export const endOfDay = (date: LocalDate, timeZone: string): Date =>
  DateTime.fromISO(date, { zone: timeZone }).endOf('day').startOf('second').toJSDate();

/** The calendar day of an instant in the time zone. */
export const localDateOf = (instant: Date, timeZone: string): LocalDate =>
  text(DateTime.fromJSDate(instant, { zone: timeZone }));
