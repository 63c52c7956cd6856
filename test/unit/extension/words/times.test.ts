import { describe, expect, it } from 'vitest';
import {
  dateInput,
  dayIn,
  inSpan,
  isSoon,
  relativeTime,
} from '../../../../extension/words/times.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = new Date(2026, 10, 21, 12).getTime();

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [-59 * SECOND, 'just now'],
    [30 * SECOND, 'in less than a minute'],
    [-3 * MINUTE, '3 min ago'],
    [-2 * HOUR, '2 hr ago'],
    [60 * MINUTE - SECOND, 'in 1 hr'],
    [-23.8 * HOUR, '1 day ago'],
    [6 * DAY - SECOND, 'in 6 days'],
    [-1 * DAY, '1 day ago'],
    [45 * DAY, 'in 2 mo'],
    [-800 * DAY, '2 yr ago'],
  ])('says %d ms from now as "%s"', (span, words) => {
    expect(relativeTime(NOW + span, NOW)).toBe(words);
  });
});

describe('inSpan', () => {
  it.each([
    [0, 'in 1 second'],
    [40, 'in 40 seconds'],
    [61, 'in 2 minutes'],
    [3600, 'in 1 hour'],
    [3601, 'in 2 hours'],
  ])('rounds %d s up to "%s", so that waiting is enough', (seconds, words) => {
    expect(inSpan(seconds)).toBe(words);
  });
});

describe('isSoon', () => {
  it.each([
    [-1, false],
    [0, false],
    [1, true],
    [7 * DAY, true],
    [7 * DAY + 1, false],
  ])('%d ms from now: %s', (span, soon) => {
    expect(isSoon(NOW + span, NOW)).toBe(soon);
  });
});

describe('days', () => {
  it('writes the local day as a date input does, across the end of a year', () => {
    expect(dateInput(NOW)).toBe('2026-11-21');
    expect(dateInput(NOW, 41)).toBe('2027-01-01');
  });

  it('names the day that a lifetime ends on', () => {
    expect(dayIn(NOW, 90)).toBe('19 February 2027');
  });
});
