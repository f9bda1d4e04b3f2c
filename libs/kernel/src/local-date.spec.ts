import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addYears, daysBetween, endOfDay, isLocalDate, localDateOf, startOfDay } from './index.js';

const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));

describe('local dates', () => {
  it('knows which days exist', () => {
    for (const good of ['2024-02-29', '1900-01-01', '2199-12-31']) expect(isLocalDate(good)).toBe(true);
    for (const bad of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '1899-12-31', '2024-04-31', '', null, 20240101, '2024-01-01T00:00:00Z']) {
      expect(isLocalDate(bad)).toBe(false);
    }
  });

  it('adds days there and back', () => {
    fc.assert(fc.property(day, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
      expect(addDays(addDays(date, days), -days)).toBe(date);
      expect(daysBetween(date, addDays(date, days))).toBe(days);
    }));
  });

  it('adds years, and 29 February becomes 28', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });

  it('keeps a day inside its time zone, also when the clocks change', () => {
    fc.assert(fc.property(day, fc.constantFrom('Europe/Vilnius', 'UTC', 'Pacific/Auckland', 'America/New_York'), (date, zone) => {
      expect(localDateOf(startOfDay(date, zone), zone)).toBe(date);
      expect(localDateOf(endOfDay(date, zone), zone)).toBe(date);
      expect(localDateOf(new Date(startOfDay(date, zone).getTime() - 1), zone)).toBe(addDays(date, -1));
    }));
    expect(startOfDay('2024-10-27', 'Europe/Vilnius').toISOString()).toBe('2024-10-26T21:00:00.000Z');
    expect(endOfDay('2024-10-27', 'Europe/Vilnius').toISOString()).toBe('2024-10-27T21:59:59.000Z');
  });
});
